/** A day with one patient: twelve calls. What is shown again says the same; what was accepted is not offered again. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput, InHand } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';
import { contributionsOf } from '../../rules/management/index.ts';
import type { OrderDraft, SuggestionDraft } from '../../rules/management/suggestion.ts';
import { plainIn } from '../../rules/management/wording/language.ts';
import { cardsOf } from './compose.ts';

const CALLS = 12;

const charts: Readonly<Record<string, VignetteChart>> = {
  sciatica: {
    age: 40,
    findings: [
      ['leg-pain', true, 'L'],
      ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
      ['slr', true, 'L'],
    ],
  },
  'cauda equina': {
    age: 44,
    findings: [
      ['leg-pain', true, 'L'],
      ['saddle-sensory-change', true],
      ['urinary-retention', true],
    ],
  },
  'foot drop': { age: 50, findings: [['mrc-ankle-dorsiflexion', 2, 'R']] },
};

const callId = (n: number) => `0190a000-0000-8000-8000-${String(n).padStart(12, '0')}`;

/** What a clinician reads, and can click. */
const shown = (input: EngineInput, n = 0) =>
  cardsOf(input, { callId: callId(n) }).map(({ indicator, summary, detail, suggestions = [] }) => ({
    indicator,
    summary,
    detail,
    labels: suggestions.map(({ label }) => label),
  }));

const labelsOn = (input: EngineInput): readonly string[] => shown(input).flatMap(({ labels }) => labels);

const isOrder = (draft: SuggestionDraft): draft is OrderDraft => draft.kind === 'order';

const offersOf = (input: EngineInput): readonly OrderDraft[] =>
  evaluate(input).fired.flatMap((one) =>
    contributionsOf(one).flatMap(({ buttons = [] }) => buttons.filter(isOrder)),
  );

const accepted = (input: EngineInput, label: string): EngineInput => {
  const draft = offersOf(input).find((one) => plainIn(one.label) === label);
  if (draft === undefined) return input;
  const order: InHand = {
    what: draft.orderable,
    days: 0,
    state: 'ordered',
    priority: draft.priority,
    ref: `ServiceRequest/${draft.orderable}`,
  };
  return { ...input, inHand: [...(input.inHand ?? []), order] };
};

describe.each(Object.entries(charts))('%s', (_, given) => {
  const input = inputOf({ hook: 'patient-view', ...given });

  test('twelve calls on an unchanged chart show the same words and buttons', () => {
    const first = shown(input);
    expect(first).not.toEqual([]);
    for (let n = 1; n < CALLS; n++) expect(shown(input, n)).toEqual(first);
  });

  test('an order that was accepted is not offered again, whatever comes in its place', () => {
    let chart = input;
    const taken: string[] = [];
    for (let n = 0; n < CALLS; n++) {
      const next = labelsOn(chart).find((label) => accepted(chart, label) !== chart);
      if (next === undefined) break;
      chart = accepted(chart, next);
      taken.push(next);
      expect(labelsOn(chart)).not.toContain(next);
    }
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
  });
});

describe('an emergency that was acted on', () => {
  const input = inputOf({
    hook: 'patient-view',
    ...charts['cauda equina'],
    findings: charts['cauda equina']?.findings ?? [],
  });
  const [label = ''] = labelsOn(input);
  const [card] = shown(accepted(input, label));

  test('stays critical, names the problem and says what is in hand', () => {
    expect(card?.indicator).toBe('critical');
    expect(card?.summary).toMatch(/^Possible cauda equina syndrome/);
    expect(`${card?.summary} ${card?.detail}`).toMatch(/MRI .*ordered today/);
  });

  test('worse evidence is shown with it', () => {
    const worse = accepted(
      inputOf({
        age: 44,
        hook: 'patient-view',
        findings: [...(charts['cauda equina']?.findings ?? []), ['pvr-ml', 420]],
      }),
      label,
    );
    expect(shown(worse)[0]?.detail).not.toBe(card?.detail);
    expect(`${shown(worse)[0]?.summary} ${shown(worse)[0]?.detail}`).toContain('residual 420 mL');
  });
});
