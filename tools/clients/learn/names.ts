/**
 * What rows of flowsheets, questions and problems are called, to propose a finding from a name. A proposal is a guess
 * that a clinician ticks or not; nothing of this is ever loaded by a function.
 */
import {
  type ConditionId,
  conditions,
  type FindingId,
  findingIds,
  findings,
  isFindingId,
} from '../../../rules/findings/index.ts';

export type TargetId = FindingId | ConditionId;
export type SideWord = 'left' | 'right' | 'both';

const sideWords: ReadonlyMap<string, SideWord> = new Map<string, SideWord>(
  Object.entries({
    left: 'left',
    lt: 'left',
    l: 'left',
    lle: 'left',
    right: 'right',
    rt: 'right',
    r: 'right',
    rle: 'right',
    bilateral: 'both',
    bilat: 'both',
    both: 'both',
    ble: 'both',
  }),
);

/** A word as the vocabulary has it; one may stand for several. */
const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({
    abd: 'abduction',
    abductors: 'abduction',
    achilles: 'ankle',
    add: 'adduction',
    anaesthesia: 'numb',
    anesthesia: 'numb',
    bowel: 'faecal',
    cannot: 'unable',
    df: 'ankle dorsiflexion',
    dorsiflexors: 'dorsiflexion',
    dtr: 'reflex',
    edema: 'oedema',
    ehl: 'great toe extension',
    ext: 'extension',
    fecal: 'faecal',
    feces: 'faecal',
    flex: 'flexion',
    hallux: 'great toe',
    hypesthesia: 'numb',
    hypoesthesia: 'numb',
    incontinent: 'incontinence',
    jerk: 'reflex',
    lasegue: 'straight leg raise',
    lbp: 'low back pain',
    mmt: 'strength',
    motor: 'strength',
    numbness: 'numb',
    paraesthesia: 'tingling',
    paresthesia: 'tingling',
    patella: 'knee',
    patellar: 'knee',
    perineal: 'saddle',
    perineum: 'saddle',
    pf: 'ankle plantarflexion',
    plantarflexors: 'plantarflexion',
    postvoid: 'post void',
    power: 'strength',
    pulse: 'pulses',
    pvr: 'post void residual',
    quadriceps: 'knee extension',
    reflexes: 'reflex',
    slr: 'straight leg raise',
    swollen: 'swelling',
    sbp: 'systolic blood pressure',
    sed: 'esr',
    temp: 'temperature',
    tingle: 'tingling',
    weak: 'weakness',
  }),
);

/** Names beside the label; every word of one must stand in the local name. */
const others: Readonly<Partial<Record<TargetId, readonly string[]>>> = {
  'leg-pain': ['leg pain', 'lower limb pain', 'lower extremity pain'],
  'low-back-pain': ['back pain', 'lumbar pain', 'lumbago'],
  'pain-nrs': ['pain score', 'pain severity', 'pain intensity'],
  numbness: ['leg numb', 'foot numb', 'lower extremity numb'],
  tingling: ['leg tingling', 'foot tingling', 'pins needles'],
  'weakness-subjective': ['leg weakness', 'foot weakness', 'lower extremity weakness'],
  'urinary-retention': ['urinary retention', 'unable void', 'unable pass urine'],
  'urinary-incontinence': ['urinary incontinence', 'bladder incontinence', 'bladder accident'],
  'bladder-sensation-altered': ['bladder sensation', 'urinary sensation', 'bladder fullness'],
  'fecal-incontinence': ['faecal incontinence'],
  'rectal-fullness-loss': ['rectal fullness', 'rectal sensation'],
  'saddle-sensory-change': ['saddle numb', 'saddle sensation', 'saddle', 'genital numb'],
  'anal-tone-reduced': ['anal tone', 'rectal tone', 'sphincter tone'],
  'perianal-pinprick-reduced': ['perianal pinprick', 'perianal sensation', 'perianal numb'],
  'sexual-dysfunction-new': ['sexual dysfunction', 'erectile dysfunction'],
  'pvr-ml': ['post void residual', 'bladder scan', 'residual urine'],
  'foot-drop': ['foot drop', 'drop foot', 'footdrop', 'dropped foot'],
  'heel-walk-unable': ['heel walk', 'walk heels', 'heel walking'],
  'progressive-weakness': ['progressive weakness', 'worsening weakness', 'weakness progression'],
  'night-pain-unremitting': ['night pain'],
  'weight-loss-unexplained': ['weight loss'],
  'limb-cold': ['leg cold', 'foot cold', 'cold extremity', 'extremity temperature', 'skin temperature'],
  'limb-pallor': ['leg pale', 'foot pale', 'pallor', 'extremity color', 'extremity colour'],
  'calf-swollen': ['calf swelling', 'calf circumference'],
  'leg-swollen': ['leg swelling', 'entire leg swelling'],
  'pitting-oedema': ['pitting oedema'],
  'spinal-percussion-tender': ['spine percussion', 'spinal percussion', 'spine tenderness percussion'],
  'pulsatile-abdominal-mass': ['pulsatile mass'],
  slr: ['straight leg raise', 'straight leg raising'],
  'crossed-slr': [
    'crossed straight leg raise',
    'contralateral straight leg raise',
    'crossed straight leg raising',
  ],
  slump: ['slump'],
  'femoral-stretch': ['femoral stretch', 'femoral nerve stretch', 'reverse straight leg raise'],
  'reflex-patellar': ['knee reflex', 'quadriceps reflex'],
  'reflex-achilles': ['ankle reflex'],
  'reflex-medial-hamstring': ['hamstring reflex'],
  'mrc-hip-flexion': ['hip flexion strength', 'iliopsoas strength', 'hip flexion'],
  'mrc-hip-adduction': ['hip adduction strength'],
  'mrc-knee-extension': ['knee extension strength', 'knee extension'],
  'mrc-knee-flexion': ['knee flexion strength', 'hamstring strength', 'knee flexion'],
  'mrc-ankle-dorsiflexion': ['dorsiflexion', 'dorsiflexion strength', 'tibialis anterior'],
  'mrc-great-toe-extension': ['great toe extension', 'big toe extension', 'toe extension strength'],
  'mrc-hip-abduction': ['hip abduction strength', 'gluteus medius', 'hip abduction'],
  'mrc-hip-extension': ['hip extension strength', 'gluteus maximus', 'hip extension'],
  'mrc-ankle-inversion': ['ankle inversion', 'foot inversion'],
  'mrc-ankle-eversion': ['ankle eversion', 'foot eversion', 'peroneal strength'],
  'mrc-ankle-plantarflexion': ['plantarflexion', 'plantarflexion strength', 'gastrocnemius strength'],
  'sens-medial-ankle': ['sensation medial ankle', 'l4 sensation', 'l4 dermatome'],
  'sens-dorsal-foot': ['sensation dorsal foot', 'sensation dorsum foot', 'l5 sensation', 'l5 dermatome'],
  'sens-lateral-foot': ['sensation lateral foot', 's1 sensation', 's1 dermatome'],
  'sens-lateral-leg': ['sensation lateral leg'],
  'sens-anterior-thigh': ['sensation anterior thigh', 'l2 sensation', 'l3 sensation'],
  gait: ['gait', 'gait pattern'],
  babinski: ['babinski', 'plantar reflex', 'plantar response'],
  clonus: ['clonus'],
  pulses: ['pedal pulses', 'dorsalis pedis', 'posterior tibial pulses', 'foot pulses'],
  abi: ['ankle brachial index', 'abi'],
  faber: ['faber', 'patrick'],
  'hip-ir-painful': ['hip internal rotation'],
  fasciculation: ['fasciculation', 'fasciculations'],
  'foot-ulcer': ['foot ulcer'],
  'temp-c': ['temperature'],
  'sbp-mmhg': ['systolic bp', 'bp systolic', 'systolic pressure'],
  'crp-mg-l': ['c reactive protein'],
  'esr-mm-h': ['sedimentation rate'],
  'wbc-g-l': ['wbc', 'leukocytes', 'leucocytes', 'white blood cell', 'white blood cells', 'white cell'],
  inr: ['international normalized ratio', 'international normalised ratio'],
  'wells-score': ['wells score dvt', 'wells dvt', 'dvt score'],
  'lumbar-exam-done': ['lumbar examination complete', 'back examination complete'],
  'cancer-history': ['cancer', 'malignancy'],
  'chronic-steroids': ['chronic steroid', 'long term steroid', 'long term corticosteroid'],
  ivdu: ['intravenous drug', 'injection drug'],
  diabetes: ['diabetes', 'diabetic'],
  'lumbar-stenosis': ['spinal stenosis', 'lumbar stenosis'],
  'lumbar-disc-herniation': ['disc herniation', 'disk herniation', 'herniated disc', 'herniated disk'],
  sciatica: ['sciatica', 'radiculopathy'],
  aaa: ['aortic aneurysm'],
  pad: ['peripheral arterial disease', 'peripheral vascular disease'],
  'dvt-current': ['deep vein thrombosis'],
};

const fillers: ReadonlySet<string> = new Set([
  'of',
  'the',
  'in',
  'at',
  'on',
  'or',
  'and',
  'a',
  'new',
  'to',
  'to',
  'test',
  'sign',
]);

interface NameWords {
  readonly words: ReadonlySet<string>;
  readonly side: SideWord | undefined;
}

/** `Ankle DF strength - LT` → ankle, dorsiflexion, strength; left. */
export const wordsOf = (name: string): NameWords => {
  const words = new Set<string>();
  const named = new Set<SideWord>();
  for (const raw of name.toLowerCase().split(/[^a-z0-9]+/)) {
    const leg = sideWords.get(raw);
    if (leg !== undefined) named.add(leg);
    else if (raw !== '' && !fillers.has(raw))
      for (const word of (spelled.get(raw) ?? raw).split(' ')) words.add(word);
  }
  const [side, another] = named;
  return { words, side: another === undefined ? side : 'both' };
};

interface Phrase {
  readonly id: TargetId;
  readonly words: readonly string[];
}

const phraseOf = (id: TargetId, name: string): Phrase => ({ id, words: [...wordsOf(name).words] });

/** Labels that are plain only beside others of a form. */
const vague: ReadonlySet<string> = new Set(['onset', 'type of sensation', 'pattern of the pain']);

const phrases: readonly Phrase[] = [
  ...findingIds.filter((id) => !vague.has(findings[id].label)).map((id) => phraseOf(id, findings[id].label)),
  ...(Object.keys(conditions) as ConditionId[]).map((id) => phraseOf(id, conditions[id])),
  ...(Object.entries(others) as [TargetId, readonly string[]][]).flatMap(([id, names]) =>
    names.map((name) => phraseOf(id, name)),
  ),
].filter(({ words }) => words.length > 0);

/** Words beside which a name means something else. */
const notBeside: Readonly<Partial<Record<TargetId, readonly string[]>>> = {
  'temp-c': ['ambient', 'bath', 'incubator', 'room', 'water'],
  'wbc-g-l': ['csf', 'fluid', 'stool', 'urine'],
};

/** Said of a relative, or not said to be so. */
const unsaid: ReadonlySet<string> = new Set(
  'suspected family familial screening risk protocol protocols goal target'.split(' '),
);

/** Of another part of the body, whatever else it says. */
const elsewhere: ReadonlySet<string> = new Set(
  'upper arm hand wrist elbow shoulder neck cervical finger thumb grip biceps triceps facial eye pupil'.split(
    ' ',
  ),
);

export interface Match {
  readonly id: TargetId;
  /** The words of the name that say so. */
  readonly by: readonly string[];
  readonly side: SideWord | undefined;
}

/** What the name most likely means: most words in common. Nothing where two findings fit as well. */
const matchOf = (name: string): Match | undefined => {
  const { words, side } = wordsOf(name);
  if (isElsewhere(words)) return undefined;
  let best: Phrase | undefined;
  let isTied = false;
  for (const phrase of phrases) {
    if (!phrase.words.every((word) => words.has(word))) continue;
    if (notBeside[phrase.id]?.some((word) => words.has(word))) continue;
    const more = phrase.words.length - (best?.words.length ?? 0);
    if (more > 0) {
      best = phrase;
      isTied = false;
    } else if (more === 0 && best?.id !== phrase.id) isTied = true;
  }
  return best === undefined || isTied ? undefined : { id: best.id, by: best.words, side };
};

const topic: ReadonlySet<string> = new Set(
  'leg foot feet ankle knee calf thigh hip buttock lumbar back spine spinal sciatica radicular dermatome myotome reflex saddle perianal bladder void residual urinary incontinence faecal rectal anal gait numb tingling weakness strength pedal pulses limb extremity toe heel'.split(
    ' ',
  ),
);

/** What kind of entry a name stands on. */
export type NameOf = 'row' | 'problem' | 'question';

/** A row of a flowsheet is a finding; a condition stands on a problem list or in a form. */
export const matchFor = (kind: NameOf, name: string): Match | undefined => {
  const match = matchOf(name);
  return kind === 'row' && match && !isFindingId(match.id) ? undefined : match;
};

const isElsewhere = (words: ReadonlySet<string>): boolean =>
  [...words].some((word) => elsewhere.has(word) || unsaid.has(word));

/** The words of a name that are about legs, the low back, bladder or bowel. */
export const topicOf = (name: string): readonly string[] => {
  const { words } = wordsOf(name);
  return isElsewhere(words) ? [] : [...words].filter((word) => topic.has(word));
};
