/** What a hole says to whom. */
import type { NotChecked } from '../engine/types.ts';
import { type Hole, holeKinds } from './hole.ts';

/** For the card. */
export const notCheckedOf = ({ code, at, about }: Hole): NotChecked => ({
  key: at,
  code,
  why: holeKinds[code].why,
  ...(about && { about }),
});

/** For the `notes` of the assessment: the code and the place for machines, then what would mend it. */
export const noteOf = ({ code, at, ref }: Hole): string =>
  `not checked (${code}): ${ref ?? at}. ${holeKinds[code].remedy}`;
