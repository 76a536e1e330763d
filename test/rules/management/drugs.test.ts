/** REC-18 to 22 and REC-30 at order time: each hazard and each reason to stay silent. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import type { Order } from '../../../rules/engine/types.ts';
import { evaluate } from '../../../rules/index.ts';
import { efficacyRows, nsaidRows, sedationRows } from '../cases/recommendation-rows.ts';
import { partsIn } from '../parts.ts';

const sign = (drug: string, given: Omit<VignetteChart, 'findings'> = {}, orders?: readonly Order[]) =>
  evaluate({
    ...inputOf({ age: 45, hook: 'order-sign', ...given, findings: [['leg-pain', true, 'L']] }),
    orders: orders ?? [{ drug, draftRef: 'MedicationRequest/d', ...given.order }],
  });
const ids = (evaluation: ReturnType<typeof sign>) =>
  evaluation.assessment.recommendations.map(({ id }) => id);
const card = (evaluation: ReturnType<typeof sign>, id: string) => partsIn(evaluation.fired, id);

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
    expect(card(all, 'REC-22')?.summary).toMatch(/^NSAID allergy, eGFR 40/);
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
    expect(found?.text).not.toContain('topical');
  });

  test('it is proposed beside an anticoagulant', () => {
    expect(card(sign('nsaid', { drugs: ['anticoagulant'] }), 'REC-22')?.summary).toContain('topical NSAID');
  });

  test('an anticoagulant about to be signed with it counts as one that is taken', () => {
    const both = sign('', {}, [
      { drug: 'nsaid', draftRef: 'MedicationRequest/n' },
      { drug: 'anticoagulant', draftRef: 'MedicationRequest/a' },
    ]);
    expect(card(both, 'REC-22')?.summary).toMatch(/^anticoagulant:/);
  });

  test.each([
    ['N18.4', undefined, 'critical'],
    ['433146000', undefined, 'critical'],
    ['N18.31', undefined, 'warning'],
    ['N18.4', 45, 'warning'],
  ])('kidney disease coded %s, eGFR %s, is %s', (code, egfr, indicator) => {
    const chart = { age: 45, hook: 'order-sign', history: ['ckd'], findings: [] } as const;
    const found = card(
      evaluate({
        ...inputOf({ ...chart, ...(egfr !== undefined && { egfr }) }),
        orders: [{ drug: 'nsaid', draftRef: 'MedicationRequest/d' }],
        details: { ckd: [{ ref: 'Condition/c', code }] },
      }),
      'REC-22',
    );
    expect(found?.indicator).toBe(indicator);
    expect(found?.summary.includes('topical')).toBe(indicator === 'warning');
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
    expect(card(both, 'REC-30')?.summary).toBe('breathing risk (benzodiazepine): avoid or reduce the dose');
  });
});

describe('an epidural injection', () => {
  const ordered = (given: Omit<VignetteChart, 'findings'>, ...findings: VignetteChart['findings']) =>
    card(
      evaluate(inputOf({ age: 50, hook: 'order-sign', order: { type: 'ESI' }, ...given, findings })),
      'REC-24',
    );

  test.each<[string, Omit<VignetteChart, 'findings'>, VignetteChart['findings'], RegExp]>([
    ['nothing against it', {}, [], /^short-term benefit only/],
    ['an anticoagulant', { drugs: ['anticoagulant'] }, [], /^anticoagulant on record: settle that first/],
    [
      'a red flag',
      { drugs: ['anticoagulant'] },
      [['babinski', true, 'L']],
      /^a red flag is on record: no injection before/,
    ],
  ])('the summary begins with %s', (_, given, findings, words) => {
    expect(ordered(given, ...findings)?.summary).toMatch(words);
  });

  test('what raised the red flag is said once', () => {
    const found = ordered({}, ['leg-pain', true, 'B'], ['pain-onset-days', 4]);
    expect(found?.why.filter((words) => words === 'began 4 days ago')).toHaveLength(1);
  });
});
