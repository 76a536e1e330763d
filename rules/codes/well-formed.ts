/**
 * Whether a code can exist in its system, without asking a terminology server: a mistyped digit or two
 * swapped ones are caught. It says nothing about meaning; that is what `verified.json` records.
 */
import type { CodeSystem } from './code-system.ts';

/** Dihedral group D5 and the permutation of Verhoeff's check digit (SNOMED CT technical guide, 5.5). */
const D = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const P = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

const verhoeff = (digits: string): boolean => {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = Number(D[check]?.[Number(P[i % 8]?.[digit])]);
  }
  return check === 0;
};

/** 6–18 digits, partition 00 (international concept) or 10 (extension concept), Verhoeff. */
const snomed = (code: string): boolean =>
  /^[1-9]\d{5,17}$/.test(code) && /(?:00|10)\d$/.test(code) && verhoeff(code);

/** LOINC users' guide, appendix C. Answer codes (`LA…`) carry 5 more for their prefix. */
const loinc = (code: string): boolean => {
  const [, prefix, number = '', check] = /^(LA)?(\d{1,7})-(\d)$/.exec(code) ?? [];
  if (check === undefined) return false;
  const reversed = [...number].reverse();
  const odd = reversed.filter((_, i) => i % 2 === 0).join('');
  const even = reversed.filter((_, i) => i % 2 === 1);
  const digits = [...String(Number(odd) * 2), ...even].map(Number);
  const sum = digits.reduce((total, digit) => total + digit, prefix ? 5 : 0);
  return (10 - (sum % 10)) % 10 === Number(check);
};

const shape = (pattern: RegExp) => (code: string) => pattern.test(code);

const checks: Readonly<Record<CodeSystem, (code: string) => boolean>> = {
  snomed,
  loinc,
  'icd-10-cm': shape(/^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/),
  cpt: shape(/^\d{5}$/),
  rxnorm: shape(/^[1-9]\d{1,6}$/),
  ncit: shape(/^C\d{3,6}$/),
  'act-code': shape(/^[A-Za-z]{1,20}$/),
  'yes-no': shape(/^[YN]$/),
  'expanded-yes-no': shape(/^(?:Y|N|ASKU|NA|NASK|NAV|NI|NP|UNK)$/),
  finding: shape(/^[A-Za-z][A-Za-z0-9-]*$/),
  value: shape(/^[a-z0-9][a-z0-9+-]*$/),
};

export const wellFormed = (system: CodeSystem, code: string): boolean => checks[system](code);
