/**
 * Three charts with their cards, read aloud by someone who knows the medicine. What is held here are the
 * sentences that must be there, in the words a clinician reads in seconds, and what must not be said.
 */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../functions/cds-hooks/types.ts';
import type { EngineInput, Fact } from '../../rules/engine/types.ts';
import { cardsOf, topic, topics } from './compose.ts';

type Row = readonly [
  id: string,
  value: Fact['value'],
  side?: Fact['side'] | '',
  days?: number,
  src?: Fact['src'],
];

const chart = (rows: readonly Row[], given: Partial<EngineInput>): EngineInput => ({
  now: '2026-11-22T15:00:00Z',
  cond: [],
  meds: [],
  freetext: 0,
  hook: 'patient-view',
  ...given,
  facts: rows.map(([id, value, side, days = 0, src = 'exam'], n) => ({
    id,
    value,
    days,
    src,
    status: 'final',
    ref: `Observation/${n}`,
    ...(side && { side }),
  })),
});

const linesOf = ({ detail = '' }: Card): string[] => detail.split('\n').filter((line) => line !== '');
const labels = ({ suggestions = [] }: Card): string[] => suggestions.map(({ label }) => label);

describe('A 44-year-old roofer: sciatica for six days, since last night numb when wiping and cannot pass urine', () => {
  const cards = cardsOf(
    chart(
      [
        ['leg-pain', true, 'R', 6, 'patient'],
        ['low-back-pain', true, '', 6, 'patient'],
        ['saddle-sensory-change', true, '', 0, 'exam'],
        ['urinary-retention', true, '', 0, 'patient'],
        ['ces-onset-days', 1, '', 0, 'patient'],
        ['fecal-incontinence', false, '', 0, 'patient'],
        ['pvr-ml', 450, '', 0, 'device'],
      ],
      { age: 44 },
    ),
  );
  const [card] = cards as [Card];

  test('there is one card, and it is critical', () => {
    expect(cards.map(({ indicator }) => indicator)).toEqual(['critical']);
  });

  test('the summary alone carries the message', () => {
    expect(card.summary).toBe(
      'Possible cauda equina syndrome: emergency assessment and MRI now (saddle numbness, urinary retention, residual 450 mL, onset 1 day ago)',
    );
  });

  test('the first line repeats the action and says why', () => {
    expect(linesOf(card)[0]).toBe(
      '**Emergency department or on-call spine team now, and emergency MRI: what is recorded can mean compression of the cauda equina.**',
    );
  });

  test('what was recorded, when and by whom; what was denied; what nobody asked', () => {
    expect(linesOf(card).slice(1, 4)).toEqual([
      'Recorded: numbness or tingling around genitals, perineum or back passage (exam, today); new or changed difficulty emptying the bladder (patient, today); post-void residual 450 mL (device or laboratory, today); first bladder, bowel or saddle symptom 1 day ago (patient, today); low back pain (patient, 2026-11-16); leg pain (right, patient, 2026-11-16).',
      'Also recorded: no new loss of bowel control (patient, today).',
      'Not documented: new urinary incontinence, altered bladder sensation, loss of rectal fullness, new sexual dysfunction, reduced anal tone, reduced perianal pinprick.',
    ]);
  });

  test('the traps are named', () => {
    expect(card.detail).toContain('do not wait for a rectal examination');
    expect(card.detail).toContain(
      'Do not put retention down to opioids, constipation or pain without imaging.',
    );
  });

  test('the offers are the emergency department, MRI, bladder scan and written advice', () => {
    expect(labels(card)).toEqual([
      'Emergency department referral (stat)',
      'Emergency MRI lumbar spine',
      'Post-void bladder scan now',
      'Give written safety-net advice',
    ]);
  });

  test('the source is the pathway, with its year', () => {
    expect(card.source.label).toBe('GIRFT: National Suspected Cauda Equina Syndrome Pathway, 2023');
    expect(card.detail).toContain('Further sources: IFOMPT 2020; ACR Appropriateness Criteria 2021.');
  });

  test('no reason lets it wait', () => {
    const codes = card.overrideReasons?.map(({ code }) => code);
    expect(codes).not.toContain('will-reassess');
    expect(codes).not.toContain('patient-declines');
  });
});

describe('A 38-year-old teacher: electric pain into the great toe, worse sitting, examined today', () => {
  const cards = cardsOf(
    chart(
      [
        ['leg-pain', true, 'L', 0, 'patient'],
        ['pain-path', ['buttock', 'lateral-leg', 'great-toe'], 'L', 0, 'patient'],
        ['pain-dominance', 'leg', '', 0, 'patient'],
        ['pain-quality', ['electric', 'shooting'], 'L', 0, 'patient'],
        ['pain-temporal', 'intermittent', '', 0, 'patient'],
        ['pain-aggravating', ['sitting', 'cough-sneeze-strain-leg'], 'L', 0, 'patient'],
        ['pain-relieving', ['walking'], 'L', 0, 'patient'],
        ['slr', true, 'L'],
        ['mrc-great-toe-extension', 4, 'L'],
        ['mrc-ankle-plantarflexion', 5, 'L'],
        ['reflex-achilles', 'normal', 'L'],
        ['reflex-patellar', 'normal', 'L'],
        ['sens-dorsal-foot', 'reduced', 'L'],
        ...(
          [
            'saddle-sensory-change',
            'urinary-retention',
            'urinary-incontinence',
            'fecal-incontinence',
          ] as const
        ).map((id): Row => [id, false, '', 0, 'patient']),
      ],
      { age: 38, closed: true },
    ),
  );
  const differential = topic(cards, 'REC12') as Card;
  const care = topic(cards, 'REC23') as Card;

  test('two cards, neither interrupts: what it fits, and what to do', () => {
    expect(topics(cards)).toEqual(['REC12', 'REC23']);
    expect(cards.map(({ indicator }) => indicator)).toEqual(['info', 'info']);
  });

  test('root and cause in words, and the one finding to add', () => {
    expect(differential.summary).toBe(
      'Left L5 root fits best (high confidence); root pain with deficit likely. Most useful next finding: the open cauda equina questions',
    );
  });

  test('the weightiest signs come first, with side, source and date', () => {
    expect(differential.detail).toContain(
      'Recorded: great-toe extension MRC 4, sensation at the dorsum of the foot reduced (left, exam, today)',
    );
  });

  test('the points of each root can be checked', () => {
    expect(differential.detail).toContain(
      'Left L5 root: high confidence. Points: L2 0, L3 0, L4 -1, L5 7, S1 -1.',
    );
  });

  test('it is decision support, and it does not reassure', () => {
    expect(differential.detail).toContain(
      'Decision support from recorded data; it does not make the diagnosis.',
    );
    expect(differential.detail).toContain(
      'No current red-flag finding is recorded; 5 of 9 cauda equina questions are unanswered.',
    );
  });

  test('conservative care first, with dates to come back', () => {
    expect(care.summary).toBe(
      'Root pain pattern, no current red-flag finding recorded: keep active, exercise/PT, review at 2-4 and 6 weeks',
    );
    expect(care.detail).toContain('no prolonged bed rest');
    expect(labels(care)).toEqual([
      'Physical therapy referral',
      'Send self-care and safety-net advice',
      'Review in 2-4 weeks',
    ]);
  });
});

describe('A 68-year-old with sciatica and eGFR 26: the doctor signs naproxen and an MRI on day 8', () => {
  const cards = cardsOf(
    chart(
      [
        ['leg-pain', true, 'R', 0, 'patient'],
        ['pain-onset-days', 8, '', 0, 'patient'],
      ],
      {
        age: 68,
        egfr: 26,
        cond: ['sciatica'],
        meds: ['anticoagulant'],
        hook: 'order-sign',
        orders: [
          { drug: 'nsaid', draftRef: 'MedicationRequest/n1' },
          { type: 'MRI-L-WO', draftRef: 'ServiceRequest/m1' },
        ],
        details: {
          nsaid: [{ ref: 'MedicationRequest/n1', display: 'naproxen 500 MG Oral Tablet' }],
          anticoagulant: [{ ref: 'MedicationRequest/a1', display: 'apixaban 5 MG Oral Tablet' }],
        },
      },
    ),
  );
  const nsaid = topic(cards, 'REC22') as Card;
  const imaging = topic(cards, 'REC15') as Card;

  test('the drug interrupts, the MRI is questioned', () => {
    expect(cards.map(({ source, indicator }) => [source.topic?.code, indicator])).toEqual([
      ['REC22', 'critical'],
      ['REC15', 'warning'],
    ]);
  });

  test('both hazards on one card, and what to use instead', () => {
    expect(nsaid.summary).toBe(
      'NSAID risk: eGFR 26, anticoagulant. Avoid; use acetaminophen or non-drug care',
    );
  });

  test('which order, which drug, which value', () => {
    expect(nsaid.detail).toContain(
      'Recorded: draft order for NSAID: naproxen 500 MG Oral Tablet, eGFR 26 mL/min/1.73 m², takes anticoagulant: apixaban 5 MG Oral Tablet.',
    );
  });

  test('the source fits the hazard', () => {
    expect(nsaid.source.label).toMatch(/^KDIGO/);
  });

  test('what was looked for is told apart from what is not documented', () => {
    expect(imaging.detail).toContain('Not documented is not the same as absent.');
    expect(imaging.detail).toContain(
      'If 6 weeks of care happened elsewhere, record it and this card disappears.',
    );
  });

  test('each removal takes its own draft', () => {
    const removals = cards.flatMap(({ suggestions = [] }) =>
      suggestions.flatMap(({ label, actions = [] }) =>
        actions.flatMap((action) => ('resourceId' in action ? [[label, action.resourceId]] : [])),
      ),
    );
    expect(removals).toEqual([
      ['Remove NSAID order', 'MedicationRequest/n1'],
      ['Remove this imaging order', 'ServiceRequest/m1'],
    ]);
  });
});
