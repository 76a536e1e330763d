/** A rule whose words cannot be made: its card still says what it is about, and the answer that it is incomplete. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { inputOf } from '../../rules/engine/rule.ts';
import { type Evaluation, evaluate } from '../../rules/index.ts';
import { type Contribution, type Recommendation, recommendations } from '../../rules/management/index.ts';

/** The name of the function of `functions/cards` that throws. */
const broken = vi.hoisted(() => ({ part: '' }));
const breakable = vi.hoisted(() => async (original: () => Promise<object>, ...names: readonly string[]) => {
  const module = await original();
  const breaking = names.map((name) => {
    const own = Reflect.get(module, name) as (...given: unknown[]) => unknown;
    return [
      name,
      (...given: unknown[]) => {
        if (broken.part === name) throw new Error('CANARY Jane Doe');
        return own(...given);
      },
    ];
  });
  return { ...module, ...Object.fromEntries(breaking) };
});
vi.mock('../../functions/cards/card.ts', (original) => breakable(original, 'card'));
vi.mock('../../functions/cards/detail.ts', (original) => breakable(original, 'detail'));
vi.mock('../../functions/cards/suggestion.ts', (original) => breakable(original, 'suggestion', 'removable'));
vi.mock('../../functions/cards/offer.ts', (original) => breakable(original, 'offered'));
vi.mock('../../functions/cards/why.ts', (original) => breakable(original, 'why'));
vi.mock('../../functions/cards/not-checked.ts', (original) => breakable(original, 'redFlagSaid'));
vi.mock('../../functions/cards/content.ts', (original) => breakable(original, 'contentOf'));
vi.mock('../../functions/cards/summary.ts', (original) => breakable(original, 'summaryOf'));
vi.mock('../../functions/cards/limits.ts', (original) => breakable(original, 'limitsOf'));
vi.mock('../../functions/cards/withhold.ts', (original) => breakable(original, 'standing'));
vi.mock('../../functions/cards/set-aside-card.ts', (original) => breakable(original, 'setAsideCard'));
vi.mock('../../functions/cards/incomplete-card.ts', (original) => breakable(original, 'incompleteCard'));

const { checkCards, composeCards } = await import('../../functions/cards/index.ts');
const { CALL, contextOf, noOverrides, profile, topic, topics } = await import('./compose.ts');

beforeEach(() => {
  broken.part = '';
});

const input = inputOf({
  age: 44,
  findings: [
    ['saddle-sensory-change', true],
    ['low-back-pain', true],
    ['temp-c', 38.5],
  ],
});

/** The evaluation with one recommendation changed. */
const changed = (id: string, change: Partial<Recommendation>): Evaluation => {
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
  ['its parts throw', { contributes: fail }],
  ['its parts are not what they should be', { contributes: () => [{} as Contribution] }],
  ['evidence throws', { basis: fail }],
])('%s', (_, change) => {
  const { cards, assessment } = compose(changed('REC-03', change));

  test('the emergency card leaves all the same, with its title at least', () => {
    expect(topic(cards, 'REC03')?.indicator).toBe('critical');
    expect(topic(cards, 'REC03')?.summary).toMatch(/^Possible cauda equina syndrome/);
  });

  test('the other cards are not touched', () => {
    expect(topics(cards)).toEqual(expect.arrayContaining(['REC05']));
  });

  test('the answer says that it is incomplete', () => {
    expect(cards[0]?.detail).toMatch(/Not checked: .*warnings may be missing/);
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
  expect(topics(compose(changed('REC-05', { basis: fail }), always).cards)).toContain('REC05');
});

const everything = recommendations.flatMap(({ id, hooks, vignettes }) =>
  vignettes.fires.flatMap(({ given }) =>
    hooks.slice(0, 1).map((hook) => [id, inputOf({ hook, ...given })] as const),
  ),
);

const composeFor = (chart: typeof input, overrides = noOverrides) =>
  composeCards({
    evaluation: evaluate(chart),
    extraction: { input: chart, sources: new Map() },
    context: contextOf(chart),
    profile: profile(),
    callId: CALL,
    overrides,
  });

describe('each part of composing', () => {
  test.each([
    'card',
    'detail',
    'suggestion',
    'offered',
    'removable',
    'why',
    'redFlagSaid',
    'contentOf',
    'summaryOf',
    'limitsOf',
    'standing',
    'incompleteCard',
  ])('%s costs itself: the same cards leave, as urgent, of every recommendation', (part) => {
    for (const [, chart] of everything) {
      broken.part = '';
      const whole = composeFor(chart).cards;
      broken.part = part;
      const { cards } = composeFor(chart);
      expect(topics(cards).filter((code) => code !== 'NOTCHECKED')).toEqual(
        topics(whole).filter((code) => code !== 'NOTCHECKED'),
      );
      for (const { source, indicator } of whole)
        if (indicator === 'critical')
          expect(topic(cards, source.topic?.code ?? '')?.indicator).toBe('critical');
      expect(JSON.stringify(cards)).not.toContain('CANARY');
    }
  });

  test('setAsideCard costs the reminder, and the answer says that it is incomplete', () => {
    const overrides = {
      find: () => ({
        card: CALL,
        rule: 'any',
        evidence: '',
        at: '2026-11-22T08:00:00Z',
        reason: 'known-baseline',
        until: '2027-01-01T00:00:00Z',
      }),
    };
    const chart = inputOf({ age: 55, findings: [['wells-score', 3, 'R']] });
    broken.part = 'setAsideCard';
    expect(topics(composeFor(chart, overrides).cards)).toEqual(['NOTCHECKED']);
  });

  test('a card that the gate cannot read leaves with its summary', () => {
    const [card] = composeFor(input).cards;
    if (card === undefined) throw new Error('no card');
    const unreadable = Object.defineProperty({ ...card }, 'links', { get: fail, enumerable: true });
    const { cards, violations } = checkCards([unreadable], {
      patientId: 'pat-1',
      drafts: new Map(),
      profile: profile(),
    });
    expect(cards).toMatchObject([{ uuid: card.uuid, summary: card.summary, indicator: 'critical' }]);
    expect(violations).toEqual([{ card: 'REC03', part: 'card', rule: 'could not be checked' }]);
  });
});
