/** What a hole says to whom. */
import type { NotChecked } from '../engine/types.ts';
import { type Hole, type HoleCode, holeKinds } from './hole.ts';

interface HoleGroup {
  readonly key: string;
  readonly code: HoleCode;
  readonly about: Set<string>;
}

/** For the card: holes of one kind at one place are one line, which names all findings that they may hide. */
export const notCheckedOf = (holes: readonly Hole[]): NotChecked[] => {
  const groups = new Map<string, HoleGroup>();
  for (const { at: key, code, about = [] } of holes) {
    // what hides known findings is another line than what may hide any
    const name = `${code} ${key} ${about.length > 0}`;
    const group = groups.get(name) ?? { key, code, about: new Set() };
    for (const id of about) group.about.add(id);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ key, code, about }) => ({
    key,
    code,
    why: holeKinds[code].why,
    ...(about.size > 0 && { about: [...about].sort() }),
  }));
};

/** For the `notes` of the assessment: the code and the place for machines, then what would mend it. */
export const noteOf = ({ code, at, ref, by }: Hole): string =>
  `not checked (${code}): ${ref ?? at}${by === undefined ? '' : ` by ${by}`}. ${holeKinds[code].remedy}`;
