/** A call on record, evaluated again by the rules of today: what is the same, and what is said of what is not. */
import { describe, expect, test } from 'vitest';
import { type ChartedValue, encodeFinding } from '../../app/encoding/encode-finding.ts';
import type { CallRecord, RuleLine } from '../../functions/audit/record.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { type Replay, replayOf } from '../../sandbox/ehr/replay.ts';
import { jar, send } from '../support/cds.ts';
import { bundle, finding, pathOf, prefetch, request, serviceOf } from '../support/requests.ts';

interface Replayable {
  readonly call: CallRecord;
  readonly replayed: (over?: Partial<CallRecord>) => Replay;
}

/** A call as the service answers it, with what it keeps of it. */
const answered = async (findings: readonly object[], hook: Hook = 'patient-view'): Promise<Replayable> => {
  const kept: string[] = [];
  const at = jar({
    anonymous: true,
    change: () => ({
      keepInput: async (_, input) => {
        kept.push(JSON.stringify(input));
        return 'kept';
      },
    }),
  });
  const body = request(hook, {
    prefetch: prefetch({ observations: bundle(findings as never) }, serviceOf[hook]),
  });
  await send(at.handlers.invoke, { path: pathOf(hook), body });
  const call = (await at.rows()).find((row) => row.kind === 'call');
  if (call?.kind !== 'call') throw new Error('there is no row of the call');
  const keys = await at.world.pseudonyms.of(call.client.id);
  return {
    call,
    replayed: (over) => replayOf({ ...call, ...over }, JSON.parse(kept[0] ?? '') as EngineInput, keys),
  };
};

const charted = (id: FindingId, value: ChartedValue) =>
  finding(id, {
    valueBoolean: undefined,
    ...encodeFinding({ id, value, side: 'left', category: 'exam' }),
  });

const footDrop = [charted('leg-pain', true), charted('mrc-ankle-dorsiflexion', 3)];

describe('with the same knowledge the answer is the same', () => {
  test.each<[string, readonly object[], Hook, RegExp]>([
    ['saddle numbness', [finding('saddle-sensory-change')], 'patient-view', /REC-03/],
    ['a weak foot', footDrop, 'patient-view', /REC-04/],
    ['a weak foot, and a draft order', footDrop, 'order-sign', /REC-04/],
  ])('%s', async (_, findings, hook, fires) => {
    const { call, replayed } = await answered(findings, hook);
    const { isSame, knowledge, urgency, rules } = replayed();
    expect([isSame, knowledge.before, urgency.before]).toEqual([true, knowledge.today, urgency.today]);
    expect(rules.map(({ id }) => id).join()).toMatch(fires);
    expect(rules.map(({ id }) => id)).toEqual([...new Set(call.rules.map(({ id }) => id))].sort());
  });

  test('each rule has the truth of what it asks', async () => {
    const { replayed } = await answered([finding('saddle-sensory-change')]);
    const flag = replayed().trace.find(({ rule }) => rule === 'RF-CES');
    expect(flag).toMatchObject({ kind: 'red-flag', fired: true, when: { truth: true } });
    expect(replayed().trace.some(({ fired }) => !fired)).toBe(true);
  });
});

describe('what differs is said', () => {
  const change =
    (of: (line: RuleLine) => Partial<RuleLine>) =>
    ([first, ...others]: readonly RuleLine[]): readonly RuleLine[] =>
      first ? [{ ...first, ...of(first) }, ...others] : [];

  test.each<[string, (rules: readonly RuleLine[]) => readonly RuleLine[], object]>([
    ['another version', change(() => ({ version: '0.0.1' })), { before: '0.0.1', sameEvidence: true }],
    ['other findings', change(() => ({ evidence: 'd.k1.other' })), { sameEvidence: false }],
    ['a rule that did not fire then', (rules) => rules.slice(1), { before: undefined, sameEvidence: false }],
  ])('%s', async (_, changed, says) => {
    const { call, replayed } = await answered([finding('saddle-sensory-change')]);
    const { isSame, rules } = replayed({ rules: changed(call.rules) });
    expect(isSame).toBe(false);
    expect(rules.find(({ id }) => id === call.rules[0]?.id)).toMatchObject(says);
  });

  test('a rule that fires no longer', async () => {
    const { call, replayed } = await answered(footDrop);
    const gone: RuleLine = { id: 'REC-99', version: '1.0.0', evidence: 'd.k1.gone' };
    const { isSame, rules } = replayed({ rules: [...call.rules, gone] });
    expect([isSame, rules.at(-1)]).toEqual([
      false,
      { id: 'REC-99', before: '1.0.0', today: undefined, sameEvidence: false },
    ]);
  });

  test('another urgency, and another knowledge', async () => {
    const { replayed } = await answered(footDrop);
    const { isSame, urgency, knowledge } = replayed({ urgency: 'routine', knowledgeVersion: '0.9.0' });
    expect([isSame, urgency.before, knowledge.before]).toEqual([false, 'routine', '0.9.0']);
  });
});
