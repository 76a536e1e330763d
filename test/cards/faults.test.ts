/** A rule whose words cannot be made: its card still says what it is about, and the answer that it is incomplete. */
import { describe, expect, test } from 'vitest';
import { composeCards } from '../../functions/cards/index.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import { type Evaluation, evaluate } from '../../rules/index.ts';
import type { Content, Recommendation } from '../../rules/management/index.ts';
import { CALL, contextOf, noOverrides, profile, topic, topics } from './compose.ts';

const input = inputOf({
  age: 44,
  findings: [
    ['saddle-sensory-change', true],
    ['low-back-pain', true],
    ['temp-c', 38.5],
  ],
});

/** The evaluation with one recommendation changed. */
const broken = (id: string, change: Partial<Recommendation>): Evaluation => {
  const sound = evaluate(input);
  return {
    ...sound,
    trace: () => [],
    fired: sound.fired.map((one) =>
      one.id === id ? { ...one, recommendation: { ...one.recommendation, ...change } } : one,
    ),
  };
};
const compose = (evaluation: Evaluation, overrides = noOverrides) =>
  composeCards({
    evaluation,
    extraction: { input, sources: new Map() },
    context: contextOf(input),
    profile: profile(),
    callId: CALL,
    overrides,
  });
const fail = (): never => {
  throw new Error('CANARY Jane Doe');
};

describe.each<[string, Partial<Recommendation>]>([
  ['content throws', { content: fail }],
  ['content is not what it should be', { content: () => ({}) as Content }],
  ['evidence throws', { basis: fail }],
])('%s', (_, change) => {
  const { cards, assessment } = compose(broken('REC-03', change));

  test('the emergency card leaves all the same, with its title at least', () => {
    expect(topic(cards, 'REC03')?.indicator).toBe('critical');
    expect(topic(cards, 'REC03')?.summary).toMatch(/^Possible cauda equina syndrome/);
  });

  test('the other cards are not touched', () => {
    expect(topics(cards)).toEqual(expect.arrayContaining(['REC05']));
  });

  test('the answer says that it is incomplete', () => {
    expect(topics(cards).at(-1)).toBe('NOTCHECKED');
    expect(assessment.notChecked.map(({ key }) => key)).toContain('REC-03');
  });

  test('the error itself is told to nobody', () => {
    expect(JSON.stringify(cards)).not.toContain('CANARY');
  });
});

test('evidence that cannot be made withholds nothing', () => {
  const always = {
    find: () => ({
      card: CALL,
      rule: 'REC-05',
      evidence: '',
      at: '2026-11-22T08:00:00Z',
      reason: 'known-baseline',
      until: '2027-01-01T00:00:00Z',
    }),
  };
  expect(topics(compose(broken('REC-05', { basis: fail }), always).cards)).toContain('REC05');
});
