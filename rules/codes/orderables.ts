/**
 * What a card can offer to order, and how a chart shows that it is ordered, requested or done: one coded concept
 * each, in as many code systems as say the same. An order is in hand for a while, and only when it is at least
 * as urgent as what would be offered; the days are consensus [E].
 */
import type { OrderType } from '../findings/index.ts';
import type { CodeIn, EmittedCode } from './emitted-codes.ts';

const loinc = (code: CodeIn<'loinc'>): EmittedCode => ({ system: 'loinc', code });
const cpt = (code: CodeIn<'cpt'>): EmittedCode => ({ system: 'cpt', code });
const snomed = (code: CodeIn<'snomed'>): EmittedCode => ({ system: 'snomed', code });

export const orderables = {
  'emergency-referral': [snomed('306104004')],
  neurosurgery: [snomed('308482002')],
  orthopaedics: [snomed('308481009')],
  neurology: [snomed('183521007')],
  vascular: [snomed('307777008')],
  physiotherapy: [snomed('308447003')],
  'mri-lumbar': [loinc('30679-5'), cpt('72148')],
  'mri-lumbar-contrast': [loinc('24967-2'), cpt('72158')],
  'mri-whole-spine': [loinc('30854-4')],
  'mri-whole-spine-contrast': [loinc('30855-1')],
  'ct-lumbar': [loinc('30620-9'), cpt('72131')],
  'ct-myelography': [loinc('24965-6'), cpt('62304'), cpt('72132')],
  radiographs: [loinc('24970-6'), cpt('72100')],
  'flexion-extension': [loinc('24971-4'), cpt('72120')],
  'bladder-scan': [loinc('98856-8'), cpt('51798')],
  'blood-cultures': [loinc('600-7')],
  crp: [loinc('1988-5')],
  esr: [loinc('30341-2')],
  hba1c: [loinc('4548-4')],
  b12: [loinc('2132-9')],
  'leg-vein-duplex': [loinc('30881-7'), cpt('93971')],
  abi: [loinc('77194-9'), cpt('93922')],
  'abi-exercise': [loinc('77194-9'), cpt('93924')],
  emg: [loinc('98716-4'), cpt('95886')],
  ncs: [loinc('98604-2'), cpt('95909')],
} as const satisfies Readonly<Record<string, readonly EmittedCode[]>>;

export type Orderable = keyof typeof orderables;

export const orderableIds = Object.keys(orderables) as readonly Orderable[];

/** An order of that kind, whatever code it has, is an order of this. */
export const orderableOfType: Readonly<Partial<Record<OrderType, Orderable>>> = {
  'MRI-L-WO': 'mri-lumbar',
  'MRI-L-WWO': 'mri-lumbar-contrast',
  'CT-L': 'ct-lumbar',
  'CT-MYELO': 'ct-myelography',
  'XR-L': 'radiographs',
  EMG: 'emg',
};
