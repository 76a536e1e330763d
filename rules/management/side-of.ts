/** The leg that all of some findings name, as a card may say it. */
import type { FindingId } from '../findings/index.ts';
import { isAbnormal } from './on-record.ts';
import { readings, recordedLeg, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

/** Undefined where nobody recorded a side, and where the findings name both legs. */
export const oneSideOf = (s: Situation, ids: readonly FindingId[]): Said | undefined => {
  const legs = new Set(
    ids.flatMap((id) =>
      readings(s, id)
        .filter(({ value }) => isAbnormal(id, value))
        .map(recordedLeg),
    ),
  );
  const [only, ...others] = [...legs].filter((leg) => leg !== 'unspecified');
  return only === undefined || others.length > 0 ? undefined : say(`side.${only}`);
};
