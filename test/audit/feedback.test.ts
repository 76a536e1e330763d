import { describe, expect, test } from 'vitest';
import { feedbackRecord, privateWords } from '../../functions/audit/feedback/feedback-record.ts';
import { feedbackLimits, parseFeedback } from '../../functions/audit/feedback/parse-feedback.ts';
import { suggestionId } from '../../functions/audit/index.ts';
import { aCall, cardOf, clientOf, pseudonyms } from './support/records.ts';

const now = '2026-11-22T12:00:00.000Z';
const card = '0a1b2c3d-0000-8000-8000-00000000ab01';
const overridden = { card, outcome: 'overridden', outcomeTimestamp: '2026-11-22T11:00:00Z' };
const accepted = {
  card,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 's1' }],
  outcomeTimestamp: '2026-11-22T11:00:00Z',
};
const parse = (...feedback: unknown[]) => parseFeedback({ feedback }, now);
const one = (item: unknown) => {
  const parsed = parse(item);
  if (parsed.kind !== 'items') throw new Error(JSON.stringify(parsed));
  return parsed.items[0]!;
};
const issuesOf = (item: unknown) => {
  const parsed = parse(item);
  return parsed.kind === 'refused' ? parsed.issues.map(({ code, expression }) => [code, expression]) : [];
};

describe('shapes that are understood', () => {
  const reason = {
    code: 'already-done',
    system: 'https://radix-cds.org/fhir/CodeSystem/lr-override',
    display: 'Already done',
  };

  test.each<[string, unknown, object]>([
    [
      'the specification: a reason and a comment',
      { ...overridden, overrideReason: { reason, userComment: ' done ' } },
      { reason, userComment: 'done' },
    ],
    [
      'the sandbox: a reason without display',
      { ...overridden, overrideReason: { reason: { code: 'already-done', system: 'x' } } },
      { reason: { code: 'already-done', system: 'x' } },
    ],
    [
      'a reason without system',
      { ...overridden, overrideReason: { reason: { code: 'already-done' } } },
      { reason: { code: 'already-done' } },
    ],
    ['a comment alone', { ...overridden, overrideReason: { userComment: 'no' } }, { userComment: 'no' }],
    ['Epic: overrideReasons', { ...overridden, overrideReasons: { reason } }, { reason }],
    ['overrideReasons as a list', { ...overridden, overrideReasons: [{ reason }] }, { reason }],
    [
      'Epic: reasons built in Epic, in an extension',
      {
        ...overridden,
        overrideReasons: {
          extension: {
            'com.epic.cdshooks.feedback.overrideReason.reasonCategory': '45',
            'com.epic.cdshooks.feedback.overrideReason.reasonDisplay': 'Does not meet criteria',
            'com.epic.cdshooks.feedback.overrideReason.reasonTitle': 'Does not meet criteria',
          },
        },
      },
      {
        reason: {
          code: '45',
          system: 'com.epic.cdshooks.feedback.overrideReason.reasonCategory',
          display: 'Does not meet criteria',
        },
      },
    ],
    ['a CodeableConcept', { ...overridden, overrideReason: { reason: { coding: [reason] } } }, { reason }],
  ])('%s', (_, item, expected) => {
    expect(one(item)).toEqual({
      card,
      outcome: 'overridden',
      outcomeTimestamp: '2026-11-22T11:00:00.000Z',
      overrideReason: expected,
    });
  });

  test('overridden without any reason', () => {
    expect(one(overridden)).toEqual({
      card,
      outcome: 'overridden',
      outcomeTimestamp: '2026-11-22T11:00:00.000Z',
    });
  });

  test('accepted, with the suggestions that were taken', () => {
    expect(one(accepted)).toMatchObject({ outcome: 'accepted', acceptedSuggestions: [{ id: 's1' }] });
  });

  test.each([
    ['2026-11-22T11:00:00Z', '2026-11-22T11:00:00.000Z'],
    ['2026-11-22T11:00:00.792Z', '2026-11-22T11:00:00.792Z'],
    ['2026-11-22T12:00:00.1+01:00', '2026-11-22T11:00:00.100Z'],
    ['2020-12-11T00:00:00Z', '2020-12-11T00:00:00.000Z'],
    ['2026-11-22T12:04:59Z', '2026-11-22T12:04:59.000Z'],
  ])('the time stamp %s', (outcomeTimestamp, expected) => {
    expect(one({ ...overridden, outcomeTimestamp }).outcomeTimestamp).toBe(expected);
  });

  test('an empty list, which says nothing', () => {
    expect(parse()).toEqual({ kind: 'items', items: [], rejected: [] });
  });

  test('any card id that an EHR echoes', () => {
    expect(one({ ...overridden, card: '123456' }).card).toBe('123456');
  });
});

describe('items that cannot be used name their field', () => {
  test.each<[string, unknown, string, string]>([
    ['no card', { ...overridden, card: undefined }, 'required', 'feedback[0].card'],
    ['a card that is a number', { ...overridden, card: 5 }, 'required', 'feedback[0].card'],
    ['another outcome', { ...overridden, outcome: 'ignored' }, 'value', 'feedback[0].outcome'],
    [
      'accepted without suggestions (cds-fb-2)',
      { ...accepted, acceptedSuggestions: undefined },
      'required',
      'feedback[0].acceptedSuggestions',
    ],
    [
      'accepted with an empty list',
      { ...accepted, acceptedSuggestions: [] },
      'required',
      'feedback[0].acceptedSuggestions',
    ],
    [
      'a suggestion without id',
      { ...accepted, acceptedSuggestions: [{}] },
      'required',
      'feedback[0].acceptedSuggestions[0].id',
    ],
    [
      'an empty override reason (cds-fb-3)',
      { ...overridden, overrideReason: {} },
      'invariant',
      'feedback[0].overrideReason',
    ],
    [
      'a comment that is not text',
      { ...overridden, overrideReason: { userComment: 1 } },
      'structure',
      'feedback[0].overrideReason.userComment',
    ],
    [
      'a comment that is too long',
      { ...overridden, overrideReason: { userComment: 'ä'.repeat(2_049) } },
      'too-long',
      'feedback[0].overrideReason.userComment',
    ],
    [
      'no time stamp',
      { ...overridden, outcomeTimestamp: undefined },
      'value',
      'feedback[0].outcomeTimestamp',
    ],
    [
      'a time stamp in words',
      { ...overridden, outcomeTimestamp: 'yesterday' },
      'value',
      'feedback[0].outcomeTimestamp',
    ],
    [
      'a time stamp without zone',
      { ...overridden, outcomeTimestamp: '2026-11-22T11:00:00' },
      'value',
      'feedback[0].outcomeTimestamp',
    ],
    [
      'a day that is not on the calendar',
      { ...overridden, outcomeTimestamp: '2026-02-30T11:00:00Z' },
      'value',
      'feedback[0].outcomeTimestamp',
    ],
    [
      'a time stamp six minutes ahead',
      { ...overridden, outcomeTimestamp: '2026-11-22T12:06:00Z' },
      'value',
      'feedback[0].outcomeTimestamp',
    ],
    ['not an object', 'overridden', 'structure', 'feedback[0]'],
    ['null', null, 'structure', 'feedback[0]'],
  ])('%s', (_, item, code, expression) => {
    expect(issuesOf(item)).toContainEqual([code, expression]);
  });

  test('a comment of just the size that is allowed is taken', () => {
    const userComment = 'x'.repeat(feedbackLimits.commentBytes);
    expect(one({ ...overridden, overrideReason: { userComment } })).toMatchObject({
      overrideReason: { userComment },
    });
  });

  test('one bad item does not spoil the good ones beside it', () => {
    const parsed = parse(overridden, { ...overridden, outcome: 'ignored' }, accepted);
    expect(parsed).toMatchObject({ kind: 'items', rejected: [{ index: 1 }] });
    expect(parsed.kind === 'items' && parsed.items).toHaveLength(2);
  });

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['no feedback', {}],
    ['feedback that is an object', { feedback: {} }],
  ])('a body of %s is refused with 400', (_, body) => {
    expect(parseFeedback(body, now)).toMatchObject({
      kind: 'refused',
      status: 400,
      issues: [{ expression: 'feedback' }],
    });
  });

  test('101 items are refused with 413, 100 are taken', () => {
    const many = (n: number) => parseFeedback({ feedback: Array.from({ length: n }, () => overridden) }, now);
    expect(many(101)).toMatchObject({ kind: 'refused', status: 413 });
    expect(many(100)).toMatchObject({ kind: 'items', rejected: [] });
  });

  test('no text quotes a value', () => {
    const canary = 'CANARY Jane Doe';
    const bad = { card: 7, outcome: canary, outcomeTimestamp: canary, overrideReason: canary };
    expect(JSON.stringify(parse(bad, canary))).not.toContain('CANARY');
  });

  test.each([['__proto__'], ['constructor'], ['toString']])(
    '%s as a card, an outcome and a reason changes nothing',
    (name) => {
      const hostile = JSON.parse(
        `{"card":"${name}","outcome":"overridden","outcomeTimestamp":"2026-11-22T11:00:00Z","overrideReason":{"reason":{"code":"${name}"}},"__proto__":{"x":1}}`,
      );
      expect(one(hostile)).toMatchObject({ card: name, overrideReason: { reason: { code: name } } });
      expect(({} as { x?: number }).x).toBeUndefined();
    },
  );
});

describe('the record of feedback', () => {
  const recordOf = async (item: Parameters<typeof one>[0], withCall = true) => {
    const call = await aCall({ n: 1 });
    const keys = await pseudonyms.of('st-elsewhere');
    const parsed = one(item);
    return feedbackRecord({
      keys,
      from: { client: clientOf('st-elsewhere'), service: call.service, at: now },
      item: parsed,
      ...(withCall && { call }),
      sealed: 'sealed',
    });
  };
  const ofCall = async () => cardOf(await aCall({ n: 1 }), 1);

  test('a suggestion of the card is known; another is not, and only its digest is kept', async () => {
    const own = suggestionId(await ofCall(), 1);
    const { accepted: taken } = await recordOf({
      ...accepted,
      card: await ofCall(),
      acceptedSuggestions: [{ id: own.toUpperCase() }, { id: 'Jane Doe' }],
    });
    expect(taken).toEqual([
      { id: own, known: true },
      { id: expect.stringMatching(/^d\.k1\./), known: false },
    ]);
  });

  test.each([
    ['already-done', 'already-done'],
    ['patient-refuses', 'patient-declines'],
    ['constructor', 'other'],
    ['Jane Doe', 'other'],
  ])('the reason %j is counted as %j', async (code, counted) => {
    const { reason } = await recordOf({
      ...overridden,
      card: await ofCall(),
      overrideReason: { reason: { code } },
    });
    expect(reason?.code).toBe(counted);
  });

  test('equal foreign reasons can be counted without being known', async () => {
    const digestOf = async (code: string) =>
      (
        await recordOf({
          ...overridden,
          card: await ofCall(),
          overrideReason: { reason: { code, system: 'epic' } },
        })
      ).reason?.digest;
    expect(await digestOf('45')).toBe(await digestOf('45'));
    expect(await digestOf('45')).not.toBe(await digestOf('46'));
  });

  test('words, and what is not ours, never stand in the open', async () => {
    const item = {
      ...overridden,
      card: 'CANARY',
      overrideReason: {
        reason: { code: 'CANARY', system: 'CANARY', display: 'CANARY' },
        userComment: 'CANARY',
      },
    };
    expect(JSON.stringify(await recordOf(item))).not.toContain('CANARY');
    expect(privateWords(one(item))).toEqual({
      userComment: 'CANARY',
      reason: { code: 'CANARY', system: 'CANARY', display: 'CANARY' },
    });
  });

  test('nothing is sealed when nothing is private', () => {
    expect(
      privateWords(one({ ...overridden, overrideReason: { reason: { code: 'already-done' } } })),
    ).toBeUndefined();
  });

  test.each([
    ['of a call on record', true, 'card'],
    ['of no call on record', false, 'none'],
  ])('a card %s is matched as such', async (_, withCall, matched) => {
    expect((await recordOf({ ...overridden, card: await ofCall() }, withCall)).matched).toBe(matched);
  });

  test('a card that the call never had is matched to the call alone', async () => {
    const card = cardOf(await aCall({ n: 1 }), 9);
    expect((await recordOf({ ...overridden, card })).matched).toBe('call');
  });
});
