/** What a policy does to a hook call: to its cards, its assessment and its audit row. */
import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../../functions/audit/record.ts';
import { policyFor, type Ruling } from '../../functions/policy/policy.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { entry, jar, send } from '../support/cds.ts';
import { finding as charted } from '../support/fhir.ts';
import { bundle, finding, pathOf, prefetch, request } from '../support/requests.ts';
import { policy } from './signers.ts';

const reason = 'T-1';
const ruling = (of: Ruling['of'], id: string | undefined, state: Ruling['state']): Ruling => ({
  of,
  ...(id !== undefined && { id }),
  state,
  reason,
});

/** Back pain with a pulsatile mass, and leg pain: one danger, one likely leg card without it. */
const aneurysm = [
  finding('pulsatile-abdominal-mass'),
  finding('low-back-pain'),
  finding('abdominal-pain-new'),
];
const legPain = [finding('leg-pain'), finding('low-back-pain')];

const called = async (resources: readonly object[], ...rulings: readonly Ruling[]) => {
  const at = jar({
    anonymous: true,
    clients: [entry()],
    change: () => ({ policy: async () => ({ policy: policy(3, ...rulings), fresh: true }) }),
  });
  const observations = bundle(resources.map((one, n) => ({ ...one, id: `o${n}` })) as never);
  const { status, body } = await send(at.handlers.invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', { prefetch: prefetch({ observations }) }),
  });
  expect(status).toBe(200);
  const [row] = (await at.rows()) as CallRecord[];
  if (row === undefined) throw new Error('the call left no row');
  return { body, row, text: JSON.stringify(body) };
};

const assessment = (body: { extension?: Record<string, unknown> }) =>
  body.extension?.['org.radix-cds.assessment'];

describe('while everything is on', () => {
  test('the danger is shown, and the row names the version of the policy', async () => {
    const { body, row } = await called(aneurysm);
    expect(body.cards[0].indicator).toBe('critical');
    expect(row.policy).toEqual({ version: 3, rulings: [] });
  });
});

describe.each(['off', 'shadow'] as const)('a red flag that is %s', (state) => {
  const hidden = ruling('rule', 'RF-AAA', state);

  test('has no card, and the assessment does not name it', async () => {
    const { text } = await called(aneurysm, hidden);
    expect(text).not.toMatch(/RF-AAA|REC-08|aneurysm/i);
  });

  test('leaves the row with the ruling and the urgency as evaluated', async () => {
    const { row } = await called(aneurysm, hidden);
    expect([row.policy?.rulings, row.urgency]).toEqual([[`rule:RF-AAA=${state}`], 'emergent']);
  });

  test('lowers the urgency of the assessment', async () => {
    const { body } = await called(aneurysm, hidden);
    expect(assessment(body)).toMatchObject({ urgency: 'routine', redFlags: [] });
  });

  test('never reads as "no danger sign recorded"', async () => {
    const { text } = await called(aneurysm, hidden);
    expect(text).not.toMatch(/no (?:current )?(?:danger sign|red-flag)/i);
  });
});

describe('shadow differs from off in the row', () => {
  test('in shadow, what would have been shown is recorded', async () => {
    const { row } = await called(aneurysm, ruling('rule', 'RF-AAA', 'shadow'));
    expect(row.rules).toContainEqual(
      expect.objectContaining({ id: 'REC-08', withheld: { reason: 'shadow' } }),
    );
  });

  test('off, it is not', async () => {
    const { row } = await called(aneurysm, ruling('rule', 'RF-AAA', 'off'));
    expect(row.rules.map(({ id }) => id)).not.toContain('REC-08');
  });
});

describe('the row tells which red flags were raised, each with its version', () => {
  const raised = async (...rulings: readonly Ruling[]) =>
    (await called(aneurysm, ...rulings)).row.redFlags?.map(({ id, version, card, withheld }) => [
      id,
      version,
      card,
      withheld?.reason,
    ]);
  const { version } = redFlags['RF-AAA'];

  test.each<[string, readonly Ruling[], readonly unknown[]]>([
    ['on: the card that says it', [], [['RF-AAA', version, 1, undefined]]],
    ['in shadow: no card', [ruling('rule', 'RF-AAA', 'shadow')], [['RF-AAA', version, undefined, 'shadow']]],
    ['off: nothing', [ruling('rule', 'RF-AAA', 'off')], []],
    [
      'its recommendation off: the card of its own',
      [ruling('rule', 'REC-08', 'off')],
      [['RF-AAA', version, 1, undefined]],
    ],
    [
      'the answer in shadow: no card',
      [ruling('all', undefined, 'shadow')],
      [['RF-AAA', version, undefined, 'shadow']],
    ],
    ['the answer off: nothing', [ruling('all', undefined, 'off')], []],
  ])('%s', async (_, rulings, expected) => expect(await raised(...rulings)).toEqual(expected));

  test('none where none was', async () => expect((await called(legPain)).row.redFlags).toEqual([]));
});

describe('a card of two red flags', () => {
  /** A pulsatile mass with pain, and a leg that turned cold without pulses. */
  const both = [
    ...aneurysm,
    charted('limb-cold', true, { side: 'left' }),
    charted('pulses', 'absent', { side: 'left' }),
    charted('acute-limb-onset', true, { side: 'left' }),
  ];
  const flags = (body: { extension?: Record<string, unknown> }) =>
    (assessment(body) as { redFlags: { id: string }[] }).redFlags.map(({ id }) => id);

  test('names both while both are on', async () => {
    const { body } = await called(both);
    expect(flags(body)).toEqual(expect.arrayContaining(['RF-AAA', 'RF-ALI']));
    expect(body.cards[0].summary).toMatch(/aneurysm.*isch|isch.*aneurysm/i);
  });

  test.each([
    ['RF-AAA', /isch/i, /aneurysm|pulsatile/i],
    ['RF-ALI', /aneurysm/i, /isch|cold/i],
  ])('stays with %s off, and names the other alone', async (off, named, notNamed) => {
    const { body } = await called(both, ruling('rule', off, 'off'));
    expect(body.cards[0]).toMatchObject({ indicator: 'critical', summary: expect.stringMatching(named) });
    // links are the sources of the whole rule REC-08
    const said = JSON.stringify(body, (key, value: unknown) => (key === 'links' ? undefined : value));
    expect(said).not.toMatch(notNamed);
  });

  test('leaves the one in shadow on record', async () => {
    const { row } = await called(both, ruling('rule', 'RF-ALI', 'shadow'));
    expect(row.rules).toContainEqual(
      expect.objectContaining({ id: 'RF-ALI', withheld: { reason: 'shadow' } }),
    );
  });

  test('that it would only say beside its own gets a card of its own', async () => {
    // both feet drop with brisk reflexes: the card of the cord says a possible cauda equina syndrome too
    const cord = (['left', 'right'] as const).flatMap((side) => [
      charted('mrc-ankle-dorsiflexion', 2, { side }),
      charted('hyperreflexia', true, { side }),
    ]);
    const { body } = await called(cord, ruling('rule', 'RF-UMN', 'off'));
    expect(body.cards[0]).toMatchObject({
      indicator: 'critical',
      summary: expect.stringMatching(/cauda equina/i),
    });
  });
});

test('a recommendation that is off leaves its red flag with a card in the words of the flag', async () => {
  const { body, row } = await called(aneurysm, ruling('rule', 'REC-08', 'off'));
  expect(body.cards[0].indicator).toBe('critical');
  expect(row.rules.map(({ id }) => id)).toContain('RF-AAA');
});

test('a recommendation that is off takes no other with it', async () => {
  const ids = async (...rulings: readonly Ruling[]) =>
    (await called(legPain, ...rulings)).row.rules.map(({ id }) => id);
  const all = await ids();
  expect(all).toContain('REC-02');
  expect(await ids(ruling('rule', 'REC-02', 'off'))).toEqual(all.filter((id) => id !== 'REC-02'));
});

test('a kind of card that is off is not shown', async () => {
  const { body } = await called(legPain, ruling('card', 'leg', 'off'));
  expect(body.cards).toEqual([]);
});

describe.each([
  ['all', undefined],
  ['service', 'leg-symptoms-patient-view'],
  ['client', 'anonymous'],
] as const)('%s', (of, id) => {
  test('in shadow: no card, no assessment, and the row as if', async () => {
    const { body, row } = await called(aneurysm, ruling(of, id, 'shadow'));
    expect(body).toEqual({ cards: [] });
    expect(row.rules).toContainEqual(
      expect.objectContaining({ id: 'REC-08', withheld: { reason: 'shadow' } }),
    );
    expect(row.cards).toEqual([]);
  });

  test('off: no card, and no rule on record', async () => {
    const { body, row } = await called(aneurysm, ruling(of, id, 'off'));
    expect([body, row.rules]).toEqual([{ cards: [] }, []]);
  });
});

test.each([
  ['service', 'leg-symptoms-order-sign'],
  ['client', 'another'],
] as const)('a ruling about another %s changes nothing, and the row does not name it', async (of, id) => {
  const { body, row } = await called(aneurysm, ruling(of, id, 'off'));
  expect([body.cards.length > 0, row.policy?.rulings]).toEqual([true, []]);
});

test('of two rulings about one call the graver holds', () => {
  const both = policy(1, ruling('all', undefined, 'shadow'), ruling('client', 'c', 'off'));
  expect(policyFor(both, { service: 's', client: 'c' }).answer).toBe('off');
});
