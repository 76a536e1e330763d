/**
 * Where a criterion is read, and the parameters that say what stands there. The export runs on a normalised chart:
 * every finding is a parameter, by leg, and what nobody documented is null.
 *
 * Two readings of a chart have the same parameters: the red flags read a contradiction at its worst and what has no
 * side on either leg (`chart.safety`); all else reads the chart as it is (`chart.legs`). Each has a library of its own.
 */
import { type FindingId, findings, type SetFinding } from '../../findings/index.ts';
import { type Elm, type ElmLibrary, nothing } from './elm.ts';

export const LEGS = ['left', 'right', 'unspecified'] as const;
export type LegName = (typeof LEGS)[number];

/** A leg by its own findings, where the reading counts those without a side to it. */
export type Alone = 'left alone' | 'right alone';

/** Undefined: of no leg, where a finding of a leg is not documented. */
export type Scope = LegName | Alone | undefined;

export interface Writing {
  readonly library: ElmLibrary;
  /** Whether a leg alone differs from the leg. */
  readonly safety: boolean;
}

export const own = ({ safety }: Writing, leg: 'left' | 'right'): Scope => (safety ? `${leg} alone` : leg);

/** The other leg, by its own findings. */
export const opposite = (writing: Writing, scope: Scope): Scope => {
  if (scope === 'left' || scope === 'left alone') return own(writing, 'right');
  if (scope === 'right' || scope === 'right alone') return own(writing, 'left');
  return undefined;
};

/** The leg that records of a condition are compared with. */
export const legOf = (scope: Scope): 'left' | 'right' | undefined => {
  if (scope === 'left' || scope === 'left alone') return 'left';
  if (scope === 'right' || scope === 'right alone') return 'right';
  return undefined;
};

export const prefixed = (scope: Scope, name: string): string =>
  scope === undefined ? name : `${scope} ${name}`;

/** Undefined where the finding cannot be documented. */
export const nameIn = (scope: Scope, id: FindingId): string | undefined => {
  if (!findings[id].sided) return id;
  return scope === undefined ? undefined : prefixed(scope, id);
};

/** A degree that was answered with a plain yes. */
export const PLAIN_YES = 'present';

export const valueIn = ({ library }: Writing, id: FindingId, scope: Scope): Elm => {
  const { value } = findings[id];
  const type = value.type === 'number' ? 'Decimal' : value.type === 'one-of' ? 'String' : 'Boolean';
  const name = nameIn(scope, id);
  return name === undefined ? nothing(type) : library.parameter(name, type);
};

export const itemsIn = (
  { library }: Writing,
  id: SetFinding,
  items: readonly string[],
  scope: Scope,
): readonly Elm[] => {
  const name = nameIn(scope, id);
  return items.map((item) =>
    name === undefined ? nothing() : library.parameter(`${name}: ${item}`, 'Boolean'),
  );
};

export const allItems = (id: SetFinding): readonly string[] => {
  const { value } = findings[id];
  return value.type === 'set' ? value.items : [];
};

export const isRecorded = ({ library }: Writing, leg: LegName): Elm =>
  library.parameter(`${leg} recorded`, 'Boolean');

/** Days since the newest record behind the finding's value: of anybody, or of anybody but the patient. */
export const daysSince = (
  { library }: Writing,
  id: FindingId,
  scope: Scope,
  by: 'anybody' | 'examiner',
): Elm => {
  const name = nameIn(scope, id);
  const said = by === 'anybody' ? 'days since' : 'days since examined';
  return name === undefined ? nothing('Decimal') : library.parameter(`${said}: ${name}`, 'Decimal');
};

export const ONSET = 'pain-onset-days';

/** Days since the episode began, on the leg in scope. */
export const daysSinceOnset = ({ library }: Writing, scope: Scope): Elm => {
  const name = nameIn(scope, ONSET);
  return name === undefined
    ? nothing('Decimal')
    : library.parameter(`days since the episode began: ${name}`, 'Decimal');
};
