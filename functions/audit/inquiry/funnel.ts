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

interface LinkedCall {
  readonly isOpened: boolean;
  /** Instant of the first saving. */
  readonly savedAt: string | undefined;
}

/** What is known of one user's calls about one patient. */
interface CallsOfSubject {
  readonly calls: string[];
  readonly linked: LinkedCall[];
}

export interface FunnelCount {
  readonly add: (call: CallRecord, file: Pick<KnownFile, 'steps'>) => void;
  readonly funnel: () => Funnel;
}

const isWithinADay = (from: string, at: string): boolean =>
  at > from && Date.parse(at) - Date.parse(from) <= dayMilliseconds;

const linkedCall = ({ steps }: Pick<KnownFile, 'steps'>): LinkedCall => ({
  isOpened: steps.length > 0,
  savedAt: steps.find(({ record }) => record.step === 'saved')?.record.at,
});

/** Takes calls in any order. */
export const funnelCount = (): FunnelCount => {
  const subjects = new Map<string, CallsOfSubject>();
  return {
    add: (call, file) => {
      const name = `${call.client.id}\n${subjectOf(call.callId)}`;
      const subject = subjects.get(name) ?? { calls: [], linked: [] };
      subjects.set(name, subject);
      subject.calls.push(call.at);
      if (call.appLinked) subject.linked.push(linkedCall(file));
    },
    funnel: () => {
      const all = [...subjects.values()];
      const linked = all.flatMap((subject) =>
        subject.linked.map((one) => ({ ...one, calls: subject.calls })),
      );
      const saved = linked.flatMap(({ savedAt, calls }) => (savedAt === undefined ? [] : { savedAt, calls }));
      return {
        shown: linked.length,
        opened: linked.filter(({ isOpened }) => isOpened).length,
        saved: saved.length,
        answered: saved.filter(({ savedAt, calls }) => calls.some((at) => isWithinADay(savedAt, at))).length,
      };
    },
  };
};
