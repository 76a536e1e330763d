/**
 * What to do about a cause that imitates a root and has a treatment or a danger of its own: its one line and its
 * offers, for whichever card names it.
 */
import type { DiagnosisId } from '../engine/ids.ts';
import { antiviralHours, inWeeks, needleDays } from '../terms/thresholds.ts';
import { hasCondition, isAtLeastPossible, type Situation, takes } from './situation.ts';
import { order, type SuggestionDraft } from './suggestion.ts';

interface Mimic {
  readonly id: DiagnosisId;
  readonly todo: (s: Situation) => string;
  readonly offers: (s: Situation) => readonly SuggestionDraft[];
}

const anticoagulated = (s: Situation): boolean =>
  takes(s, 'anticoagulant') || hasCondition(s, 'anticoagulant-bleeding');

const nerveStudies = (why: string): readonly SuggestionDraft[] => [
  order('emg', { why }),
  order('ncs', { why }),
];

const mimics: readonly Mimic[] = [
  {
    id: 'ZOSTER',
    todo: () =>
      `Herpes zoster: look at the skin of leg and buttock. Antiviral within ${antiviralHours.value} hours of the rash; later while new vesicles come or with immunosuppression. Retention or saddle numbness stays a cauda equina emergency.`,
    offers: () => [],
  },
  {
    id: 'FEMORAL',
    todo: (s) =>
      anticoagulated(s)
        ? 'Femoral nerve on an anticoagulant: think of a retroperitoneal or iliopsoas haematoma. CT of abdomen and pelvis today, INR and haemoglobin; a lumbar MRI alone misses it.'
        : 'Femoral nerve: test hip adduction (strong in a femoral lesion, weak at L2–L4 or the plexus); ask about pelvic or hip surgery; look for a mass or bleeding at the psoas.',
    offers: (s) => (anticoagulated(s) ? [] : nerveStudies('femoral nerve, plexus or root')),
  },
  {
    id: 'LRPN',
    todo: () =>
      `Radiculoplexus neuropathy (diabetic amyotrophy): glucose and HbA1c, neurology, EMG from week ${inWeeks(needleDays)}. MRI of the lumbar spine stays needed: a root, tumour or infection can look the same.`,
    offers: () => [
      order('hba1c', { label: 'HbA1c', why: 'painful proximal weakness' }),
      order('neurology', {
        label: 'Neurology referral',
        why: 'painful proximal weakness',
        priority: 'urgent',
      }),
      ...nerveStudies('radiculoplexus neuropathy or root'),
    ],
  },
  {
    id: 'HIPBONE',
    todo: () =>
      'Hip: radiograph of pelvis and hip; MRI when it is normal, because films miss early osteonecrosis and fresh fractures. Spare the leg until then.',
    offers: () => [],
  },
  {
    id: 'TARSAL',
    todo: () =>
      'Tarsal tunnel: tap behind the medial malleolus, look for swelling and flat foot; orthosis first, nerve conduction when unclear.',
    offers: () => [
      order('ncs', { label: 'Nerve conduction studies of the foot', why: 'tibial nerve at the ankle' }),
    ],
  },
];

const named = (s: Situation): readonly Mimic[] => mimics.filter(({ id }) => isAtLeastPossible(s, id));

/** One line for each that is at least possible, the most pressing first. */
export const mimicLines = (s: Situation): readonly string[] => named(s).map(({ todo }) => todo(s));

/** Each order once, however many ask for it. */
export const mimicOffers = (s: Situation): readonly SuggestionDraft[] => {
  const all = named(s).flatMap(({ offers }) => offers(s));
  return all.filter((one, n) => all.findIndex(({ label }) => label === one.label) === n);
};
