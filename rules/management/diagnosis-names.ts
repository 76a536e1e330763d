/**
 * What a card calls a diagnosis and the leg it is on: radiculopathy where objective loss is recorded, sciatica
 * where it is not, a root with its side (§0, docs/decisions/0601).
 */
import { compile } from '../engine/compile.ts';
import { any, bothLegs, recorded } from '../engine/criterion.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import type { Differential, Leg } from '../engine/types.ts';
import { objectiveDeficit } from '../terms/deficit.ts';
import { movements, pain } from '../terms/leg.ts';
import { onRecord } from './on-record.ts';
import { isOfAssumedLeg } from './reasons.ts';
import {
  backOnRecord,
  diagnosis,
  hasCondition,
  itemsOn,
  possible,
  readings,
  recordedLeg,
  type Situation,
} from './situation.ts';
import { type PhraseId, type Said, say } from './wording/say.ts';

export const causeName = (id: DiagnosisId): Said => say(`cause.${id}`);

const lost = compile(objectiveDeficit);
const hurts = compile(any(pain, recorded('pain-quality')));
const bothHurt = compile(bothLegs(pain));

/** Then a card that is about both legs names neither beside it. */
export const hurtsOnBoth = ({ context }: Situation): boolean =>
  bothHurt(context, context.legs.midline) === true;

/** Objective loss on the leg of the root pain: then it is radiculopathy, not root pain alone. */
export const hasDeficit = (s: Situation): boolean => {
  const side = diagnosis(s, 'RADIC')?.side;
  return s.context.legs.each.some(
    (leg) => (side === undefined || leg.leg === side) && lost(s.context, leg) === true,
  );
};

/** A root may be lost without pain, and a weak foot be all that is recorded: no pain is made up for it. */
export const hasPain = (s: Situation): boolean =>
  hasCondition(s, 'sciatica') ||
  backOnRecord(s) ||
  s.context.legs.each.some((leg) => hurts(s.context, leg) === true);

export const isWeak = (s: Situation): boolean =>
  onRecord(s, ['foot-drop', 'heel-walk-unable', ...movements]).length > 0;

export const sideName = (side: Leg | 'both'): Said | undefined =>
  side === 'unspecified' ? undefined : say(`side.${side}`);

/** As the summary may say it: nothing where it was assumed or not recorded. */
export const sideOfCause = (s: Situation, { condition, category, side }: Differential): Leg | 'both' => {
  if (side === 'unspecified' || isOfAssumedLeg(s, condition as DiagnosisId)) return 'unspecified';
  const { left, right } = s.context.concluded.diagnoses?.get(condition as DiagnosisId) ?? {};
  return left === category && right === category ? 'both' : side;
};

/** Of the spine or of the whole body: a side says where it is felt, not where it is. */
const OF_THE_MIDLINE: ReadonlySet<DiagnosisId> = new Set<DiagnosisId>([
  'LSS',
  'SPONDY',
  'DDDREF',
  'POLYNEURO',
]);

/** Where an emergency leads: `left fibular (peroneal) neuropathy`. */
export const causeInBrief = (s: Situation, one: Differential): Said => {
  const id = one.condition as DiagnosisId;
  const side = hurtsOnBoth(s) ? '' : (sideName(sideOfCause(s, one)) ?? '');
  return say('leg.cause', { side: OF_THE_MIDLINE.has(id) || side === '' ? '' : side, cause: causeName(id) });
};

/** Of the back, felt in one leg: the complaint has the side that the cause has not. */
const referredSaid = (s: Situation, cause: Said, likely: boolean): Said =>
  say(likely ? 'leg.referred.likely' : 'leg.referred.possible', { complaint: complaintSaid(s), cause });

const onBothSaid = (cause: Said, likely: boolean): Said =>
  say(likely ? 'leg.cause.both.likely' : 'leg.cause.both.possible', { cause });

const rootPainSaid = (s: Situation, side: Said | '', likely: boolean): Said => {
  const what = hasDeficit(s) || !hasPain(s) ? 'radiculopathy' : 'sciatica';
  return say(likely ? `leg.${what}` : `leg.${what}.possible`, { side });
};

/** `right sciatica`, `possible right radiculopathy`, `left spinal stenosis possible`; a summary's opening. */
export const causeSaid = (s: Situation, one: Differential): Said => {
  const id = one.condition as DiagnosisId;
  const leg = sideOfCause(s, one);
  const side = sideName(leg) ?? '';
  const likely = one.category === 'likely';
  if (id === 'RADIC') return rootPainSaid(s, side, likely);
  const cause = causeName(id);
  if (id === 'DDDREF' && (leg === 'left' || leg === 'right')) return referredSaid(s, cause, likely);
  if (leg === 'both' && !OF_THE_MIDLINE.has(id)) return onBothSaid(cause, likely);
  return say(likely ? 'leg.cause.likely' : 'leg.cause.possible', {
    side: OF_THE_MIDLINE.has(id) ? '' : side,
    cause,
  });
};

const complaints = [
  ['leg-pain', 'symptom.pain'],
  ['pain-path', 'symptom.pain'],
  ['foot-pain', 'symptom.foot'],
  ['buttock-pain', 'symptom.buttock'],
  ['groin-pain', 'symptom.groin'],
  ['hip-lateral-pain', 'symptom.hip'],
  ['numbness', 'symptom.numb'],
  ['tingling', 'symptom.numb'],
  ['sensory-region', 'symptom.numb'],
  ['weakness-subjective', 'symptom.weak'],
  ['foot-drop', 'symptom.weak'],
  ['heel-walk-unable', 'symptom.weak'],
] as const;

/** `left leg pain`, `leg symptoms`, `back pain`. */
export const complaintSaid = (s: Situation): Said => {
  for (const [id, symptom] of complaints) {
    const found = onRecord(s, [id]).length > 0 || (id === 'pain-path' && itemsOn(s, id).length > 0);
    if (!found) continue;
    const legs = new Set(
      readings(s, id)
        .filter(({ value }) => value !== false && value !== 'none')
        .map(recordedLeg),
    );
    const side = legs.size > 1 ? 'both' : ([...legs][0] ?? 'unspecified');
    if (side === 'both') return say('leg.complaint.both', { symptom: say(symptom) });
    return say('leg.complaint', { side: sideName(side) ?? '', symptom: say(symptom) });
  }
  return say(backOnRecord(s) ? 'symptom.back' : 'symptom.other');
};

/** The cause that leads, with the one that the signs of a root come from where it is known. */
export const leading = (s: Situation): Differential | undefined => possible(s)[0];

export type { PhraseId };
