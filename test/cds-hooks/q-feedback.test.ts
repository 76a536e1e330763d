/** docs/conformance.md Q: the feedback endpoint as a client meets it. What is kept is test/audit's business. */
import { describe, expect, test } from 'vitest';
import { entry, type Jar, jar, type Reply, send } from '../support/cds.ts';
import { pathOf, request } from '../support/requests.ts';

// biome-ignore lint/suspicious/noExplicitAny: read as a client reads it
type Any = any;

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
  ])('R-174 R-175 R-176 R-178 R-183 T175: %s for a card that is not known (yet)', async (_, item) => {
    const at = open();
    const answer = await post([item], at);
    expect([answer.status, answer.body]).toEqual([200, { accepted: 1 }]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await feedbackRows(at)).toHaveLength(1);
    expect(at.logged.at(-1)).toMatchObject({ feedback: { stored: 1, rejected: 0, unmatched: 1 } });
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

  test('R-175 T176: more than a hundred at once', async () => {
    const answer = await post(Array.from({ length: 101 }, () => accepted));
    expect(answer.status).toBe(413);
  });

  test.each([
    ['card', { ...accepted, card: undefined }],
    ['card', { ...accepted, card: 5 }],
    ['outcome', { ...accepted, outcome: 'ignored' }],
    ['outcome', { ...accepted, outcome: undefined }],
    ['acceptedSuggestions', { ...accepted, acceptedSuggestions: undefined }],
    ['acceptedSuggestions', { ...accepted, acceptedSuggestions: [] }],
    ['outcomeTimestamp', { ...accepted, outcomeTimestamp: 'yesterday' }],
    ['outcomeTimestamp', { ...accepted, outcomeTimestamp: undefined }],
    ['outcomeTimestamp', { ...accepted, outcomeTimestamp: '2026-11-22T14:38:18' }],
    ['outcomeTimestamp', { ...accepted, outcomeTimestamp: '2026-11-22T15:38:18Z' }],
  ])('R-176 R-177 R-178 R-179 T176 T184: an item whose %s is wrong', async (field, item) => {
    const at = open();
    const answer = await post([item], at);
    expect(answer.status).toBe(400);
    expect(answer.body.issue[0].expression[0]).toContain(`feedback[0].${field}`);
    expect(await feedbackRows(at)).toEqual([]);
  });

  test.each([
    '2026-11-22T14:38:18Z',
    '2026-11-22T14:38:16.792Z',
    '2026-11-22T14:38:18+01:00',
    '2026-11-22T15:04:00Z',
  ])('R-179 T184: outcomeTimestamp %s', async (time) => {
    expect((await post([{ ...accepted, outcomeTimestamp: time }])).status).toBe(200);
  });

  test('R-181 T177 E-51: one bad item does not spoil the good ones, and is named', async () => {
    const at = open();
    const answer = await post([accepted, { ...accepted, outcome: 'ignored' }, overridden({ reason })], at);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, reasons: [expect.stringContaining('feedback[1].outcome')] }],
    });
    expect(await feedbackRows(at)).toHaveLength(2);
  });

  test.each([
    ['in one body', 1],
    ['in five', 5],
  ])('R-182 T178 E-51: the same item %s is kept once', async (_, times) => {
    const at = open();
    for (let i = 0; i < times; i++) expect((await post([accepted, accepted], at)).status).toBe(200);
    expect(await feedbackRows(at)).toHaveLength(1);
  });

  test('R-182 T179: different outcomes for one card are both kept', async () => {
    const at = open();
    await post([accepted], at);
    await post([{ ...overridden({ reason }), outcomeTimestamp: '2026-11-22T14:00:00Z' }], at);
    expect((await feedbackRows(at)).map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'overridden']);
  });

  test.each([
    ['the specification', { overrideReason: { reason: { ...reason, display: 'x' } } }],
    ['without display (sandbox)', { overrideReason: { reason } }],
    ['without system', { overrideReason: { reason: { code: reason.code } } }],
    ["Epic's spelling", { overrideReasons: { reason } }],
    ["Epic's spelling as a list", { overrideReasons: [{ reason }] }],
  ])('R-180 E-51: an override reason as in %s', async (_, over) => {
    const at = open();
    expect((await post([{ ...overridden(), ...over }], at)).status).toBe(200);
    const [row] = await feedbackRows(at);
    expect(row.reason).toBeDefined();
  });

  test('R-176 T180: feedback finds the card that was shown', async () => {
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

  test('R-185 T182 E-52: a comment is sealed, and in no log, metric or answer', async () => {
    const at = open();
    const answer = await post(
      [overridden({ reason, userComment: '<script>canary</script> Mrs Canary' })],
      at,
    );
    const kept = JSON.stringify([answer.body, at.logged, at.measured, await at.rows()]);
    expect(kept.toLowerCase()).not.toContain('canary');
    expect((await feedbackRows(at))[0]).toMatchObject({ sealed: 'sealed' });
  });

  test('R-185: a comment of 4,000 characters is taken, one of 5,000 bytes is not', async () => {
    expect((await post([overridden({ reason, userComment: 'x'.repeat(4_000) })])).status).toBe(200);
    expect((await post([overridden({ reason, userComment: 'x'.repeat(5_000) })])).status).toBe(400);
  });

  test('R-113 T177: what cannot be stored is 503, to be sent again', async () => {
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
