/** REC-18 to 22 and REC-30 at order time: each hazard and each reason to stay silent. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import type { Order } from '../../../rules/engine/types.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';
import { efficacyRows, nsaidRows, sedationRows } from '../cases/recommendation-rows.ts';

const sign = (drug: string, given: Omit<VignetteChart, 'findings'> = {}, orders?: readonly Order[]) =>
  evaluate({
    ...inputOf({ age: 45, hook: 'order-sign', ...given, findings: [['leg-pain', true, 'L']] }),
    orders: orders ?? [{ drug, draftRef: 'MedicationRequest/d', ...given.order }],
  });
const ids = (evaluation: ReturnType<typeof sign>) =>
  evaluation.assessment.recommendations.map(({ id }) => id);
const card = (evaluation: ReturnType<typeof sign>, id: string) => {
  const found = evaluation.fired.find((one) => one.id === id);
  return found && contentOf(found);
};

describe('NSAID hazards', () => {
  test.each(nsaidRows)('%s', (_, given, indicator) => {
    expect(card(sign('nsaid', given), 'REC-22')?.indicator).toBe(indicator);
  });

  test('the most dangerous is named first', () => {
    const all = sign('nsaid', {
      egfr: 40,
      history: ['heart-failure', 'peptic-ulcer', 'nsaid-allergy'],
      drugs: ['anticoagulant'],
    });
    expect(card(all, 'REC-22')?.summary).toMatch(/^NSAID risk: NSAID allergy, eGFR 40/);
  });

  test.each<[string, Omit<VignetteChart, 'findings'>]>([
    ['allergic', { history: ['nsaid-allergy'] }],
    ['bleeding', { history: ['gi-bleed'] }],
    ['22 weeks pregnant', { pregnant: true, weeks: 22 }],
    ['pregnant, weeks unknown', { pregnant: true }],
    ['without kidney function', { egfr: 20 }],
    ['on dialysis', { history: ['ckd', 'dialysis'] }],
  ])('a topical NSAID is not proposed to someone %s', (_, given) => {
    const found = card(sign('nsaid', given), 'REC-22');
    expect([found?.summary, found?.lead].join()).not.toContain('topical');
  });

  test('it is proposed beside an anticoagulant', () => {
    expect(card(sign('nsaid', { drugs: ['anticoagulant'] }), 'REC-22')?.summary).toContain('topical NSAID');
  });

  test('an anticoagulant about to be signed with it counts as one that is taken', () => {
    const both = sign('', {}, [
      { drug: 'nsaid', draftRef: 'MedicationRequest/n' },
      { drug: 'anticoagulant', draftRef: 'MedicationRequest/a' },
    ]);
    expect(card(both, 'REC-22')?.summary).toMatch(/^NSAID risk: anticoagulant\./);
  });

  test('a hazard is told for a child too', () => {
    expect(ids(sign('nsaid', { age: 15, history: ['nsaid-allergy'] }))).toContain('REC-22');
  });
});

describe('drugs for sciatica', () => {
  test.each(efficacyRows)('%s, %s', (drug, _, given, expected) => {
    expect(ids(sign(drug, given))).toEqual(expected);
  });
});

describe('sedation and breathing', () => {
  test.each(sedationRows)('%s', (_, drug, given, indicator) => {
    expect(card(sign(drug, given), 'REC-30')?.indicator).toBe(indicator);
  });

  test('two drafts at once are a combination as well', () => {
    const both = sign('', {}, [
      { drug: 'opioid', draftRef: 'MedicationRequest/o' },
      { drug: 'benzodiazepine', draftRef: 'MedicationRequest/b' },
    ]);
    expect(card(both, 'REC-30')?.summary).toBe(
      'Sedation/respiratory-depression risk: opioid + benzodiazepine. Avoid or reduce dose; consider naloxone',
    );
  });
});
