/** What one person may switch off: without all of it together, every danger and every warning is still said. */
import { beforeAll, describe, expect, test } from 'vitest';
import { composeCards } from '../../functions/cards/index.ts';
import type { CardPolicy } from '../../functions/cards/policy.ts';
import type { HookContext } from '../../functions/cds-hooks/wire.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { hidesDanger } from '../../functions/policy/policy.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';
import { cardProblems, recommendations } from '../../rules/management/index.ts';
import { type KnowledgeVersion, knowledgeAt, load, project } from '../../tools/knowledge/knowledge-at.ts';
import { seededCharts } from '../../tools/knowledge/seeded-charts.ts';

const byOne = {
  rules: recommendations.map(({ id }) => id).filter((id) => !hidesDanger({ of: 'rule', id })),
  cards: cardProblems.filter((id) => !hidesDanger({ of: 'card', id })),
};

const allOfItOff: CardPolicy = {
  rule: (id) => (byOne.rules.some((one) => one === id) ? 'off' : undefined),
  card: (kind) => (byOne.cards.some((one) => one === kind) ? 'off' : undefined),
};

const contextOf = ({ hook }: EngineInput) =>
  ({
    hook,
    userId: 'Practitioner/1',
    patientId: 'p1',
    draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [] },
    selections: [],
  }) as HookContext;

const composed = (input: EngineInput, policy?: CardPolicy) =>
  composeCards({
    evaluation: evaluate(input),
    extraction: { input, sources: new Map() },
    context: contextOf(input),
    profile: { ...standardProfile, plainText: true },
    callId: '0190a000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
    ...(policy && { policy }),
  });

/** Sentences about a danger, and the rules that can hide one, of an answer. */
const dangersIn = ({ cards, rules }: ReturnType<typeof composed>): ReadonlySet<string> =>
  new Set([
    ...cards
      .flatMap(({ summary, detail = '' }) => [summary, ...detail.split('\n')])
      .filter((line) => /Recorded:|No current|not checked|implant|pregnan/i.test(line)),
    ...rules
      .filter(({ id, cardUuid }) => cardUuid !== undefined && hidesDanger({ of: 'rule', id }))
      .map(({ id }) => id),
  ]);

let here: KnowledgeVersion;
beforeAll(async () => {
  here = await load(await knowledgeAt(project));
});

test('with all of it off at once, no vignette and no seeded chart loses a danger or a warning', () => {
  const lost: string[] = [];
  const charts = here.vignettes.map(({ rule, title, given }) => ({ name: `${rule}: ${title}`, given }));
  const seeded = [...seededCharts(here.vignettes, 3, 300)].flatMap((one) =>
    one.kind === 'patient' ? [] : [one],
  );
  for (const { name, given } of [...charts, ...seeded]) {
    const input = here.inputOf(given);
    const left = dangersIn(composed(input, allOfItOff));
    for (const said of dangersIn(composed(input))) if (!left.has(said)) lost.push(`${name}: ${said}`);
  }
  expect(lost).toEqual([]);
});

test('something is left for one person to decide', () =>
  expect([byOne.rules.length, byOne.cards]).toEqual([expect.any(Number), ['problem-list']]));

describe.each([
  ['rule', 'RF-CES', 'a red flag'],
  ['rule', 'REC-03', 'the card of a red flag'],
  ['rule', 'REC-35', 'danger signs recorded long ago'],
  ['rule', 'REC-22', 'an NSAID that harms this patient'],
  ['rule', 'REC-30', 'sedatives that add up'],
  ['rule', 'REC-99', 'a rule that nobody has judged'],
  ['card', 'record', 'danger signs recorded long ago'],
  ['card', 'draft', 'what is against a drug'],
  ['card', 'leg', 'recorded danger signs on the leg card'],
  ['service', 'leg-symptoms-order-sign', 'everything of a service'],
  ['all', undefined, 'everything'],
] as const)('%s %s', (of, id, what) => {
  test(`can hide ${what}`, () => expect(hidesDanger({ of, id })).toBe(true));
});
