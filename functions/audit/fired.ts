/** What a call concluded by rules that have an id and a version: to be found again after a defect of one of them. */
import type { CallRecord, RuleLine } from './record.ts';

/** Recommendations and red flags; a flag that has a line among the recommendations, as its card was its own, once. */
export const firedIn = ({ rules, redFlags = [] }: CallRecord): readonly RuleLine[] => [
  ...rules,
  ...redFlags.filter(({ id }) => !rules.some((one) => one.id === id)),
];

/** Whether that version of the rule fired; of any version when none is named. */
export const hasFired = (call: CallRecord, id: string, version: string | undefined): boolean =>
  firedIn(call).some((one) => one.id === id && (version === undefined || one.version === version));

/** Whether an id is that of a red flag, one that is no more included. */
export const isRedFlag = (id: string): boolean => id.startsWith('RF-');

/** Whether a row leaves open that this red flag was raised: older ones tell by their recommendations alone. */
export const leavesOpen = (call: CallRecord, id: string, version: string | undefined): boolean =>
  isRedFlag(id) && call.redFlags === undefined && !hasFired(call, id, version);
