/** REC-18 to 22 and REC-30 at order time: each hazard and each reason to stay silent. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import type { Order } from '../../../rules/engine/types.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';

const sign = (drug: string, given: Omit<VignetteChart, 'findings'> = {}, orders?: readonly Order[]) =>
  evaluate({
    ...inputOf({ age: 45, hook: 'order-sign', ...given, findings: [['leg-pain', true, 'L']] }),
    orders: orders ?? [{ drug, draftRef: 'MedicationRequest/d' }],
  });
const ids = (evaluation: ReturnType<typeof sign>) =>
  evaluation.assessment.recommendations.map(({ id }) => id);
const card = (evaluation: ReturnType<typeof sign>, id: string) => {
  const found = evaluation.fired.find((one) => one.id === id);
  return found && contentOf(found);
};

describe('NSAID hazards', () => {
  test.each<[string, Omit<VignetteChart, 'findings'>, 'warning' | 'critical' | undefined]>([
    ['none', {}, undefined],
    ['eGFR 60', { egfr: 60 }, undefined],
    ['eGFR 59', { egfr: 59 }, 'warning'],
    ['eGFR 30', { egfr: 30 }, 'warning'],
    ['eGFR 29', { egfr: 29 }, 'critical'],
    ['kidney disease on the list', { history: ['ckd'] }, 'warning'],
    ['anticoagulant', { drugs: ['anticoagulant'] }, 'warning'],
    ['antiplatelet', { drugs: ['antiplatelet'] }, 'warning'],
    ['pregnant, 19 weeks', { pregnant: true, weeks: 19 }, undefined],
    ['pregnant, 20 weeks', { pregnant: true, weeks: 20 }, 'warning'],
    ['pregnant, 30 weeks', { pregnant: true, weeks: 30 }, 'critical'],
    ['pregnant, weeks unknown', { pregnant: true }, 'warning'],
    ['peptic ulcer', { history: ['peptic-ulcer'] }, 'warning'],
    ['gastrointestinal bleeding', { history: ['gi-bleed'] }, 'critical'],
    ['heart failure', { history: ['heart-failure'] }, 'warning'],
    ['allergy', { history: ['nsaid-allergy'] }, 'critical'],
    ['dialysis', { history: ['ckd', 'dialysis'] }, 'critical'],
  ])('%s', (_, given, indicator) => {
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
  const sciatica = { history: ['sciatica'] } as const;

  test.each([
    ['gabapentinoid', 'REC-18'],
    ['opioid', 'REC-19'],
    ['benzodiazepine', 'REC-20'],
    ['oral-steroid', 'REC-21'],
  ])('%s: %s', (drug, id) => {
    expect(ids(sign(drug, sciatica))).toEqual([id]);
  });

  test.each([
    'epilepsy',
    'postherpetic-neuralgia',
    'diabetic-neuropathy',
    'fibromyalgia',
    'spinal-cord-injury-pain',
  ] as const)('a gabapentinoid with %s is silent', (other) => {
    expect(ids(sign('gabapentinoid', { history: ['sciatica', other] }))).toEqual([]);
  });

  test.each(['active-cancer', 'palliative-care', 'sickle-cell'] as const)(
    'an opioid with %s is silent',
    (other) => {
      expect(ids(sign('opioid', { history: ['sciatica', other] }))).not.toContain('REC-19');
    },
  );

  test('a steroid with another indication is silent', () => {
    expect(ids(sign('oral-steroid', { history: ['sciatica', 'other-steroid-indication'] }))).toEqual([]);
  });

  test.each(['gabapentinoid', 'benzodiazepine', 'oral-steroid'])(
    '%s without root pain on record is silent',
    (drug) => {
      expect(ids(sign(drug))).toEqual([]);
    },
  );
});

describe('sedation and breathing', () => {
  test.each<[string, string, Omit<VignetteChart, 'findings'>, 'warning' | 'critical' | undefined]>([
    ['gabapentinoid alone at 64', 'gabapentinoid', { age: 64 }, undefined],
    ['gabapentinoid at 65', 'gabapentinoid', { age: 65 }, 'warning'],
    ['gabapentinoid with eGFR 59', 'gabapentinoid', { egfr: 59 }, 'warning'],
    ['gabapentinoid with opioid', 'gabapentinoid', { drugs: ['opioid'] }, 'warning'],
    ['gabapentinoid with COPD', 'gabapentinoid', { history: ['copd'] }, 'warning'],
    ['opioid at 80 alone', 'opioid', { age: 80 }, undefined],
    ['opioid with gabapentinoid', 'opioid', { drugs: ['gabapentinoid'] }, 'warning'],
    ['opioid with benzodiazepine', 'opioid', { drugs: ['benzodiazepine'] }, 'warning'],
    ['the same with COPD', 'opioid', { drugs: ['benzodiazepine'], history: ['copd'] }, 'critical'],
    ['benzodiazepine with opioid', 'benzodiazepine', { drugs: ['opioid'] }, 'warning'],
    ['benzodiazepine with gabapentinoid', 'benzodiazepine', { drugs: ['gabapentinoid'] }, undefined],
    ['benzodiazepine with sleep apnoea', 'benzodiazepine', { history: ['sleep-apnea'] }, 'warning'],
    ['gabapentinoid with opioid treatment', 'gabapentinoid', { drugs: ['opioid-treatment'] }, 'warning'],
    ['benzodiazepine with opioid treatment', 'benzodiazepine', { drugs: ['opioid-treatment'] }, 'warning'],
    ['opioid treatment with COPD', 'opioid-treatment', { history: ['copd'] }, undefined],
  ])('%s', (_, drug, given, indicator) => {
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
