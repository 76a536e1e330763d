/**
 * Every clinical number of the rules, once: with its unit, what it means, and its source. Rules, engine, cards
 * and rule book read it here. A number without a study is `expert` ([E] in the knowledge specification).
 *
 * What may not enter: a weight of a scored table (its row has it), a look-back window (its finding has it).
 */
import type { CitationId } from '../citations.ts';
import type { ThresholdUnit } from './units.ts';

export interface Threshold {
  readonly value: number;
  /** As the finding's own; `1` for a grade, a ratio, points or a count. */
  readonly unit: ThresholdUnit;
  /** What is true at and beyond it, in a clinician's words. */
  readonly means: string;
  readonly source: CitationId;
}

export const threshold = (
  value: number,
  unit: ThresholdUnit,
  means: string,
  source: CitationId = 'expert',
): Threshold => ({ value, unit, means, source });

const DAYS: Readonly<Partial<Record<ThresholdUnit, number>>> = { d: 1, wk: 7, mo: 30.4375, a: 365.25 };

/** In whole days, of a threshold in days, weeks, months or years. */
export const inDays = ({ value, unit }: Pick<Threshold, 'value' | 'unit'>): number =>
  Math.floor(value * (DAYS[unit] ?? Number.NaN));

/** In weeks as a card says them, of a threshold in days. */
export const inWeeks = (days: Threshold): number => inDays(days) / inDays({ value: 1, unit: 'wk' });

/** As a ratio is written, `0.90`; `steps` of a hundredth above or below: `0.91`. */
export const hundredths = ({ value }: Threshold, steps = 0): string => (value + steps / 100).toFixed(2);

const WORDS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Inside a sentence: `six`. */
export const spelledOut = ({ value }: Pick<Threshold, 'value'>): string => WORDS[value] ?? `${value}`;

/**
 * What a source reports, as a card quotes it. Its numbers are results, not bounds of a rule: nothing reads
 * them, so they stand in the sentence.
 */
export const reported = (_sources: readonly CitationId[], text: string): string => text;

// Strength, MRC grade

export const fullStrength = threshold(5, '1', 'MRC grade of full strength; less is weakness');
export const severeWeakness = threshold(3, '1', 'MRC grade at or below which a movement is severely weak');
export const profoundWeakness = threshold(
  2,
  '1',
  'MRC grade at or below which weakness by itself is an emergency',
);

// Danger signs

export const highResidual = threshold(
  200,
  'mL',
  'post-void residual that raises the likelihood of cauda equina syndrome; less does not exclude it',
  'girft-2023',
);
export const caudaEquinaDays = threshold(
  14,
  'd',
  'days since onset up to which cauda equina symptoms, pain in both legs or weakness of both legs are acute',
);
export const feverDays = threshold(3, 'd', 'days that a fever counts, and that its cause explains it');
export const feverFrom = threshold(38, 'Cel', 'temperature of a fever');
export const dvtLikely = threshold(
  2,
  '{score}',
  'two-level Wells score from which deep vein thrombosis is likely',
  'wells-2003',
);
export const aneurysmAge = threshold(
  60,
  'a',
  'age from which collapse with back or flank pain is an aneurysm first',
);
export const aneurysmPainDays = threshold(
  14,
  'd',
  'days since onset up to which back pain with a known aneurysm is new',
);
export const weightLossAge = threshold(50, 'a', 'age from which unexplained weight loss raises malignancy');
export const fragileAge = threshold(70, 'a', 'age from which a low-energy injury can break a vertebra');

export const hipFractureAge = threshold(
  70,
  'a',
  'age from which a hip that hurts and bears no weight is a fracture first',
);
export const bacteraemiaDays = threshold(
  90,
  'd',
  'days for which bacteraemia is a source of spinal infection',
);
export const suddenOnsetDays = threshold(
  14,
  'd',
  'days within which a sudden onset in the limb is acute',
  'acc-aha-pad-2024',
);
export const bedDays = threshold(
  3,
  'd',
  'days in bed from which a leg is at risk of thrombosis',
  'wells-2003',
);
export const recentCancerMonths = threshold(
  6,
  'mo',
  'months in which a cancer counts as active for the Wells score',
  'wells-2003',
);
export const majorSurgeryWeeks = threshold(
  12,
  'wk',
  'weeks after major surgery in which a leg is at risk of thrombosis',
  'wells-2003',
);
export const calfCentimetres = threshold(
  3,
  'cm',
  'by how much a calf is larger than the other to count for thrombosis',
  'wells-2003',
);
export const calfMeasuredAt = threshold(
  10,
  'cm',
  'how far below the tibial tuberosity the calves are measured',
  'wells-2003',
);
export const legInjuryWeeks = threshold(6, 'wk', 'weeks after an injury in which weakness below it is local');
export const dryMonths = threshold(
  6,
  'mo',
  'months of being dry by day after which a child that wets is not delayed',
);
export const fallMetres = threshold(2, 'm', 'height above which a fall is major trauma');

// How soon

export const emergencyMriHours = threshold(
  4,
  'h',
  'from the request of an emergency MRI to the scan',
  'girft-2023',
);
export const urgentHoursFrom = threshold(24, 'h', 'what is urgent is seen within this time, at best');
export const urgentHoursTo = threshold(48, 'h', 'what is urgent is seen within this time, at the latest');
export const soonWeeks = threshold(2, 'wk', 'what is wanted soon is done within this time');
export const cancerScanHours = threshold(
  24,
  'h',
  'to the MRI of a suspected spinal metastasis with a neurological sign',
  'nice-ng234',
);
export const cancerScanWeeks = threshold(
  1,
  'wk',
  'to the MRI of a suspected spinal metastasis with pain alone',
  'nice-ng234',
);
export const duplexHours = threshold(
  4,
  'h',
  'to the result of a leg vein duplex, without interim treatment',
  'nice-ng158',
);
export const laterDuplexHours = threshold(
  24,
  'h',
  'to the leg vein duplex, with interim treatment',
  'nice-ng158',
);
export const telephoneHoursFrom = threshold(
  24,
  'h',
  'telephone review of symptoms in both legs, at the earliest',
);
export const telephoneHoursTo = threshold(
  72,
  'h',
  'telephone review of symptoms in both legs, at the latest',
);
export const reviewSoonWeeks = threshold(2, 'wk', 'review with weakness, severe pain or broken sleep');
export const reviewWeeks = threshold(4, 'wk', 'review of root pain, at the earliest');
export const reviewLateWeeks = threshold(6, 'wk', 'review of root pain, at the latest');
export const followUpWeeks = threshold(6, 'wk', 'an appointment within this time needs no reminder');

// Care and imaging

export const adulthood = threshold(18, 'a', 'age from which the rules for adults hold');

// ESR of a laboratory that gives no range

export const esrLeastMen = threshold(15, 'mm/h', 'lowest upper limit of ESR in men');
export const esrLeastWomen = threshold(20, 'mm/h', 'lowest upper limit of ESR in women');
export const esrChild = threshold(20, 'mm/h', 'upper limit of ESR under 18 years');
export const esrYearsAMillimetre = threshold(
  2,
  'a',
  'years of age for each mm/h of the upper limit of ESR',
  'miller-1983',
);
export const esrYearsOfWomen = threshold(
  10,
  'a',
  'years added to the age of women for the upper limit of ESR',
  'miller-1983',
);
export const careWeeks = threshold(
  6,
  'wk',
  'weeks of care without improvement that justify imaging',
  'acr-2021',
);
export const slipCareWeeks = threshold(
  12,
  'wk',
  'weeks of care without improvement that justify a surgical opinion in spondylolisthesis',
);
export const severePain = threshold(7, '{score}', 'worst leg pain, 0 to 10, from which it is severe');
export const worstPainHours = threshold(24, 'h', 'hours over which the worst pain is asked');
export const trendWeeksFrom = threshold(2, 'wk', 'shortest time over which a trend is asked');
export const trendWeeksTo = threshold(4, 'wk', 'longest time over which a trend is asked');
export const painScaleMost = threshold(10, '{score}', 'worst pain of the scale from 0');
export const imagingMonths = threshold(12, 'mo', 'age of a lumbar image up to which it is on record');
export const planningMonthsFrom = threshold(
  6,
  'mo',
  'age of an MRI from which surgery may be planned on a new one',
);
export const planningMonthsTo = threshold(
  12,
  'mo',
  'age of an MRI from which surgery is planned on a new one',
);
export const antiviralHours = threshold(
  72,
  'h',
  'hours after the rash of herpes zoster within which an antiviral is started',
  'aciclovir-label',
);
export const axonLossWeeksFrom = threshold(
  1,
  'wk',
  'weeks after which lost axons first show in a conduction study',
  'medscape-2020',
);
export const axonLossWeeksTo = threshold(
  4,
  'wk',
  'weeks after which lost axons show in a conduction study at the latest',
  'medscape-2020',
);
export const nerveImageMonths = threshold(
  3,
  'mo',
  'months without recovery of a fibular palsy after which the nerve is imaged',
);
export const needleDays = threshold(21, 'd', 'days after onset from which needle EMG shows a root lesion');
export const steroidDoseMonths = threshold(12, 'mo', 'months over which the dose of steroids adds up');
export const surgeryWeeks = threshold(
  6,
  'wk',
  'weeks after lumbar surgery in which the operating team decides',
);
export const afterSurgeryDays = threshold(
  14,
  'd',
  'days after lumbar surgery for which nothing was validated',
);
export const spinalProcedureDays = threshold(
  90,
  'd',
  'days after a spinal procedure in which it is a source of infection',
);
export const dialysisDays = threshold(90, 'd', 'days after a dialysis in which another is expected');

// Drugs

export const egfrReduced = threshold(
  60,
  'mL/min/{1.73_m2}',
  'eGFR under which no NSAID is given for long, and gabapentinoids add up',
  'kdigo',
);
export const egfrSevere = threshold(30, 'mL/min/{1.73_m2}', 'eGFR under which no NSAID is given', 'kdigo');
export const egfrRecheckWeeks = threshold(2, 'wk', 'eGFR is checked again within this time of an NSAID');
export const nsaidAvoidWeeks = threshold(
  20,
  'wk',
  'gestation from which an NSAID is avoided',
  'fda-nsaid-2020',
);
export const nsaidNeverWeeks = threshold(
  30,
  'wk',
  'gestation from which no NSAID is given',
  'fda-nsaid-2020',
);
export const dated = threshold(0, 'wk', 'any gestation: it is on record');
export const sedationAge = threshold(65, 'a', 'age from which a gabapentinoid depresses breathing');

// How long a record holds, and what is long-standing

export const egfrDays = threshold(365, 'd', 'days for which an eGFR holds');
export const pregnancyDays = threshold(300, 'd', 'days for which a record of pregnancy holds');
export const pregnancyCodeDays = threshold(
  7,
  'd',
  'days for which a code of an encounter in pregnancy says that she is pregnant',
);
export const zosterDays = threshold(30, 'd', 'days after which herpes zoster is over');
export const longTermSteroidDays = threshold(90, 'd', 'days after which oral steroids are long-term');
export const longStandingDays = threshold(
  90,
  'd',
  'days after which a deficit or a sphincter symptom is long-standing',
);
export const newErectileDays = threshold(30, 'd', 'days for which loss of erection is new');
export const dominancePoints = threshold(
  2,
  '{score}',
  'points between leg and back pain that make one dominant',
);
// Fairbank 2000: 41 to 60 % is severe disability
export const oswestrySevere = threshold(40, '{score}', 'Oswestry percentage from which walking is limited');

// What is plausible

export const oldestAge = threshold(130, 'a', 'oldest plausible age');
export const highestEgfr = threshold(200, 'mL/min/{1.73_m2}', 'highest plausible eGFR');
export const longestPregnancy = threshold(45, 'wk', 'longest plausible gestation');
export const oswestryMost = threshold(100, '{score}', 'highest Oswestry percentage');

// The differential

export const herniationAgeFrom = threshold(18, 'a', 'youngest age at which a herniated disc is usual');
export const herniationAgeTo = threshold(50, 'a', 'oldest age at which a herniated disc is usual');
export const herniationAgeOver = threshold(65, 'a', 'age from which a herniated disc is less usual');
export const foraminalAge = threshold(50, 'a', 'age from which foraminal stenosis is usual');
export const foraminalAgeUnder = threshold(40, 'a', 'age under which foraminal stenosis is unusual');
export const facetAge = threshold(50, 'a', 'age from which facet joint pain is usual');
export const stenosisAge = threshold(65, 'a', 'age from which central stenosis is more likely', 'suri-2010');
export const stenosisAgeUnder = threshold(
  60,
  'a',
  'age under which central stenosis is less likely',
  'suri-2010',
);
export const hipArthritisAge = threshold(
  60,
  'a',
  'age from which osteoarthritis of the hip is more likely, and under which it is less likely',
  'metcalfe-2019',
);
export const abiAbnormal = threshold(
  0.9,
  '1',
  'ankle-brachial index at or below which it is abnormal',
  'acc-aha-pad-2024',
);
export const abiNormalFrom = threshold(
  1,
  '1',
  'ankle-brachial index from which it is normal',
  'acc-aha-pad-2024',
);
export const abiNormalTo = threshold(
  1.4,
  '1',
  'ankle-brachial index up to which it is normal; above, the vessels cannot be compressed',
  'acc-aha-pad-2024',
);
export const dn4Positive = threshold(4, '{score}', 'DN4 total of a positive screen', 'neuropathic-screens');
export const painDetectPositive = threshold(
  19,
  '{score}',
  'painDETECT total of a positive screen',
  'neuropathic-screens',
);
export const slanssPositive = threshold(
  12,
  '{score}',
  'S-LANSS total of a positive screen',
  'neuropathic-screens',
);
export const sacroiliacDone = threshold(
  4,
  '1',
  'sacroiliac provocation tests that must be recorded before their number counts',
);
export const sacroiliacPositive = threshold(
  3,
  '1',
  'positive sacroiliac provocation tests that make sacroiliac pain likely',
  'laslett-2005',
);

// How an examination is done

export const stanceSeconds = threshold(
  30,
  's',
  'time to stand on one leg in the test of the hip abductors',
  'lequesne-2008',
);
export const compressionSeconds = threshold(
  45,
  's',
  'time to compress the pelvis in the test for meralgia',
  'nouraei-2007',
);
export const monofilamentGrams = threshold(10, 'g', 'force of the monofilament');
export const slrDegreesFrom = threshold(
  30,
  'deg',
  'angle from which a straight leg raise stretches the roots',
);
export const slrDegreesTo = threshold(
  70,
  'deg',
  'angle up to which a straight leg raise stretches the roots',
);

// What a scored table concludes, in half-decibans

export const likelyPoints = threshold(6, '1', 'total from which a supported diagnosis is likely');
export const possiblePoints = threshold(2, '1', 'total from which a supported diagnosis is possible');
export const clearlyNegativePoints = threshold(
  -4,
  '1',
  'total at which “less likely” no longer waits for the required examination',
);
export const strongItemPoints = threshold(
  3,
  '1',
  'points with which one item that is not soft supports a diagnosis alone',
);
export const supportingClusters = threshold(
  2,
  '1',
  'positive clusters that are not soft which together support a diagnosis',
);

// What the nerve root table concludes, in points

export const rootNamedPoints = threshold(3, '1', 'points from which a root is named');
export const rootLevelPoints = threshold(4, '1', 'points from which a root counts as a level of its own');
export const rootHighPoints = threshold(6, '1', 'points of a root named with high confidence');
export const rootLead = threshold(2, '1', 'lead over the next root that lets one root stand alone');
export const rootClearLead = threshold(3, '1', 'lead over the next root of high confidence');
export const rootHighModalities = threshold(
  2,
  '1',
  'kinds of findings that speak for a root of high confidence',
);
export const rootsApart = threshold(2, '1', 'levels between two strong roots that one root cannot explain');
export const rootsNamedTogether = threshold(3, '1', 'most roots that are named together');
export const normalFloor = threshold(-2, '1', 'most that normal findings can take from one root');

// What a series of examinations shows

export const progressionDays = threshold(30, 'd', 'days within which a fall in strength is progression');
export const spreadDays = threshold(
  90,
  'd',
  'days within which symptoms that reach the other leg have spread',
);
export const briskReflexGrades = threshold(
  2,
  '1',
  'grades above the other side that make an increased reflex pathological',
);

// Arteries

export const abiCritical = threshold(0.4, '1', 'ankle-brachial index below which a leg is in danger');
export const aneurysmFrom = threshold(
  3,
  'cm',
  'diameter from which the abdominal aorta is an aneurysm',
  'acc-aha-aorta-2022',
);
export const lowPressure = threshold(100, 'mm[Hg]', 'systolic pressure below which blood may be lost');

export const epiduralHours = threshold(
  12,
  'h',
  'from the first sign of a spinal epidural haematoma to its operation, for the best outcome',
  'shin-2006',
);
export const treatedFeverHours = threshold(
  72,
  'h',
  'a fever that goes on for longer under treatment has another cause',
);
export const hipScanHours = threshold(
  24,
  'h',
  'to the MRI of a painful hip with a normal film; else CT',
  'nice-cg124',
);
export const filmWeeksFrom = threshold(
  2,
  'wk',
  'after which a film first shows an insufficiency fracture',
  'tins-2014',
);
export const filmWeeksTo = threshold(
  3,
  'wk',
  'after which a film shows an insufficiency fracture',
  'tins-2014',
);
export const markersRaisedDays = threshold(30, 'd', 'days after which a raised marker has lasted');
export const alternativePoints = threshold(
  2,
  '{score}',
  'points that another cause as likely takes off the Wells score',
  'wells-2003',
);
export const puerperiumWeeks = threshold(6, 'wk', 'weeks after birth in which thrombosis is more likely');
export const kocherCriteria = threshold(4, '1', 'criteria of Kocher', 'kocher-1999');

// How long a pain is new

export const newPainDays = threshold(42, 'd', 'days since onset up to which a pain is new');

// Infection, bleeding

export const crpUpper = threshold(10, 'mg/L', 'CRP above which it is raised where no range is given');
export const crpSeptic = threshold(
  20,
  'mg/L',
  'CRP above which a painful hip without fever may be septic',
  'caird-2006',
);
export const kocherTemperature = threshold(
  38.5,
  'Cel',
  'temperature above which septic arthritis of a child’s hip is more likely',
  'kocher-1999',
);
export const kocherEsr = threshold(
  40,
  'mm/h',
  'ESR from which septic arthritis of a child’s hip is more likely',
  'kocher-1999',
);
export const kocherWhiteCells = threshold(
  12,
  '10*9/L',
  'white cells above which septic arthritis of a child’s hip is more likely',
  'kocher-1999',
);
export const inrBleeding = threshold(
  4,
  '{INR}',
  'INR from which bleeding is a danger without a drug on the list',
);
export const strokeDays = threshold(
  7,
  'd',
  'days since onset up to which weakness of one leg is looked at as a stroke first',
);
export const needleInr = threshold(
  3,
  '{INR}',
  'INR above which no needle goes into a muscle for electromyography',
  'relias-2012',
);
export const bleedingOnsetDays = threshold(
  14,
  'd',
  'days since onset up to which severe pain may be a bleeding',
);

// Fracture

export const percussionAge = threshold(
  75,
  'a',
  'age from which new back pain with percussion tenderness or a step is imaged without any fall',
);

// Polyradiculoneuropathy

export const guillainBarreDays = threshold(
  28,
  'd',
  'days since onset up to which weakness of both legs with lost reflexes may be Guillain-Barré syndrome',
);

export const vitalCapacity = threshold(
  20,
  'mL/kg',
  'vital capacity under which a patient with Guillain-Barré syndrome needs intensive care',
);

// Children

export const dryFrom = threshold(
  5,
  'a',
  'age from which a child is taken to be dry by day when nobody said so',
);
export const youngChildUnder = threshold(
  10,
  'a',
  'age under which back or leg pain with weakness or a changed gait is a red flag by itself',
);

// What is in hand, so that no card offers it again

export const todaysOrderDays = threshold(
  1,
  'd',
  'days for which an order or result of an emergency is in hand',
);
export const urgentOrderDays = threshold(7, 'd', 'days for which an urgent order or its result is in hand');
export const routineOrderDays = threshold(90, 'd', 'days for which a routine order or its result is in hand');
export const routineMeasureDays = threshold(
  30,
  'd',
  'days for which a measurement stands for the routine test that would measure it',
);
