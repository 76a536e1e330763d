/** What the other rooms may know of codes. README.md says what lives here and how a code enters. */

export type { Site } from '../findings/index.ts';
export {
  type CodeMap,
  codeMapProperties,
  plainText,
  type SiteAnswers,
  type SiteCode,
  type SiteValue,
  UNMATCHED,
} from './code-map.ts';
export { BASE, type CodeRef, type CodeSystem, codeSystems, LATERALITY } from './code-system.ts';
export {
  chronicDeficits,
  historyConditions,
  imagingReasons,
  isHistoryOfCancer,
  isMetastatic,
  isSevereKidneyDisease,
  suspectedDiseases,
} from './condition-codes.ts';
export { type Ingredient, ingredientClasses } from './drug-codes.ts';
export { type EmittedCode, emittedCodes, emittedDisplay } from './emitted-codes.ts';
export { codesRead, familiesRead, meaningOf } from './lookup.ts';
export type { ConditionMeaning, FindingMeaning, Meaning } from './meaning.ts';
export type { Measure } from './measure-codes.ts';
export type { Deed } from './order-codes.ts';
export { type Orderable, orderableIds, orderableOfType, orderables } from './orderables.ts';
export { isOwnWord } from './own-words.ts';
export { type CodeMapProblem, isDated, readCodeMap, restsARedFlag } from './read-code-map.ts';
export { asIcd10Cm, bareUri, canonicalSystem, systemSpelt } from './system-spelling.ts';
export type { ValueCode } from './value-codes.ts';
export { wellFormed } from './well-formed.ts';
