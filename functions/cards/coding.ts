/** Verified codes as FHIR codings. CPT only for a licensed client, and then without a descriptor (D20). */
import type { Coding } from 'fhir/r4';
import { codeSystems } from '../../rules/codes/code-system.ts';
import { type EmittedCode, emittedDisplay } from '../../rules/codes/emitted-codes.ts';

export const codings = (codes: readonly EmittedCode[], cpt: boolean): Coding[] =>
  codes
    .filter(({ system }) => cpt || system !== 'cpt')
    .map((ref) => ({
      system: codeSystems[ref.system],
      code: ref.code,
      ...(ref.system !== 'cpt' && { display: emittedDisplay(ref) }),
    }));
