/** docs/conformance.md Q: the feedback endpoint as a client meets it. What is kept is test/audit's business. */

import { describe, expect, test } from 'vitest';
import type { Any } from '../support/any.ts';
import { entry, type Jar, jar, type Reply, send } from '../support/cds.ts';
import { hookNames, pathOf, request } from '../support/requests.ts';

const path = `${pathOf('patient-view')}/feedback`;
const open = () => jar({ anonymous: true });
const post = (feedback: unknown, at: Jar = open()): Promise<Reply> =>
  send(at.handlers.feedback, { path, body: { feedback } });

const card = '2f6b1c0e-8b1a-8f00-9d5e-1a2b3c4d5e01';
const outcomeTimestamp = '2026-11-22T14:38:18.138Z';
const accepted = {
  card,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 'e56e1945-20b3-4393-8503-a1a20fd73152' }],
  outcomeTimestamp,
};
const overridden = (overrideReason?: unknown) => ({
  card,
  outcome: 'overridden',
  ...(overrideReason !== undefined && { overrideReason }),
  outcomeTimestamp,
});
const reason = {
  code: 'patient-refuses',
  system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes',
};

const feedbackRows = async (at: Jar) => (await at.rows()).filter(({ kind }) => kind === 'feedback') as Any[];

describe('feedback', () => {
  test.each([
    ['an accepted card', accepted],
    ['an override with a reason', overridden({ reason: { ...reason, display: 'Patient refuses' } })],
    ['an override with a comment', overridden({ userComment: 'not now' })],
    ['an override with neither', overridden()],
  ])('T175: %s is kept', async (_, item) => {
    const at = open();
    expect((await post([item], at)).status).toBe(200);
    expect(await feedbackRows(at)).toEqual([
      expect.objectContaining({ outcome: item.outcome, card: expect.stringContaining('2f6b1c0e') }),
    ]);
  });

  test.each(hookNames)('R-174: %s takes feedback', async (hook) => {
    const answer = await send(open().handlers.feedback, {
      path: `${pathOf(hook)}/feedback`,
      body: { feedback: [accepted] },
    });
    expect(answer.status).toBe(200);
  });

  test('R-175: several cards in one body are all kept', async () => {
    const at = open();
    await post([accepted, { ...accepted, card: '2f6b1c0e-8b1a-8f00-9d5e-1a2b3c4d5e02' }, overridden()], at);
    expect(await feedbackRows(at)).toHaveLength(3);
  });

  test('R-176: a card that is not known is 200, and is counted', async () => {
    const at = open();
    expect((await post([accepted], at)).status).toBe(200);
    expect(at.logged.at(-1)).toMatchObject({ feedback: { stored: 1, rejected: 0, unmatched: 1 } });
  });

  test('R-183: the answer is a small object', async () => {
    const answer = await post([accepted]);
    expect([answer.status, answer.body]).toEqual([200, { accepted: 1 }]);
  });

  test.each([
    ['no body', {}],
    ['an object instead of the list', { feedback: {} }],
    ['null', { feedback: null }],
    ['text', { feedback: 'x' }],
  ])('R-175: %s', async (_, body) => {
    const answer = await send(open().handlers.feedback, { path, body });
    expect([answer.status, answer.body.issue[0].expression]).toEqual([400, ['feedback']]);
  });

  test('R-175: an empty list is nothing to do', async () => {
    expect((await post([])).status).toBe(200);
  });

  test('T176: more than a hundred at once', async () => {
    const at = open();
    const answer = await post(
      Array.from({ length: 101 }, () => accepted),
      at,
    );
    expect([answer.status, await feedbackRows(at)]).toEqual([413, []]);
  });

  test.each([
    ['R-176', 'card', { ...accepted, card: undefined }],
    ['R-176', 'card', { ...accepted, card: 5 }],
    ['T176', 'outcome', { ...accepted, outcome: 'ignored' }],
    ['R-177', 'outcome', { ...accepted, outcome: 'Accepted' }],
    ['R-177', 'outcome', { ...accepted, outcome: undefined }],
    ['R-178', 'acceptedSuggestions', { ...accepted, acceptedSuggestions: undefined }],
    ['R-178', 'acceptedSuggestions', { ...accepted, acceptedSuggestions: [{}] }],
    ['T176', 'acceptedSuggestions', { ...accepted, acceptedSuggestions: [] }],
    ['T176', 'outcomeTimestamp', { ...accepted, outcomeTimestamp: 'yesterday' }],
    ['R-179', 'outcomeTimestamp', { ...accepted, outcomeTimestamp: undefined }],
    ['T184', 'outcomeTimestamp', { ...accepted, outcomeTimestamp: '2026-11-22T14:38:18' }],
    ['T184', 'outcomeTimestamp', { ...accepted, outcomeTimestamp: '2026-11-22T15:06:00Z' }],
  ])('%s: an item whose %s is wrong', async (_id, field, item) => {
    const at = open();
    const answer = await post([item], at);
    expect(answer.status).toBe(400);
    expect(answer.body.issue[0].expression[0]).toContain(`feedback[0].${field}`);
    expect(await feedbackRows(at)).toEqual([]);
  });

  test.each([
    ['R-179', '2026-11-22T14:38:18Z'],
    ['R-179', '2026-11-22T14:38:16.792Z'],
    ['R-179', '2026-11-22T14:38:18+01:00'],
    ['T184', '2020-12-11T00:00:00Z'],
    ['T184', '2026-11-22T15:04:00Z'],
  ])('%s: outcomeTimestamp %s is kept', async (_id, time) => {
    const at = open();
    expect((await post([{ ...accepted, outcomeTimestamp: time }], at)).status).toBe(200);
    expect(await feedbackRows(at)).toHaveLength(1);
  });

  test('T177: of 99 good items and a bad one 99 are kept', async () => {
    const at = open();
    const good = Array.from({ length: 99 }, (_, n) => ({
      ...accepted,
      card: `2f6b1c0e-8b1a-8f00-9d5e-1a2b3c4d5e${String(n).padStart(2, '0')}`,
    }));
    const answer = await post([...good, { ...accepted, outcome: 'ignored' }], at);
    expect([answer.status, answer.body.accepted]).toEqual([200, 99]);
    expect(await feedbackRows(at)).toHaveLength(99);
  });

  test('R-181: one bad item does not spoil the good ones, and is named', async () => {
    const at = open();
    const answer = await post([accepted, { ...accepted, outcome: 'ignored' }, overridden({ reason })], at);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, reasons: [expect.stringContaining('feedback[1].outcome')] }],
    });
    expect(await feedbackRows(at)).toHaveLength(2);
  });

  test('R-182: the same item is kept once', async () => {
    const at = open();
    for (let i = 0; i < 5; i++) expect((await post([accepted], at)).status).toBe(200);
    expect(await feedbackRows(at)).toHaveLength(1);
  });

  test('T178: the same item twice in one body, in five at once, is kept once', async () => {
    const at = open();
    await Promise.all([1, 2, 3, 4, 5].map(() => post([accepted, accepted], at)));
    const rows = [...at.audit.table.items.values()];
    expect(rows.filter(({ sk }) => sk.startsWith('FB#'))).toHaveLength(1);
    // whoever came too late for the row is a repeat beside it, and in no index
    for (const { sk, s } of rows) if (sk.startsWith('AGAIN#')) expect(s).toBeUndefined();
  });

  test('T179: different outcomes for one card are both kept', async () => {
    const at = open();
    await post([accepted], at);
    await post([{ ...overridden({ reason }), outcomeTimestamp: '2026-11-22T14:00:00Z' }], at);
    expect((await feedbackRows(at)).map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'overridden']);
  });

  test.each([
    ['R-180', 'the specification', { overrideReason: { reason: { ...reason, display: 'x' } } }],
    ['E-51', 'the sandbox, without display', { overrideReason: { reason } }],
    ['R-180', 'no specification, without system', { overrideReason: { reason: { code: reason.code } } }],
    ['E-51', "Epic's spelling", { overrideReasons: { reason } }],
    ['E-51', "Epic's spelling as a list", { overrideReasons: [{ reason }] }],
  ])('%s: an override reason as in %s', async (_id, _, over) => {
    const at = open();
    expect((await post([{ ...overridden(), ...over }], at)).status).toBe(200);
    const [row] = await feedbackRows(at);
    expect(row.reason).toBeDefined();
  });

  test('T180: feedback finds the card that was shown', async () => {
    const at = open();
    const shown = await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    const [first] = shown.body.cards;
    await post(
      [{ ...accepted, card: first.uuid, acceptedSuggestions: [{ id: first.suggestions[0].uuid }] }],
      at,
    );
    expect(await feedbackRows(at)).toEqual([
      expect.objectContaining({
        matched: 'card',
        accepted: [{ id: first.suggestions[0].uuid, known: true }],
      }),
    ]);
    expect(at.logged.at(-1)).toMatchObject({ feedback: { unmatched: 0 } });
  });

  test('R-222: another process finds the card as well', async () => {
    const first = open();
    const shown = await send(first.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    const second = jar({
      anonymous: true,
      change: () => ({ auditLog: first.audit, pseudonyms: first.audit.pseudonyms }),
    });
    await post([{ ...overridden({ reason }), card: shown.body.cards[0].uuid }], second);
    expect(await feedbackRows(first)).toEqual([expect.objectContaining({ matched: 'card' })]);
  });

  test.each([
    ['R-185', 'Mrs Canary could not wait'],
    ['T182', `canary ${'x'.repeat(4_000)}`],
    ['E-52', '<script>canary</script> Mrs Canary'],
  ])('%s: a comment (%.20s) is sealed, and in no line, metric or answer', async (_id, userComment) => {
    const at = open();
    const answer = await post([overridden({ reason, userComment })], at);
    const kept = JSON.stringify([answer.body, at.logged, at.measured, await at.rows()]);
    expect(kept.toLowerCase()).not.toContain('canary');
    expect((await feedbackRows(at))[0]).toMatchObject({ sealed: 'sealed' });
  });

  test('R-185: a comment of 4,000 characters is taken, one of 5,000 bytes is not', async () => {
    expect((await post([overridden({ reason, userComment: 'x'.repeat(4_000) })])).status).toBe(200);
    expect((await post([overridden({ reason, userComment: 'x'.repeat(5_000) })])).status).toBe(400);
  });

  test('R-113: what cannot be stored is 503, to be sent again', async () => {
    const at = jar({
      anonymous: true,
      change: ({ auditLog }) => ({
        auditLog: {
          ...auditLog,
          appendFeedback: async () => ({ stored: false, written: 0, repeated: 0, unmatched: 0 }),
        },
      }),
    });
    const answer = await post([accepted], at);
    expect([answer.status, answer.headers['retry-after'], answer.body.issue[0].code]).toEqual([
      503,
      '5',
      'transient',
    ]);
  });

  test('R-187: no feedback means nothing: a call without it has no trace of it', async () => {
    const at = open();
    await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    expect(await feedbackRows(at)).toEqual([]);
  });

  test('R-112: a client held to some services may tell of those alone', async () => {
    const at = jar({ anonymous: true, clients: [entry({ services: ['leg-symptoms-order-sign'] })] });
    expect((await post([accepted], at)).status).toBe(403);
  });
});
