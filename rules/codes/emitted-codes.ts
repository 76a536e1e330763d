/**
 * Every code that a card may put into a suggestion, with the display that goes with it. A code that is not
 * here cannot be emitted. CPT has our own words (no AMA descriptors) and is only for clients whose profile
 * says they are licensed.
 */
import type { CodeSystem } from './code-system.ts';

export const emittedCodes = {
  snomed: {
    '128196005': 'Lumbar radiculopathy (disorder)',
    '18347007': 'Spinal stenosis of lumbar region (disorder)',
    '183521007': 'Referral to neurology service (procedure)',
    '192970008': 'Cauda equina syndrome (disorder)',
    '24028007': 'Right (qualifier value)',
    '2415007': 'Lumbosacral radiculopathy (disorder)',
    '306104004': 'Referral to accident and emergency service (procedure)',
    '307777008': 'Referral to vascular surgeon (procedure)',
    '308447003': 'Referral to physiotherapist (procedure)',
    '308481009': 'Referral to orthopedic surgeon (procedure)',
    '308482002': 'Referral to neurosurgeon (procedure)',
    '311401005': 'Patient education (procedure)',
    '6077001': 'Foot-drop (finding)',
    '61685007': 'Lower limb structure (body structure)',
    '7771000': 'Left (qualifier value)',
  },
  loinc: {
    '1988-5': 'C reactive protein [Mass/volume] in Serum or Plasma',
    '2132-9': 'Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma',
    '24965-6': 'CT Lumbar spine W contrast IT',
    '24967-2': 'MR Lumbar spine WO and W contrast IV',
    '24970-6': 'XR Lumbar spine AP and Lateral',
    '24971-4': 'XR Lumbar spine Views W flexion and W extension',
    '30341-2': 'Erythrocyte sedimentation rate',
    '30620-9': 'CT Lumbar spine WO contrast',
    '30679-5': 'MR Lumbar spine WO contrast',
    '30854-4': 'MR Cervical and thoracic and lumbar spine WO contrast',
    '30855-1': 'MR Cervical and thoracic and lumbar spine WO and W contrast IV',
    '30881-7': 'US.doppler Lower extremity vein',
    '4548-4': 'Hemoglobin A1c/Hemoglobin.total in Blood',
    '600-7': 'Bacteria identified in Blood by Culture',
    '77194-9': 'Ankle-brachial index',
    '98604-2': 'Nerve conduction study panel Nerve',
    '98716-4': 'Electromyography panel',
    '98856-8': 'US Urinary bladder Volume post void',
  },
  'icd-10-cm': {
    'G57.01': 'Lesion of sciatic nerve, right lower limb',
    'G57.02': 'Lesion of sciatic nerve, left lower limb',
    'G57.03': 'Lesion of sciatic nerve, bilateral lower limbs',
    'G57.11': 'Meralgia paresthetica, right lower limb',
    'G57.12': 'Meralgia paresthetica, left lower limb',
    'G57.13': 'Meralgia paresthetica, bilateral lower limbs',
    'G57.31': 'Lesion of lateral popliteal nerve, right lower limb',
    'G57.32': 'Lesion of lateral popliteal nerve, left lower limb',
    'G57.33': 'Lesion of lateral popliteal nerve, bilateral lower limbs',
    'G83.4': 'Cauda equina syndrome',
    'M21.371': 'Foot drop, right foot',
    'M21.372': 'Foot drop, left foot',
    'M43.16': 'Spondylolisthesis, lumbar region',
    'M43.17': 'Spondylolisthesis, lumbosacral region',
    'M46.1': 'Sacroiliitis, not elsewhere classified',
    'M47.26': 'Other spondylosis with radiculopathy, lumbar region',
    'M47.27': 'Other spondylosis with radiculopathy, lumbosacral region',
    'M47.816': 'Spondylosis without myelopathy or radiculopathy, lumbar region',
    'M47.817': 'Spondylosis without myelopathy or radiculopathy, lumbosacral region',
    'M48.061': 'Spinal stenosis, lumbar region without neurogenic claudication',
    'M48.062': 'Spinal stenosis, lumbar region with neurogenic claudication',
    'M48.07': 'Spinal stenosis, lumbosacral region',
    'M51.16': 'Intervertebral disc disorders with radiculopathy, lumbar region',
    'M51.17': 'Intervertebral disc disorders with radiculopathy, lumbosacral region',
    'M51.26': 'Other intervertebral disc displacement, lumbar region',
    'M51.27': 'Other intervertebral disc displacement, lumbosacral region',
    'M51.360': 'Other intervertebral disc degeneration, lumbar region with discogenic back pain only',
    'M51.361': 'Other intervertebral disc degeneration, lumbar region with lower extremity pain only',
    'M51.362':
      'Other intervertebral disc degeneration, lumbar region with discogenic back pain and lower extremity pain',
    'M51.369':
      'Other intervertebral disc degeneration, lumbar region without mention of lumbar back pain or lower extremity pain',
    'M51.370': 'Other intervertebral disc degeneration, lumbosacral region with discogenic back pain only',
    'M51.371': 'Other intervertebral disc degeneration, lumbosacral region with lower extremity pain only',
    'M51.372':
      'Other intervertebral disc degeneration, lumbosacral region with discogenic back pain and lower extremity pain',
    'M51.379':
      'Other intervertebral disc degeneration, lumbosacral region without mention of lumbar back pain or lower extremity pain',
    'M53.2X8': 'Spinal instabilities, sacral and sacrococcygeal region',
    'M53.3': 'Sacrococcygeal disorders, not elsewhere classified',
    'M54.16': 'Radiculopathy, lumbar region',
    'M54.17': 'Radiculopathy, lumbosacral region',
    'M54.31': 'Sciatica, right side',
    'M54.32': 'Sciatica, left side',
    'M54.41': 'Lumbago with sciatica, right side',
    'M54.42': 'Lumbago with sciatica, left side',
    'M99.04': 'Segmental and somatic dysfunction of sacral region',
    'M99.63': 'Osseous and subluxation stenosis of intervertebral foramina of lumbar region',
    'M99.73': 'Connective tissue and disc stenosis of intervertebral foramina of lumbar region',
  },
  cpt: {
    '51798': 'bladder scan PVR',
    '62304': 'myelography lumbar injection with S&I',
    '72100': 'XR lumbar 2-3 views',
    '72120': 'XR lumbar bending only',
    '72131': 'CT lumbar without contrast',
    '72132': 'CT lumbar with contrast',
    '72148': 'MRI lumbar without contrast',
    '72158': 'MRI lumbar without and with contrast',
    '93922': 'ABI limited',
    '93924': 'ABI with exercise',
    '93971': 'venous duplex unilateral',
    '95886': 'needle EMG complete with NCS',
    '95909': 'NCS 5-6',
  },
} as const satisfies Readonly<Partial<Record<CodeSystem, Readonly<Record<string, string>>>>>;

type Emitted = typeof emittedCodes;
export type EmittedSystem = keyof Emitted;

/** A code that a card may carry; any other does not compile. */
export type EmittedCode = {
  [S in EmittedSystem]: { readonly system: S; readonly code: keyof Emitted[S] & string };
}[EmittedSystem];

/** The codes of one system that may be emitted. */
export type CodeIn<S extends EmittedSystem> = keyof Emitted[S] & string;

/** The official display (for CPT our own words). */
export const emittedDisplay = ({ system, code }: EmittedCode): string =>
  (emittedCodes[system] as Readonly<Record<string, string>>)[code] ?? '';
