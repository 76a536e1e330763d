/**
 * Drugs by ingredient, and the classes that each ingredient counts for. A combination product counts for
 * every ingredient. Products come from `rxnorm-products.ts`.
 *
 * An ingredient is here because `verified.json` has its RxCUI, or because every harvested product of that
 * ingredient is in the class.
 */
import type { MedicationClass } from '../findings/index.ts';

/** Above this strength aspirin is taken for pain: vascular uses are 50–325 mg (21 CFR 343.80). */
export const LOW_DOSE_ASPIRIN_MG = 325;

export const ingredientClasses = {
  gabapentin: ['gabapentinoid'],
  pregabalin: ['gabapentinoid'],

  buprenorphine: ['opioid'],
  butorphanol: ['opioid'],
  codeine: ['opioid'],
  fentanyl: ['opioid'],
  hydrocodone: ['opioid'],
  hydromorphone: ['opioid'],
  levorphanol: ['opioid'],
  meperidine: ['opioid'],
  methadone: ['opioid'],
  morphine: ['opioid'],
  oxycodone: ['opioid'],
  oxymorphone: ['opioid'],
  pentazocine: ['opioid'],
  tapentadol: ['opioid'],
  tramadol: ['opioid'],

  alprazolam: ['benzodiazepine'],
  chlordiazepoxide: ['benzodiazepine'],
  clonazepam: ['benzodiazepine'],
  clorazepate: ['benzodiazepine'],
  diazepam: ['benzodiazepine'],
  estazolam: ['benzodiazepine'],
  flurazepam: ['benzodiazepine'],
  lorazepam: ['benzodiazepine'],
  oxazepam: ['benzodiazepine'],
  quazepam: ['benzodiazepine'],
  temazepam: ['benzodiazepine'],
  triazolam: ['benzodiazepine'],

  dexamethasone: ['oral-steroid'],
  methylprednisolone: ['oral-steroid'],
  prednisolone: ['oral-steroid'],
  prednisone: ['oral-steroid'],

  celecoxib: ['nsaid'],
  diclofenac: ['nsaid'],
  diflunisal: ['nsaid'],
  etodolac: ['nsaid'],
  fenoprofen: ['nsaid'],
  flurbiprofen: ['nsaid'],
  ibuprofen: ['nsaid'],
  indomethacin: ['nsaid'],
  ketoprofen: ['nsaid'],
  ketorolac: ['nsaid'],
  meclofenamate: ['nsaid'],
  meloxicam: ['nsaid'],
  nabumetone: ['nsaid'],
  naproxen: ['nsaid'],
  oxaprozin: ['nsaid'],
  piroxicam: ['nsaid'],
  sulindac: ['nsaid'],
  tolmetin: ['nsaid'],

  apixaban: ['anticoagulant'],
  dabigatran: ['anticoagulant'],
  dalteparin: ['anticoagulant'],
  edoxaban: ['anticoagulant'],
  enoxaparin: ['anticoagulant'],
  fondaparinux: ['anticoagulant'],
  heparin: ['anticoagulant'],
  rivaroxaban: ['anticoagulant'],
  warfarin: ['anticoagulant'],

  aspirin: ['antiplatelet'],
  'high-dose aspirin': ['antiplatelet', 'nsaid'],
  clopidogrel: ['antiplatelet'],
  dipyridamole: ['antiplatelet'],
  prasugrel: ['antiplatelet'],
  ticagrelor: ['antiplatelet'],

  baclofen: ['muscle-relaxant'],
  carisoprodol: ['muscle-relaxant'],
  chlorzoxazone: ['muscle-relaxant'],
  cyclobenzaprine: ['muscle-relaxant'],
  metaxalone: ['muscle-relaxant'],
  methocarbamol: ['muscle-relaxant'],
  orphenadrine: ['muscle-relaxant'],
  tizanidine: ['muscle-relaxant'],
} as const satisfies Readonly<Record<string, readonly MedicationClass[]>>;

export type Ingredient = keyof typeof ingredientClasses;

export const isIngredient = (name: string): name is Ingredient => Object.hasOwn(ingredientClasses, name);

/** RxCUI of the ingredient itself; strength unknown, so aspirin is the low dose. */
export const ingredientCodes: Readonly<Record<string, Ingredient>> = {
  25480: 'gabapentin',
  187832: 'pregabalin',
  7258: 'naproxen',
  5640: 'ibuprofen',
  3355: 'diclofenac',
  140587: 'celecoxib',
  41493: 'meloxicam',
  35827: 'ketorolac',
  5781: 'indomethacin',
  24605: 'etodolac',
  31448: 'nabumetone',
  1191: 'aspirin',
  8640: 'prednisone',
  8638: 'prednisolone',
  6902: 'methylprednisolone',
  3264: 'dexamethasone',
  3322: 'diazepam',
  6470: 'lorazepam',
  596: 'alprazolam',
  2598: 'clonazepam',
  10355: 'temazepam',
  10689: 'tramadol',
  7804: 'oxycodone',
  5489: 'hydrocodone',
  7052: 'morphine',
  3423: 'hydromorphone',
  2670: 'codeine',
  4337: 'fentanyl',
  787390: 'tapentadol',
  6813: 'methadone',
  7814: 'oxymorphone',
  1819: 'buprenorphine',
  11289: 'warfarin',
  1364430: 'apixaban',
  1114195: 'rivaroxaban',
  1037042: 'dabigatran',
  1599538: 'edoxaban',
  67108: 'enoxaparin',
  5224: 'heparin',
  32968: 'clopidogrel',
  21949: 'cyclobenzaprine',
  6845: 'methocarbamol',
  57258: 'tizanidine',
  1292: 'baclofen',
};
