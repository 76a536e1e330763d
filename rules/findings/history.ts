/**
 * Conditions and history (§2.5), drug classes and kinds of order (§2.6). No look-back window: the
 * mapping from the chart decides, by code and date, whether a fact holds. Words for a clinician.
 */

export const conditions = {
  'cancer-history': 'history of cancer',
  'nonmelanoma-skin-only': 'non-melanoma skin cancer only',
  osteoporosis: 'osteoporosis',
  'chronic-steroids': 'long-term steroid use',
  ivdu: 'intravenous drug use',
  immunosuppressed: 'immunosuppression',
  hiv: 'HIV',
  dialysis: 'dialysis',
  endocarditis: 'endocarditis',
  'recent-spinal-procedure': 'spinal procedure within 90 days',
  diabetes: 'diabetes',
  smoker: 'current smoker',
  obesity: 'obesity',
  'alcohol-use-disorder': 'alcohol use disorder',
  chemotherapy: 'chemotherapy',
  'b12-deficiency': 'vitamin B12 deficiency',
  pad: 'peripheral arterial disease',
  aaa: 'abdominal aortic aneurysm',
  'cauda-equina-syndrome': 'cauda equina syndrome',
  'spinal-infection': 'spinal infection',
  'vertebral-fracture': 'vertebral fracture',
  'lumbar-ddd': 'lumbar disc degeneration',
  'lumbar-spondylosis': 'lumbar spondylosis',
  'lumbar-disc-herniation': 'lumbar disc herniation',
  'lumbar-stenosis': 'lumbar spinal stenosis',
  spondylolisthesis: 'spondylolisthesis',
  'hip-oa': 'hip osteoarthritis',
  'prior-lumbar-surgery': 'previous lumbar surgery',
  'lumbar-surgery-6w': 'lumbar surgery within 6 weeks',
  'mri-contraindicated': 'possible MRI contraindication (check MR-conditional status)',
  'mri-lumbar-12mo': 'lumbar MRI within 12 months',
  'xr-lumbar-12mo': 'lumbar radiograph within 12 months',
  ckd: 'chronic kidney disease',
  'peptic-ulcer': 'peptic ulcer',
  'gi-bleed': 'gastrointestinal bleeding',
  'heart-failure': 'heart failure',
  copd: 'COPD',
  'sleep-apnea': 'sleep apnoea',
  'nsaid-allergy': 'NSAID allergy',
  epilepsy: 'epilepsy',
  'postherpetic-neuralgia': 'postherpetic neuralgia',
  'diabetic-neuropathy': 'diabetic neuropathy',
  fibromyalgia: 'fibromyalgia',
  'spinal-cord-injury-pain': 'pain after spinal cord injury',
  'chronic-foot-drop': 'long-standing foot drop',
  'known-bilateral-deficit': 'long-standing weakness of both legs',
  'known-umn-disease': 'known upper motor neurone disease',
  'baseline-sphincter-symptom': 'long-standing bladder or bowel symptom',
  'active-cancer': 'active cancer',
  'palliative-care': 'palliative care',
  'sickle-cell': 'sickle cell disease',
  'other-steroid-indication': 'another indication for oral steroids',
  'opioid-use-disorder': 'opioid use disorder',
  'peroneal-risk': 'leg crossing, cast, weight loss or pressure at the fibular head',
  postpartum: 'within a year after childbirth',
  'tight-belt': 'tight belt or clothing',
  sciatica: 'diagnosis of sciatica or lumbar radiculopathy',
  'unspecified-code': 'unspecified diagnosis code on the problem list',
  'follow-up-booked': 'appointment within the next 6 weeks',
} as const satisfies Readonly<Record<string, string>>;

export type ConditionId = keyof typeof conditions;

export const medicationClasses = {
  gabapentinoid: 'gabapentinoid',
  opioid: 'opioid',
  'opioid-treatment': 'buprenorphine for opioid use disorder',
  benzodiazepine: 'benzodiazepine',
  'oral-steroid': 'oral corticosteroid',
  nsaid: 'NSAID',
  anticoagulant: 'anticoagulant',
  antiplatelet: 'antiplatelet',
  'muscle-relaxant': 'muscle relaxant',
} as const satisfies Readonly<Record<string, string>>;

export type MedicationClass = keyof typeof medicationClasses;

export const orderTypes = {
  'MRI-L-WO': 'MRI lumbar spine without contrast',
  'MRI-L-WWO': 'MRI lumbar spine without and with contrast',
  'CT-L': 'CT lumbar spine',
  'XR-L': 'radiographs of the lumbar spine',
  'CT-MYELO': 'CT myelography of the lumbar spine',
  ESI: 'epidural steroid injection',
  EMG: 'electromyography and nerve conduction studies',
} as const satisfies Readonly<Record<string, string>>;

export type OrderType = keyof typeof orderTypes;
