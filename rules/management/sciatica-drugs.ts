/** REC-18 to REC-21: drugs for nerve-root pain whose benefit the trials do not show. */
import { all, any, condition, ordersDrug, unlessKnown } from '../engine/criterion.ts';
import type { Hook } from '../engine/types.ts';
import { someLegSymptoms } from '../terms/leg.ts';
import { draftDrugs, rootPainOnRecord } from './drug-orders.ts';
import { conditionsOnRecord, onRecord } from './on-record.ts';
import { ORDERING, type Recommendation } from './recommendation.ts';
import { draftsFor, type Situation, takes } from './situation.ts';
import { order, removals } from './suggestion.ts';
import { child, rootPain } from './terms.ts';

const sign: Hook = 'order-sign';

const context = (s: Situation) => (rootPainOnRecord(s).length > 0 ? 'root-pain' : 'leg-symptom');

const SAFER =
  'Alternatives: stay active, exercise therapy, NSAID if safe, early review, spine referral if severe.';

export const gabapentinoid: Recommendation = {
  id: 'REC-18',
  version: '1.0.0',
  title: 'Gabapentinoid for sciatica',
  hooks: ORDERING,
  when: all(
    ordersDrug('gabapentinoid'),
    rootPain,
    unlessKnown(
      any(
        condition('epilepsy'),
        condition('postherpetic-neuralgia'),
        condition('diabetic-neuropathy'),
        condition('fibromyalgia'),
        condition('spinal-cord-injury-pain'),
      ),
    ),
  ),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: [
    'alternative-dx',
    'clinical-judgement',
    'patient-declines',
    'not-applicable',
    'recipient-disagrees-evidence',
  ],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Sciatica: do not offer gabapentinoids', strength: 'guideline' },
    {
      cite: 'mathieson-2017',
      says: 'Pregabalin: leg pain at week 8 3.7, placebo 3.1; adjusted difference 0.5 (95% CI −0.2 to 1.2); adverse events 227 and 124',
      strength: 'trial',
    },
    { cite: 'nass-ldh-2012', says: 'Insufficient evidence for gabapentin', strength: 'guideline' },
  ],
  basis: (s) => ['drug:gabapentinoid', context(s)],
  content: (s) => ({
    indicator: 'warning',
    summary:
      'Pregabalin did not beat placebo in sciatica and caused more adverse events; NICE: do not offer gabapentinoids',
    lead: 'Consider another option: gabapentinoids are not advised for sciatica.',
    because: [...draftDrugs(s, 'gabapentinoid', draftsFor(s, 'gabapentinoid')), ...rootPainOnRecord(s)],
    missing: ['another indication (epilepsy, postherpetic neuralgia, diabetic neuropathy, fibromyalgia)'],
    advice: [
      SAFER,
      'Already established on it: do not stop abruptly; discuss tapering.',
      'PRECISE (pregabalin; gabapentin has only smaller trials): leg pain at week 8 was 3.7 with pregabalin and 3.1 with placebo, adjusted difference 0.5 (95% CI −0.2 to 1.2); adverse events 227 and 124.',
      'Another documented neuropathic indication silences this card.',
    ],
    suggestions: [
      ...removals('Remove gabapentinoid order', draftsFor(s, 'gabapentinoid')),
      order('physiotherapy', { why: 'radicular leg pain' }),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'gabapentin for sciatica on the problem list',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'gabapentinoid' },
          history: ['sciatica'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'the same patient has diabetic neuropathy',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'gabapentinoid' },
          history: ['sciatica', 'diabetic-neuropathy'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};

export const opioid: Recommendation = {
  id: 'REC-19',
  version: '1.0.0',
  title: 'Opioid for leg or back pain',
  hooks: ORDERING,
  when: all(
    ordersDrug('opioid'),
    any(rootPain, someLegSymptoms),
    unlessKnown(any(condition('active-cancer'), condition('palliative-care'), condition('sickle-cell'))),
  ),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: [
    'clinical-judgement',
    'alternative-dx',
    'goals-of-care',
    'already-done',
    'recipient-disagrees-evidence',
  ],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Do not offer opioids for chronic sciatica', strength: 'guideline' },
    {
      cite: 'cdc-2022',
      says: 'Maximise non-opioid therapy; lowest effective dose; naloxone with risk factors',
      strength: 'guideline',
    },
    {
      cite: 'opal-2023',
      says: 'Acute back or neck pain: pain at 6 weeks not better than placebo; risk of misuse higher at 52 weeks',
      strength: 'trial',
    },
    { cite: 'acp-2017', says: 'Non-drug care first', strength: 'guideline' },
  ],
  basis: (s) => ['drug:opioid', context(s)],
  content: (s) => ({
    indicator: 'warning',
    summary:
      'Opioids: no benefit shown in acute back/neck pain and more misuse later; prefer non-opioid care',
    lead: 'Prefer non-opioid care: the trials show no benefit for pain from the back.',
    because: [
      ...draftDrugs(s, 'opioid', draftsFor(s, 'opioid')),
      ...rootPainOnRecord(s),
      ...onRecord(s, ['leg-pain', 'pain-nrs']),
    ],
    missing: ['another indication (cancer, palliative care, sickle cell disease)'],
    advice: [
      'If used for severe acute pain: immediate release, a few days, a written plan; check the prescription monitoring programme; naloxone when there are risk factors.',
      'OPAL: pain at 6 weeks was not better than with placebo; risk of misuse at 52 weeks was higher.',
      'NICE: no opioids for chronic sciatica. CDC 2022: non-opioid therapy first, lowest effective dose, short course.',
    ],
    suggestions: removals('Remove opioid order', draftsFor(s, 'opioid')),
  }),
  vignettes: {
    fires: [
      {
        title: 'oxycodone for leg pain',
        given: { age: 50, hook: sign, order: { drug: 'opioid' }, findings: [['leg-pain', true, 'L']] },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'the same in palliative care',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'opioid' },
          history: ['palliative-care'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};

export const benzodiazepine: Recommendation = {
  id: 'REC-20',
  version: '1.0.0',
  title: 'Benzodiazepine for sciatica',
  hooks: ORDERING,
  when: all(ordersDrug('benzodiazepine'), rootPain),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: ['alternative-dx', 'clinical-judgement', 'not-applicable', 'recipient-disagrees-evidence'],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Sciatica: do not offer benzodiazepines', strength: 'guideline' },
    {
      cite: 'cdc-2022',
      says: 'Particular caution with opioids and benzodiazepines together',
      strength: 'guideline',
    },
    {
      cite: 'fda-opioid-benzodiazepine-2016',
      says: 'Boxed warning on the combination',
      strength: 'guideline',
    },
  ],
  basis: (s) => ['drug:benzodiazepine', context(s)],
  content: (s) => ({
    indicator: 'warning',
    summary: 'Benzodiazepines are not recommended for sciatica (no benefit, sedation, dependence)',
    lead: 'Consider another option: benzodiazepines are not advised for sciatica.',
    because: [...draftDrugs(s, 'benzodiazepine', draftsFor(s, 'benzodiazepine')), ...rootPainOnRecord(s)],
    advice: [
      SAFER,
      ...(takes(s, 'opioid')
        ? ['An opioid is on the active list: the combination carries a boxed warning.']
        : []),
      'NICE NG59 advises against them in sciatica.',
    ],
    suggestions: removals('Remove benzodiazepine order', draftsFor(s, 'benzodiazepine')),
  }),
  vignettes: {
    fires: [
      {
        title: 'diazepam for sciatica',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'benzodiazepine' },
          history: ['sciatica'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'diazepam, and nothing on record says sciatica',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'benzodiazepine' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};

export const oralSteroid: Recommendation = {
  id: 'REC-21',
  version: '1.0.0',
  title: 'Oral steroid for sciatica',
  hooks: ORDERING,
  when: all(ordersDrug('oral-steroid'), rootPain, unlessKnown(condition('other-steroid-indication'))),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: [
    'alternative-dx',
    'clinical-judgement',
    'patient-declines',
    'recipient-disagrees-evidence',
  ],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Sciatica: do not offer oral corticosteroids', strength: 'guideline' },
    {
      cite: 'goldberg-2015',
      says: 'n = 269: ODI 6.4 points better at 3 weeks; leg pain 0.3 (95% CI −0.4 to 1.0)',
      strength: 'trial',
    },
    {
      cite: 'acp-2017',
      says: 'Systemic steroids not shown to help, also with radicular symptoms',
      strength: 'guideline',
    },
  ],
  basis: (s) => ['drug:oral-steroid', context(s)],
  content: (s) => ({
    indicator: 'warning',
    summary: 'Oral steroids: small functional gain, no pain benefit, more adverse events; NICE: do not offer',
    lead: 'Consider another option: oral steroids are not advised for sciatica.',
    because: [
      ...draftDrugs(s, 'oral-steroid', draftsFor(s, 'oral-steroid')),
      ...rootPainOnRecord(s),
      ...conditionsOnRecord(s, ['diabetes', 'osteoporosis', 'peptic-ulcer']),
    ],
    missing: ['another indication for the steroid'],
    advice: [
      'Check diabetes, infection, osteoporosis and peptic ulcer before any use.',
      SAFER,
      'Goldberg 2015 (n = 269): ODI 6.4 points better at 3 weeks; leg pain 0.3 points (95% CI −0.4 to 1.0).',
      'ACP 2017: systemic steroids were not shown to help, also with radicular symptoms.',
    ],
    suggestions: removals('Remove steroid order', draftsFor(s, 'oral-steroid')),
  }),
  vignettes: {
    fires: [
      {
        title: 'prednisone for sciatica',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'oral-steroid' },
          history: ['sciatica'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'prednisone with another indication',
        given: {
          age: 50,
          hook: sign,
          order: { drug: 'oral-steroid' },
          history: ['sciatica', 'other-steroid-indication'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
