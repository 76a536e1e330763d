/**
 * The intake form on every chart that the project tells of: the patient answers what the chart says and is not sure
 * of the rest. Counted: pages until the urgency and the leading cause are those of the whole chart, pages until the
 * form stops, and stops that came too early.
 */
import { describe, expect, test } from 'vitest';
import { type IntakeOutcome, outcomeOf, rankOf, tellingPages, urgentPages } from '../../app/intake/adapt.ts';
import { complaint, type IntakePage, pages } from '../../app/intake/pages.ts';
import { inputOf as chartOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { extract } from '../../rules/extract/index.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { devVignettes, inputOf } from '../rules/dev-vignettes.ts';

const now = '2026-11-20T15:00:00Z';
const asked = new Set<string>(pages.flatMap(({ asks }) => [...asks]));

const patients = loadPatients(new Date(now)).map(({ entry = [] }, n): [string, EngineInput] => {
  const { id } = stories[n] ?? { id: '' };
  const resources = entry.map(({ resource }) => resource);
  return [id, extract({ now, patientId: id, hook: 'patient-view', resources }).input];
});
const vignettes = devVignettes.map(({ id, input }): [string, EngineInput] => [id, inputOf(input)]);

interface IntakeWalk {
  readonly whole: IntakeOutcome;
  readonly end: IntakeOutcome;
  /** Pages until the form says that nothing open could raise the urgency. */
  readonly stopped: number;
  /** Pages until urgency and leading cause are those of the whole chart, and stay. */
  readonly reached: number;
}

const isSame = (a: IntakeOutcome, b: IntakeOutcome) => a.urgency === b.urgency && a.leading === b.leading;

const walk = (input: EngineInput, until: 'urgency alone' | 'leading cause' = 'leading cause'): IntakeWalk => {
  const whole = outcomeOf(input);
  let known: EngineInput = { ...input, facts: input.facts.filter(({ id }) => !asked.has(id)) };
  const answered = new Set<FindingId>();
  let count = 0;
  let reached = isSame(outcomeOf(known), whole) ? 0 : Number.POSITIVE_INFINITY;
  const answer = (page: IntakePage) => {
    count++;
    for (const id of page.asks) answered.add(id);
    known = {
      ...known,
      facts: input.facts.filter(({ id }) => !asked.has(id) || answered.has(id as FindingId)),
    };
    if (!isSame(outcomeOf(known), whole)) reached = Number.POSITIVE_INFINITY;
    else reached = Math.min(reached, count);
  };
  for (;;) {
    const [next] = urgentPages({ input: known, answered });
    if (next === undefined) break;
    answer(next);
  }
  const stopped = count;
  const end = outcomeOf(known);
  while (until === 'leading cause' && reached === Number.POSITIVE_INFINITY) {
    const [next] = tellingPages({ input: known, answered });
    if (next === undefined) break;
    answer(next);
  }
  return { whole, end, stopped, reached };
};

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
const ninetieth = (all: readonly number[]) =>
  [...all].sort((a, b) => a - b)[Math.ceil(all.length * 0.9) - 1] ?? Number.NaN;

describe('on the vignettes and the synthetic patients', () => {
  const walks = [...vignettes, ...patients].map(([name, input]) => ({ name, ...walk(input) }));

  test('urgency and leading cause of the whole chart within 14 pages on average, 25 at the 90th percentile', () => {
    const counts = walks.map(({ reached }) => reached);
    expect(mean(counts)).toBeLessThanOrEqual(14);
    expect(ninetieth(counts)).toBeLessThanOrEqual(25);
  });
  test('it stops within 14 pages on average, 25 at the 90th percentile', () => {
    const counts = walks.map(({ stopped }) => stopped);
    expect(mean(counts)).toBeLessThanOrEqual(14);
    expect(ninetieth(counts)).toBeLessThanOrEqual(25);
  });
  test('it never stops while an answer that the chart has would raise the urgency', () => {
    const early = walks.filter(({ end, whole }) => rankOf(end) < rankOf(whole));
    expect(early.map(({ name }) => name)).toEqual([]);
  });
});

describe('on a vignette of every red flag', () => {
  const rows = Object.values(redFlags).map(({ id, vignettes: { fires } }) => {
    const [{ title, given }] = fires;
    return [`${id}: ${title}`, chartOf(given)] as const;
  });
  test.each(rows)('%s: it does not stop early', (_, input) => {
    const { end, whole } = walk(input, 'urgency alone');
    expect(rankOf(end)).toBeGreaterThanOrEqual(rankOf(whole));
  });
});

describe('what comes first', () => {
  const said = (id: string, side?: 'L') =>
    ({
      id,
      value: true,
      days: 0,
      src: 'patient',
      status: 'final',
      ref: 'x/1',
      ...(side && { side }),
    }) as const;
  const asking = (facts: EngineInput['facts'], answered: readonly FindingId[] = []) => ({
    input: { now, age: 50, cond: [], meds: [], facts, freetext: 0, hook: 'patient-view' } as const,
    answered: new Set(answered),
  });
  test('where it hurts', () => {
    expect(urgentPages(asking([]))[0]).toBe(complaint);
  });
  test('then the cauda equina', () => {
    const next = urgentPages(asking([said('leg-pain', 'L')], [...complaint.asks])).map(({ id }) => id);
    expect(next.slice(0, 3)).toEqual(['saddle-sensory-change', 'urinary-retention', 'urinary-incontinence']);
  });
  test('a danger that the chart has already silences no question', () => {
    expect(urgentPages(asking([said('saddle-sensory-change')]))[0]).toBe(complaint);
  });
  test('after an emergency nothing more is asked', () => {
    const emergency = asking([said('saddle-sensory-change')], ['saddle-sensory-change']);
    expect([urgentPages(emergency), tellingPages(emergency)]).toEqual([[], []]);
  });
});
