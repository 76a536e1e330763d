/**
 * What a red flag fired on as a summary lists it, beside the action: short, each once, no complaint and no
 * duration, and no text of the chart.
 */
import { type ConditionId, conditions, findings, isFindingId } from '../findings/index.ts';
import { ageOnRecord, findingSaid, isAbnormal } from './on-record.ts';
import { readings, type Situation } from './situation.ts';
import { isSameSaid, type Said } from './wording/say.ts';

type Instead = (id: string) => Said | undefined;

const evidenceSaid = (s: Situation, id: string, instead: Instead): readonly Said[] => {
  const other = instead(id);
  if (other) return [other];
  if (id === 'crp-esr-raised') {
    const measured = (['crp-mg-l', 'esr-mm-h'] as const).flatMap((one) =>
      readings(s, one).map(({ value }): Said => ({ finding: one, value, days: 0 })),
    );
    if (measured.length > 0) return measured;
  }
  // a fever is told by its degrees
  if (id === 'fever' && readings(s, 'temp-c').some(({ value }) => isAbnormal('temp-c', value))) return [];
  if (isFindingId(id)) {
    if (findings[id].kind === 'symptom' || id.endsWith('-days')) return [];
    return readings(s, id)
      .filter(({ value }) => isAbnormal(id, value))
      .slice(0, 1)
      .map((one) => findingSaid(id, one, 0));
  }
  if (Object.hasOwn(conditions, id)) return [{ condition: id as ConditionId }];
  if (id === 'age' && s.chart.age !== undefined) return [ageOnRecord(s.chart.age).said];
  const flag = s.redFlags.find((one) => one.id === id);
  return flag ? flag.because.flatMap((one) => evidenceSaid(s, one, instead)) : [];
};

export const evidenceOf = (
  s: Situation,
  ids: readonly string[],
  instead: Instead = () => undefined,
): readonly Said[] => {
  const all: Said[] = [];
  for (const id of ids)
    for (const said of evidenceSaid(s, id, instead))
      if (!all.some((one) => isSameSaid(one, said))) all.push(said);
  const [first, ...others] = all;
  if (first === undefined) return [];
  // what was measured says more than what was told: it follows the first
  return [first, ...others.filter(isMeasured), ...others.filter((said) => !isMeasured(said))];
};

const isMeasured = (said: Said): boolean => 'finding' in said && typeof said.value === 'number';
