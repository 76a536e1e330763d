/** Codes of the stories. Those a rule reads are in `rules/codes`; the rest is the noise of any chart. */
import { codeSystems } from '../../rules/codes/code-system.ts';
import type { Code } from './story.ts';

const ROLE = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';

const of =
  (system: string) =>
  (code: string, display: string): Code => ({ system, code, display });
export const icd = of(codeSystems['icd-10-cm']);
export const snomed = of(codeSystems.snomed);
export const loinc = of(codeSystems.loinc);
export const rx = of(codeSystems.rxnorm);

export const hypertension = icd('I10', 'Essential (primary) hypertension');
export const hyperlipidemia = icd('E78.5', 'Hyperlipidemia, unspecified');
export const reflux = icd('K21.9', 'Gastro-esophageal reflux disease without esophagitis');
export const diabetes = icd('E11.9', 'Type 2 diabetes mellitus without complications');
export const hypothyroidism = icd('E03.9', 'Hypothyroidism, unspecified');
export const asthma = icd('J45.909', 'Unspecified asthma, uncomplicated');
export const migraine = icd('G43.909', 'Migraine, unspecified, not intractable, without status migrainosus');
export const rhinitis = icd('J30.2', 'Other seasonal allergic rhinitis');
export const depression = icd('F32.A', 'Depression, unspecified');
export const cough = icd('R05.9', 'Cough, unspecified');
export const ankleSprain = icd(
  'S93.401A',
  'Sprain of unspecified ligament of right ankle, initial encounter',
);

export const lisinopril = rx('29046', 'lisinopril');
export const atorvastatin = rx('83367', 'atorvastatin');
export const metformin = rx('6809', 'metformin');
export const levothyroxine = rx('10582', 'levothyroxine');
export const amlodipine = rx('17767', 'amlodipine');
export const omeprazole = rx('7646', 'omeprazole');
export const albuterol = rx('435', 'albuterol');
export const sertraline = rx('36437', 'sertraline');
export const acetaminophen = rx('161', 'acetaminophen');
export const ibuprofen = rx('5640', 'ibuprofen');
export const naproxen = rx('7258', 'naproxen');
export const oxycodone = rx('7804', 'oxycodone');
export const apixaban = rx('1364430', 'apixaban');
export const aspirin = rx('1191', 'aspirin');
export const cyclobenzaprine = rx('21949', 'cyclobenzaprine');

export const mother = { system: ROLE, code: 'MTH', display: 'mother' };
export const father = { system: ROLE, code: 'FTH', display: 'father' };
export const sister = { system: ROLE, code: 'SIS', display: 'sister' };

export const loincCrp = loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma');
export const loincEsr = loinc('30341-2', 'Erythrocyte sedimentation rate');
export const loincHba1c = loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood');
export const loincEgfr = loinc(
  '98979-8',
  'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)',
);
