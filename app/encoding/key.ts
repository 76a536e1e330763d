/**
 * One field of a form: a finding, and the leg where it has one. Written as the intake form writes its `linkId`:
 * `slr.left`, `saddle-sensory-change`.
 */
import { type FindingId, findings, isFindingId } from '../../rules/findings/index.ts';

export const legs = ['left', 'right'] as const;
export type ChartedLeg = (typeof legs)[number];
export type Key = FindingId | `${FindingId}.${ChartedLeg}`;

export const keyOf = (id: FindingId, leg?: ChartedLeg): Key => (leg === undefined ? id : `${id}.${leg}`);

export const partsOf = (key: Key): { readonly id: FindingId; readonly leg?: ChartedLeg } => {
  const [id, leg] = key.split('.') as [FindingId, ChartedLeg?];
  return leg === undefined ? { id } : { id, leg };
};

/** Both legs of a finding, or its one field. */
export const keysOf = (id: FindingId): readonly Key[] =>
  findings[id].sided ? legs.map((leg) => keyOf(id, leg)) : [id];

export const isKey = (text: string): text is Key => {
  const [id = '', leg, ...more] = text.split('.');
  if (!isFindingId(id) || more.length > 0) return false;
  return findings[id].sided ? leg === 'left' || leg === 'right' : leg === undefined;
};
