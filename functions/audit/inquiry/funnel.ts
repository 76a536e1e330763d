/**
 * How far the cards that lead to the app got: shown, the app opened, findings saved, the service asked again about
 * the same patient by the same user. Joined by the ids of the calls, so that nobody is named and nothing else of a
 * person is read.
 */
import type { KnownFile } from '../audit-log.ts';
import { subjectOf } from '../call-ids.ts';
import type { CallRecord } from '../record.ts';
import type { Funnel } from './lessons.ts';

/** An answer that comes later than a day after a saving is one of another visit. */
const dayMilliseconds = 86_400_000;

export interface FunnelCount {
  readonly add: (call: CallRecord, file: Pick<KnownFile, 'steps'>) => void;
  readonly funnel: () => Funnel;
}

/** The first half of a subject's 16 hex digits as a number, and the second below the number of its client. */
type SubjectHalves = readonly [first: number, second: number];

const halvesOf = (callId: string, clientNumber: number): SubjectHalves => {
  const digits = subjectOf(callId).replaceAll('-', '');
  return [
    Number.parseInt(digits.slice(0, 8), 16),
    clientNumber * 2 ** 32 + Number.parseInt(digits.slice(8), 16),
  ];
};

interface SavedFindings {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The service was asked again about the same patient by the same user. */
  isAnswered: boolean;
}

const perCall = 3;
/** Calls of one block: what is held grows by blocks, and is never copied. */
const perBlock = 32_768;

/** Takes calls in any order, and holds 24 bytes of each: a large audit log has millions of subjects. */
export const funnelCount = (): FunnelCount => {
  const clients = new Map<string, number>();
  /** Of each call the halves of its subject, and when it was made. */
  const blocks: Float64Array[] = [];
  let size = 0;
  /** Subjects of which findings were saved, by their halves. */
  const savings = new Map<number, Map<number, SavedFindings[]>>();
  const counted = { shown: 0, opened: 0 };

  const numberOf = (client: string): number => {
    const number = clients.get(client) ?? clients.size;
    clients.set(client, number);
    return number;
  };
  const addCall = (halves: SubjectHalves, at: number): void => {
    const n = size % perBlock;
    if (n === 0) blocks.push(new Float64Array(perBlock * perCall));
    blocks.at(-1)?.set([...halves, at], n * perCall);
    size += 1;
  };
  const addSaving = ([first, second]: SubjectHalves, at: number): void => {
    const bySecond = savings.get(first) ?? new Map<number, SavedFindings[]>();
    savings.set(first, bySecond);
    const known = bySecond.get(second) ?? [];
    bySecond.set(second, known);
    known.push({ at, isAnswered: false });
  };
  const all = (): SavedFindings[] =>
    [...savings.values()].flatMap((bySecond) => [...bySecond.values()].flat());

  return {
    add: (call, { steps }) => {
      const halves = halvesOf(call.callId, numberOf(call.client.id));
      addCall(halves, Date.parse(call.at));
      if (!call.appLinked) return;
      counted.shown += 1;
      if (steps.length > 0) counted.opened += 1;
      const saved = steps.find(({ record }) => record.step === 'saved');
      if (saved !== undefined) addSaving(halves, Date.parse(saved.record.at));
    },
    funnel: () => {
      for (let n = 0; n < size; n += 1) {
        const block = blocks[Math.floor(n / perBlock)];
        const from = (n % perBlock) * perCall;
        const [first = Number.NaN, second = Number.NaN, at = Number.NaN] =
          block?.subarray(from, from + perCall) ?? [];
        for (const saving of savings.get(first)?.get(second) ?? [])
          if (at > saving.at && at - saving.at <= dayMilliseconds) saving.isAnswered = true;
      }
      const saved = all();
      return {
        ...counted,
        saved: saved.length,
        answered: saved.filter(({ isAnswered }) => isAnswered).length,
      };
    },
  };
};
