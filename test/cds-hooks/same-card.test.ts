/** A clinician's day with one patient: twelve calls with nothing new show the same card under the same uuid. */
import { describe, expect, test } from 'vitest';
import { issuedId } from '../../functions/audit/call-ids.ts';
import type { CallRecord, FeedbackRecord } from '../../functions/audit/record.ts';
import { type Jar, jar, type Reply, send } from '../support/cds.ts';
import { bundle, finding, lumbarMri, prefetch } from '../support/requests.ts';

const client = 'anonymous';
const leg = [finding('leg-pain', { bodySite: undefined }), finding('saddle-sensory-change')];
const hookInstance = (n: number) => `d1577c69-dfbe-44ad-ba6d-${String(n).padStart(12, '0')}`;

interface Hooked {
  readonly service?: string;
  readonly hook?: string;
  readonly userId?: string;
  readonly patientId?: string;
  readonly observations?: readonly object[];
  readonly context?: object;
}

type AnswerBody = Reply['body'];

const call = async (at: Jar, n: number, over: Hooked = {}): Promise<AnswerBody> => {
  const { service = 'leg-symptoms-patient-view', hook = 'patient-view', userId = 'Practitioner/9' } = over;
  const context = { patientId: 'p1', userId, encounterId: `e${n}`, ...over.context };
  const given = prefetch({ observations: bundle(over.observations ?? leg) }, service);
  const body = { hook, hookInstance: hookInstance(n), context, prefetch: given };
  return (await send(at.handlers.invoke, { path: `/cds-services/${service}`, body })).body;
};

const uuidsOf = ({ cards }: { cards: readonly { uuid: string }[] }) => cards.map(({ uuid }) => uuid);

const give = async (at: Jar, item: object) =>
  send(at.handlers.feedback, {
    path: '/cds-services/leg-symptoms-patient-view/feedback',
    body: { feedback: [{ outcomeTimestamp: new Date(at.clock.now()).toISOString(), ...item }] },
  });

const override = (card: string) => ({
  card,
  outcome: 'overridden',
  overrideReason: { reason: { code: 'known-baseline' } },
});

/** Twelve calls of one day, twenty minutes apart, each with a hookInstance of its own. */
const aDay = async (at: Jar) => {
  const answers: AnswerBody[] = [];
  for (let n = 1; n <= 12; n++) {
    answers.push(await call(at, n));
    at.clock.advance(20 * 60_000);
  }
  return answers;
};

const rowsOf = async <K extends 'call' | 'feedback'>(at: Jar, kind: K) =>
  (await at.rows()).filter(
    (row): row is Extract<CallRecord | FeedbackRecord, { kind: K }> => row.kind === kind,
  );

describe('twelve calls of a day with nothing new', () => {
  test('show the same cards, suggestions and words under the same uuids', async () => {
    const at = jar({ anonymous: true });
    const [first, ...others] = await aDay(at);
    expect(first.cards.length).toBeGreaterThan(0);
    const seen = (answer: { cards: readonly { suggestions?: readonly { uuid: string }[] }[] }) =>
      answer.cards.map(({ suggestions = [], ...card }) => ({
        ...card,
        ids: suggestions.map(({ uuid }) => uuid),
      }));
    for (const answer of others) expect(seen(answer)).toEqual(seen(first));
  });

  test('are twelve calls on record, and the card leads to all of them', async () => {
    const at = jar({ anonymous: true });
    const [first] = await aDay(at);
    const [uuid = ''] = uuidsOf(first);
    const calls = await rowsOf(at, 'call');
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(12);
    const shown = await at.audit.showing(client, uuid);
    expect(shown.map(({ call }) => call.record.callId)).toEqual(calls.map(({ callId }) => callId).reverse());
  });

  test.each([
    ['encounter-start', {}],
    ['encounter-discharge', {}],
    ['appointment-book', { appointments: { resourceType: 'Bundle', entry: [] } }],
  ])('%s shows the same card', async (hook, context) => {
    const at = jar({ anonymous: true });
    const [atVisit, opened] = [
      await call(at, 2, { service: `leg-symptoms-${hook}`, hook, context }),
      await call(at, 1),
    ];
    expect(uuidsOf(atVisit)).toEqual(uuidsOf(opened));
    expect((await rowsOf(at, 'call')).map((row) => row.hook)).toEqual([hook, 'patient-view']);
  });

  test('the assessment and the row name the card by the uuid that was sent', async () => {
    const at = jar({ anonymous: true });
    const { cards, extension } = await call(at, 1);
    const [{ uuid }] = cards;
    const { recommendations } = extension['org.radix-cds.assessment'];
    expect(recommendations.flatMap(({ cardUuid }: { cardUuid?: string }) => cardUuid ?? [])).toContain(uuid);
    const [row] = await rowsOf(at, 'call');
    expect(row?.cards[0]).toMatchObject({ n: 1, uuid });
  });
});

describe('another card', () => {
  test.each<[string, Hooked]>([
    ['of another clinician', { userId: 'Practitioner/10' }],
    ['with more evidence on it', { observations: [...leg, finding('urinary-retention')] }],
  ])('%s has another uuid', async (_, over) => {
    const at = jar({ anonymous: true });
    const [uuid] = uuidsOf(await call(at, 1));
    const [other] = uuidsOf(await call(at, 2, over));
    expect(issuedId(other ?? '')).toBeDefined();
    expect(other).not.toBe(uuid);
  });
});

test('a card that takes back another draft has another uuid, whatever its words', async () => {
  const at = jar({ anonymous: true });
  const signing = (n: number, draft: string) =>
    call(at, n, {
      service: 'leg-symptoms-order-sign',
      hook: 'order-sign',
      observations: [],
      context: { draftOrders: bundle([lumbarMri(draft)]) },
    });
  const [first, same, other] = [
    await signing(1, 'mri-1'),
    await signing(2, 'mri-1'),
    await signing(3, 'mri-2'),
  ];
  expect(JSON.stringify(first)).toContain('ServiceRequest/mri-1');
  expect(uuidsOf(same)).toEqual(uuidsOf(first));
  expect(other.cards.map(({ summary }: { summary: string }) => summary)).toEqual(
    first.cards.map(({ summary }: { summary: string }) => summary),
  );
  expect(uuidsOf(other)).not.toEqual(uuidsOf(first));
});

describe('feedback on a card that was shown twelve times', () => {
  test('is kept once, beside the last call that showed it', async () => {
    const at = jar({ anonymous: true });
    const [uuid = ''] = uuidsOf((await aDay(at))[0]);
    await give(at, override(uuid));
    const calls = await rowsOf(at, 'call');
    const feedback = await rowsOf(at, 'feedback');
    expect(feedback).toMatchObject([{ card: uuid, callId: calls.at(-1)?.callId, matched: 'card' }]);
    const files = await Promise.all(calls.map(({ callId }) => at.audit.file(client, callId)));
    expect(files.map((file) => file.feedback.length)).toEqual([...Array(11).fill(0), 1]);
  });

  test('stands with the call that showed the card when the clinician decided', async () => {
    const at = jar({ anonymous: true });
    const [uuid = ''] = uuidsOf((await aDay(at))[0]);
    const calls = await rowsOf(at, 'call');
    await give(at, { ...override(uuid), outcomeTimestamp: calls[4]?.at });
    expect(await rowsOf(at, 'feedback')).toMatchObject([{ callId: calls[4]?.callId }]);
  });

  test('knows a suggestion that was accepted', async () => {
    const at = jar({ anonymous: true });
    const [{ cards }] = await aDay(at);
    const [{ uuid, suggestions }] = cards;
    await give(at, { card: uuid, outcome: 'accepted', acceptedSuggestions: [{ id: suggestions[0].uuid }] });
    expect(await rowsOf(at, 'feedback')).toMatchObject([
      { accepted: [{ id: suggestions[0].uuid, known: true }] },
    ]);
  });

  test('withholds what was set aside from the next call, and from it alone for that clinician', async () => {
    const at = jar({ anonymous: true });
    const weak = [finding('mrc-ankle-dorsiflexion', { valueBoolean: undefined, valueInteger: 4 })];
    const shown = await call(at, 1, { observations: weak });
    const [uuid = ''] = uuidsOf(shown);
    expect(shown.cards[0].indicator).not.toBe('critical');
    await give(at, override(uuid));
    expect(uuidsOf(await call(at, 2, { observations: weak }))).not.toContain(uuid);
    const colleague = await call(at, 3, { observations: weak, userId: 'Practitioner/10' });
    expect(colleague.cards[0].summary).toBe(shown.cards[0].summary);
  });

  test('that came before its call is found with it', async () => {
    const other = jar({ anonymous: true });
    const [uuid = ''] = uuidsOf(await call(other, 1));
    const at = jar({ anonymous: true });
    await give(at, override(uuid));
    await call(at, 1);
    const [row] = await rowsOf(at, 'call');
    expect((await at.audit.file(client, row?.callId ?? '')).feedback).toHaveLength(1);
  });
});
