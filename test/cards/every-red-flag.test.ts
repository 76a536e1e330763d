/**
 * Every red flag, at every level and hook, has a card of warning or critical that names it: by its recommendation,
 * and by a card of its own where that one is missing, fails or says less.
 */
import { describe, expect, test } from 'vitest';
import { composeCards, type IssuedCard } from '../../functions/cards/index.ts';
import type { KnownOverrides } from '../../functions/cards/withhold.ts';
import type { FlagUrgency } from '../../rules/engine/criterion.ts';
import { type RedFlagId, redFlagIds } from '../../rules/engine/ids.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { type Evaluation, evaluate, type Fired } from '../../rules/index.ts';
import { problemOf, recommendations } from '../../rules/management/index.ts';
import { EVERY_HOOK } from '../../rules/management/recommendation.ts';
import { inWords } from '../../rules/management/wording/say.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { CALL, contextOf, noOverrides, profile, textOf } from './compose.ts';

/** How a card names the flag to a clinician: a new flag does not compile without its words. */
const names: Readonly<Record<RedFlagId, RegExp>> = {
  'RF-CES': /cauda equina/i,
  'RF-CES-EARLY': /cauda equina/i,
  'RF-MOTOR': /weakness|foot drop|child: changed gait/i,
  'RF-UMN': /upper motor neurone|spinal cord/i,
  'RF-INFECTION': /spinal infection/i,
  'RF-MALIGNANCY': /metastasis/i,
  'RF-FRACTURE': /fracture/i,
  'RF-AAA': /aneurysm/i,
  'RF-ALI': /limb isch|limb-threatening isch|compartment syndrome or arterial injury/i,
  'RF-SEPTIC-JOINT': /septic (?:hip|joint)/i,
  'RF-BLEEDING': /haematoma|bleeding/i,
  'RF-DVT': /DVT|deep vein thrombosis/i,
};

interface LevelCase {
  readonly id: RedFlagId;
  readonly level: FlagUrgency;
  readonly input: EngineInput;
}

const levels = redFlagIds.flatMap((id) => redFlags[id].levels.map(({ urgency }) => [id, urgency] as const));

/** The charts of the flag's own vignettes at this level, at every hook. */
const casesOf = (id: RedFlagId, level: FlagUrgency): readonly LevelCase[] =>
  redFlags[id].vignettes.fires
    .filter((vignette) => vignette.expect === level)
    .flatMap(({ given }) => EVERY_HOOK.map((hook) => ({ id, level, input: inputOf({ ...given, hook }) })));

const all = levels.flatMap(([id, level]) => casesOf(id, level));

type EvaluationChange = (evaluation: Evaluation) => Evaluation;

const asIs: EvaluationChange = (evaluation) => evaluation;

const says = ({ recommendation }: Fired, id: RedFlagId): boolean =>
  recommendation.redFlags?.includes(id) ?? false;

const withoutRecommendation =
  (id: RedFlagId): EvaluationChange =>
  (evaluation) => ({ ...evaluation, fired: evaluation.fired.filter((one) => !says(one, id)) });

const withRule =
  (id: RedFlagId, change: Partial<Fired['recommendation']>): EvaluationChange =>
  (evaluation) => ({
    ...evaluation,
    fired: evaluation.fired.map((one) =>
      says(one, id) ? { ...one, recommendation: { ...one.recommendation, ...change } } : one,
    ),
  });

const answer = (
  { input }: LevelCase,
  change: EvaluationChange = asIs,
  { maxCards = 3, overrides = noOverrides }: { maxCards?: number; overrides?: KnownOverrides } = {},
) =>
  composeCards({
    evaluation: change(evaluate(input)),
    extraction: { input, sources: new Map() },
    context: contextOf(input),
    profile: profile('standard', { maxCards }),
    callId: CALL,
    overrides,
  });

const isAlarm = ({ indicator }: IssuedCard): boolean => indicator === 'warning' || indicator === 'critical';

const named = (cards: readonly IssuedCard[], id: RedFlagId): readonly IssuedCard[] =>
  cards.filter((card) => isAlarm(card) && names[id].test(`${card.summary} ${textOf(card)}`));

/** Of the cases, those of which no recommendation says the flag. */
const unsaid = (cases: readonly LevelCase[], change: EvaluationChange = asIs): readonly string[] =>
  cases
    .filter((one) => {
      const { cards, rules } = answer(one, change);
      const own = rules.filter((rule) => {
        const said: readonly string[] = recommendations.find(({ id }) => id === rule.id)?.redFlags ?? [];
        return said.includes(one.id);
      });
      return (
        named(
          cards.filter(({ uuid }) => own.some(({ cardUuid }) => cardUuid === uuid)),
          one.id,
        ).length === 0
      );
    })
    .map(({ id, level, input }) => `${id} ${level} at ${input.hook}: no recommendation says it`);

describe.each(levels)('%s at %s', (id, level) => {
  const cases = casesOf(id, level);

  test('has a vignette, which raises it', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const { input } of cases)
      expect(evaluate(input).assessment.redFlags).toContainEqual(
        expect.objectContaining({ id, urgency: level }),
      );
  });

  test('is said by a recommendation at every hook', () => {
    expect(unsaid(cases)).toEqual([]);
  });

  test('is said once: a flag with a recommendation has no second card', () => {
    for (const one of cases) expect(answer(one).violations).toEqual([]);
  });

  test('is found when its recommendation is missing', () => {
    expect(unsaid(cases, withoutRecommendation(id))).toHaveLength(cases.length);
  });
});

const fail = (): never => {
  throw new Error('CANARY');
};

describe.each<[string, (id: RedFlagId) => EvaluationChange]>([
  ['whose recommendation is missing', withoutRecommendation],
  ['whose recommendation says it as a remark', (id) => withRule(id, { contributes: remark })],
  ['whose words throw', (id) => withRule(id, { contributes: fail })],
  ['whose words are none', (id) => withRule(id, { contributes: () => [{}] as never })],
  ['whose evidence throws', (id) => withRule(id, { basis: fail })],
])('a red flag %s', (_, broken) => {
  test.each(levels)('has a card that names it: %s at %s', (id, level) => {
    for (const one of casesOf(id, level)) {
      const { cards } = answer(one, broken(id), { maxCards: 0 });
      const indicators = named(cards, id).map(({ indicator }) => indicator);
      expect(indicators).not.toEqual([]);
      if (level === 'emergent') expect(indicators).toContain('critical');
      expect(JSON.stringify(cards)).not.toContain('CANARY');
    }
  });
});

function remark() {
  return [{ problem: 'leg', indicator: 'info', name: inWords('A remark'), reasons: [] }] as const;
}

describe('the card of a red flag that no recommendation says', () => {
  const one: LevelCase = {
    id: 'RF-DVT',
    level: 'urgent',
    input: inputOf({ age: 55, findings: [['wells-score', 3, 'R']] }),
  };
  const { cards, rules, violations, assessment } = answer(one, withoutRecommendation('RF-DVT'));
  const [card] = named(cards, 'RF-DVT');

  test('says what it may be, how soon, and what to do', () => {
    expect(card?.summary).toBe('Possible deep vein thrombosis: act today, at the latest within 48 h');
    expect(card?.detail).toContain(redFlags['RF-DVT'].action);
  });

  test('says what it rests on, with side and date', () => {
    expect(card?.detail).toContain('Why (right, exam): Wells 3.');
  });

  test('is on record under the id of the flag', () => {
    expect(rules).toContainEqual(
      expect.objectContaining({ id: 'RF-DVT', version: redFlags['RF-DVT'].version, cardUuid: card?.uuid }),
    );
    expect(assessment.redFlags.map(({ id }) => id)).toEqual(['RF-DVT']);
  });

  test('is reported as a fault of ours', () => {
    expect(violations).toEqual([
      { card: 'RFDVT', part: 'card', rule: 'a recommendation that says the red flag' },
    ]);
  });
});

describe('a red flag that the clinician set aside', () => {
  const overrides: KnownOverrides = {
    find: () => ({
      card: CALL,
      rule: 'any',
      evidence: '',
      at: '2026-11-22T08:00:00Z',
      reason: 'known-baseline',
      until: '2027-01-01T00:00:00Z',
    }),
  };
  const at = (level: FlagUrgency, change: (id: RedFlagId) => EvaluationChange = () => asIs) =>
    all
      .filter((one) => one.level === level && one.input.hook === 'patient-view')
      .map((one) => [one.id, answer(one, change(one.id), { overrides })] as const);

  test('stays away where it is no emergency, and the answer names it', () => {
    for (const [, { cards, violations }] of at('soon')) {
      expect(cards.filter(isAlarm)).toEqual([]);
      expect(cards[0]?.source.topic?.code).toBe('SETASIDE');
      expect(violations).toEqual([]);
    }
  });

  test.each<[string, (id: RedFlagId) => EvaluationChange]>([
    ['by its recommendation', () => asIs],
    ['by its own card', withoutRecommendation],
    [
      'by a recommendation that does not say how urgent it is',
      (id) => withRule(id, { contributes: levelless(id) }),
    ],
  ])('shows again as an emergency %s', (_, change) => {
    for (const [id, { cards }] of at('emergent', change)) expect(named(cards, id)).not.toEqual([]);
  });
});

function levelless(id: RedFlagId) {
  const name = inWords(redFlags[id].concludes);
  return () => [{ problem: problemOf[id], indicator: 'critical', name, reasons: [] }] as const;
}
