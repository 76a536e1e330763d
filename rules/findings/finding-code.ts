/**
 * A standard code of a finding, as its row lists it. Beside them every finding is recorded with its own id in the
 * `finding` system. `rules/codes/verified.json` is the gate: a code that is not in it fails a test.
 *
 * Only codes that say enough by themselves. Codes that need another value to mean something (a date, a reference
 * range, a body site that picks the finding) are in `rules/codes/measure-codes.ts`.
 */
import type { CodeRef } from '../codes/code-system.ts';

/** `B` is both legs. */
export type Side = 'L' | 'R' | 'B';

/** A place on the body that a code needs beside it before it means the finding. */
export type Site = 'lower-limb' | 'calf' | 'knee' | 'ankle' | 'groin' | 'low-back' | 'elsewhere';

export interface FindingCode extends CodeRef {
  /**
   * `asks`: the code is a question, the value of the Observation its answer.
   * `implies`: the code says it among other things, so its denial leaves it open.
   * Otherwise the code says it itself: true, or one word of a graded finding.
   */
  readonly says: 'asks' | 'implies' | true | { readonly word: string };
  readonly side?: Side;
  /** An ICD-10-CM category whose members all count. */
  readonly family?: true;
  /** Of a family: its members say a side in a character of their own (`sideInIcd`). */
  readonly sided?: true;
  /** Without this body site the code is left out. */
  readonly at?: Site;
  /** In place of a body site the name beside the code may say it (`rules/extract/named-leg.ts`). */
  readonly named?: true;
  /** A body site may be missing, but if there is one it must be this one. */
  readonly unlessNotAt?: Site;
}

type Rest = Partial<Omit<FindingCode, 'system' | 'code'>>;

export const snomed = (code: string, rest: Rest = {}): FindingCode => ({
  system: 'snomed',
  code,
  says: true,
  ...rest,
});
export const icd = (code: string, rest: Rest = {}): FindingCode => ({
  system: 'icd-10-cm',
  code,
  says: true,
  ...rest,
});
export const family = (code: string, rest: Rest = {}): FindingCode => icd(code, { family: true, ...rest });
export const asks = (code: string, rest: Rest = {}): FindingCode => ({
  system: 'loinc',
  code,
  says: 'asks',
  ...rest,
});

/** Sciatica is by its own word pain along the nerve in the leg (S-52). Radiculopathy may be numb or weak alone. */
export const sciatica = { says: 'implies' } as const;

export const onLeg = { at: 'lower-limb' } as const;
/** A code for much else: the leg stands in the body site, or in the name of the problem. */
export const namedLeg = { ...onLeg, named: true } as const;
export const right = { side: 'R' } as const;
export const left = { side: 'L' } as const;
/** No verified standard code says it: a chart has it by its own id alone. */
export const localOnly: readonly FindingCode[] = [];
