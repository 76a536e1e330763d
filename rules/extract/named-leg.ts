/**
 * A weak leg in the name of a problem. ICD-10-CM has no code for one: hospitals code R29.898, a remainder class, or
 * M62.81, a generalised weakness, and the name that the clinician picked stands beside the code. Of these codes alone
 * the name is read, as an answer of a list would be: it must have weakness and a leg, and no word that denies,
 * doubts or dates it. A name is no narrative, which is counted and never read (N12).
 */
import type { Side } from '../engine/types.ts';
import type { Place } from './body-site.ts';
import { codings, meaningIn } from './code.ts';
import { type Json, record, text } from './shape.ts';

const WEAK = /\b(?:weak|weakness|paresis)\b/i;
const LEG =
  /\b(?:legs?|lower (?:limbs?|extremit(?:y|ies))|foot|feet|ankles?|calf|calves|thighs?|lle|rle|bles?)\b/i;
/** Two names of one problem contradict where one denies it; then nothing is read. */
const UNSURE =
  /\b(?:no|not(?! otherwise specified)|non|without|w\/o|denie[sd]|negative|absent|normal|resolved|recovered|improved|history|hx|h\/o|s\/p|old|past|prior|previous(?:ly)?|former|family|risk|possible|probable|suspected|unlikely|question|ruled? out|r\/o)\b|\?/i;
/** The place needs its word: "right-handed" names no leg. */
const RIGHT = /\b(?:right|rt|rle)\b(?!-? ?handed)/i;
const LEFT = /\b(?:left|lt|lle)\b(?!-? ?handed)/i;
const BOTH = /\b(?:bilateral|both|bles?|legs|lower limbs|lower extremities|feet)\b/i;

/** More is no name. */
const LONGEST = 120;

const sideIn = (name: string): Side | undefined => {
  const right = RIGHT.test(name);
  const left = LEFT.test(name);
  if (right !== left) return right ? 'R' : 'L';
  // "weakness of right hand and left leg": which of them is the leg's, nobody can tell
  return BOTH.test(name) ? 'B' : undefined;
};

/** Its own text, and what stands beside the codes that leave the leg to the name. */
const namesOf = (concept: unknown): string[] => {
  const displays = codings(concept).flatMap((coding) =>
    meaningIn(coding)?.findings.some(({ named }) => named) ? (text(record(coding)?.['display']) ?? '') : [],
  );
  if (displays.length === 0) return [];
  return [...displays, text(record(concept)?.['text']) ?? ''];
};

/** The leg that the name of a problem says to be weak; nothing where the code needs no name or the name says none. */
export const namedLeg = ({ code, bodySite }: Json): Partial<Pick<Place, 'sites' | 'side'>> | undefined => {
  if (bodySite !== undefined) return undefined;
  const names = namesOf(code);
  if (names.some((name) => UNSURE.test(name))) return undefined;
  const weak = names.filter((name) => name.length <= LONGEST && WEAK.test(name) && LEG.test(name));
  if (weak.length === 0) return undefined;
  const side = sideIn(weak.join(' '));
  return { sites: ['lower-limb'], ...(side && { side }) };
};
