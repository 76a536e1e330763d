/** Orders, studies and procedures (2.5, 2.6): what is being ordered, what was done before. */
import type { OrderType } from '../findings/index.ts';
import type { CodeRef } from './code-system.ts';

const of =
  (system: CodeRef['system']) =>
  (...codes: readonly string[]): readonly CodeRef[] =>
    codes.map((code) => ({ system, code }));
const loinc = of('loinc');
const cpt = of('cpt');
const snomed = of('snomed');

export const orderCodes: Readonly<Record<OrderType, readonly CodeRef[]>> = {
  // 24968-0 leaves contrast open, and without is the default
  'MRI-L-WO': [...loinc('30679-5', '24968-0'), ...cpt('72148')],
  'MRI-L-WWO': [...loinc('24967-2'), ...cpt('72158', '72149')],
  'CT-L': [...loinc('24963-1', '30620-9'), ...cpt('72131', '72132', '72133')],
  'XR-L': [...loinc('24972-2', '24970-6', '24971-4'), ...cpt('72100', '72110', '72114', '72120')],
  'CT-MYELO': [...loinc('24965-6', '24974-8', '87090-7'), ...cpt('62304', '72265')],
  ESI: [...snomed('171787008'), ...cpt('62322', '62323', '64483', '64484')],
  EMG: [
    ...loinc('18749-2', '29755-6', '98716-4', '98604-2'),
    ...cpt('95885', '95886', '95907', '95908', '95909', '95910', '95911', '95912', '95913'),
  ],
};

/** What a finished study, procedure or course of care counts as. */
export type Deed =
  | 'lumbar-mri'
  | 'lumbar-radiograph'
  | 'lumbar-surgery'
  | 'spinal-needle'
  | 'physical-therapy'
  | 'chemotherapy'
  | 'dialysis'
  | 'transplant';

export const deedCodes: Readonly<Record<Deed, readonly CodeRef[]>> = {
  // whole-spine studies show the lumbar spine too; as an order they are not a lumbar order
  'lumbar-mri': [...orderCodes['MRI-L-WO'], ...orderCodes['MRI-L-WWO'], ...loinc('30854-4', '30855-1')],
  'lumbar-radiograph': orderCodes['XR-L'],
  'lumbar-surgery': [
    ...snomed('178618008', '89355001', '427752004', '50172003'),
    ...cpt('63005', '63030', '63042', '63047', '22612', '22630', '22633'),
  ],
  'spinal-needle': [...orderCodes.ESI, ...cpt('62304', '72265', '64493')],
  'physical-therapy': [
    ...snomed('91251008', '308447003', '306170007', '229065009'),
    ...cpt('97110', '97112', '97140', '97161', '97162', '97163', '97530'),
  ],
  chemotherapy: snomed('367336001'),
  // by their lists
  dialysis: [],
  transplant: [],
};
