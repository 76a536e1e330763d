/**
 * Three charts with their cards, read aloud by someone who knows the medicine. What is held here are the
 * sentences that must be there, in the words a clinician reads in seconds, and what must not be said.
 */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import type { EngineInput, Fact } from '../../rules/engine/types.ts';
import { cardsOf, topic } from './compose.ts';

type FactRow = readonly [
  id: string,
  value: Fact['value'],
  side?: Fact['side'] | '',
  days?: number,
  src?: Fact['src'],
];

const chart = (rows: readonly FactRow[], given: Partial<EngineInput>): EngineInput => ({
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
      'Possible cauda equina syndrome: emergency MRI now (saddle numbness, residual 450 mL)',
    );
  });

  test('the first line says whom to call, and how soon', () => {
    expect(linesOf(card)[0]).toBe(
      '**On-call spine team and MRI as soon as possible (within 4 h of request).**',
    );
  });

  test('what was recorded, by whom, and since when; what nobody asked', () => {
    expect(linesOf(card).slice(1, 3)).toEqual([
      'Why: saddle numbness (exam); urinary retention, first symptom 1 day ago (patient); residual 450 mL (measured).',
      'Next: incontinence; bladder sensation.',
    ]);
  });

  test('the traps are named', () => {
    expect(card.detail).toContain('do not wait for a rectal examination');
    expect(card.detail).toContain('do not put retention down to opioids, constipation or pain');
  });

  test('the offers are MRI, the emergency department and written advice; no scan of a bladder scanned today', () => {
    expect(labels(card)).toEqual([
      'Emergency MRI lumbar spine',
      'Emergency department referral (stat)',
      'Send safety-net advice',
    ]);
  });

  test('the source is the pathway, with its year', () => {
    expect(card.source.label).toBe('GIRFT: National Suspected Cauda Equina Syndrome Pathway, 2023');
    expect(linesOf(card).at(-1)).toMatch(/^REC-03 v[\d.]+ · GIRFT 2023 · knowledge/);
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
        ).map((id): FactRow => [id, false, '', 0, 'patient']),
      ],
      { age: 38, closed: true },
    ),
  );
  const [card] = cards as [Card];

  test('one card, which does not interrupt', () => {
    expect(cards.map(({ indicator }) => indicator)).toEqual(['info']);
  });

  test('root, side and cause, then what to do', () => {
    expect(card.summary).toBe('Left L5 radiculopathy, likely disc herniation: keep active, no scan yet');
    expect(linesOf(card)[0]).toBe(
      '**Keep active, exercise or physiotherapy; review in 2 weeks (strength 4/5).**',
    );
  });

  test('the weightiest signs come first, by their values, with side and source', () => {
    expect(linesOf(card)[1]).toMatch(/^Why: great toe 4\/5, dorsal foot numb, SLR positive \(left, exam\)/);
  });

  test('it does not reassure', () => {
    expect(card.detail).toContain('No current danger sign is recorded.');
    expect(card.detail).toContain('5 cauda equina questions are open');
  });

  test('conservative care first, with a date to come back and words for the patient', () => {
    expect(labels(card)).toEqual(['Physiotherapy', 'Review in 2 weeks', 'Send safety-net advice']);
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
          nsaid: [{ ref: 'MedicationRequest/n1', code: '7258', display: 'naproxen 500 MG Oral Tablet' }],
          anticoagulant: [
            { ref: 'MedicationRequest/a1', code: '1364430', display: 'apixaban 5 MG Oral Tablet' },
          ],
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

  test('both hazards on one card, by the name of the drug, and what to use instead', () => {
    expect(nsaid.summary).toBe('Naproxen: eGFR 26, apixaban: avoid, use acetaminophen');
  });

  test('which drugs, which value', () => {
    expect(nsaid.detail).toContain('Why: eGFR 26, apixaban.');
  });

  test('the source fits the hazard', () => {
    expect(nsaid.source.label).toMatch(/^KDIGO/);
  });

  test('what was looked for is told apart from what is not documented', () => {
    expect(imaging.summary).toBe('MRI lumbar spine: danger signs not asked (9 of 9 open): ask first');
    expect(imaging.detail).toContain('Ask saddle, bladder, bowel first');
  });

  test('each removal takes its own draft', () => {
    const removals = cards.flatMap(({ suggestions = [] }) =>
      suggestions.flatMap(({ label, actions = [] }) =>
        actions.flatMap((action) => ('resourceId' in action ? [[label, action.resourceId]] : [])),
      ),
    );
    expect(removals).toEqual([
      ['Remove naproxen', 'MedicationRequest/n1'],
      ['Remove MRI lumbar spine', 'ServiceRequest/m1'],
    ]);
  });
});
