/**
 * The SNOMED CT concepts whose descendants a site's terminology server is asked for. Each is read already, so that it
 * has its source in `rules/codes`; what a descendant is proposed for is what its root means there.
 *
 * Left out are concepts that mean something here at one place alone ("pain of joint" at the groin): their descendants
 * are at all others.
 */
import type { HarvestedListName } from '../../codes/lists.ts';

export interface ExpansionRoot {
  readonly code: string;
  /** The harvested list of the same notion: what its names must not say holds for descendants too. */
  readonly list?: HarvestedListName;
}

const roots = (list: HarvestedListName | undefined, ...codes: readonly string[]): ExpansionRoot[] =>
  codes.map((code) => ({ code, ...(list && { list }) }));

export const expansionRoots: readonly ExpansionRoot[] = [
  ...roots('malignancy', '363346000'),
  ...roots('heart-failure', '84114007'),
  ...roots('kidney-disease', '709044004'),
  ...roots('severe-kidney-disease', '46177005'),
  ...roots('diabetes', '73211009'),
  ...roots('diabetic-neuropathy', '230572002'),
  ...roots('immunosuppression', '234532001'),
  ...roots('hiv', '86406008'),
  ...roots('osteoporosis', '64859006'),
  ...roots('peripheral-arterial-disease', '399957001'),
  ...roots('aneurysm', '233985008'),
  ...roots('deep-vein-thrombosis', '128053003'),
  ...roots('endocarditis', '56819008'),
  ...roots('spinal-infection', '2304001'),
  ...roots('multiple-sclerosis', '24700007'),
  ...roots('hemiplegia', '50582007'),
  ...roots('paraplegia', '60389000'),
  ...roots('cerebral-palsy', '128188000'),
  ...roots('motor-neurone-disease', '37340000'),
  ...roots('guillain-barre', '40956001'),
  ...roots('zoster', '4740000'),
  ...roots('cauda-equina', '192970008'),
  ...roots('vertebral-fracture', '125608002'),
  ...roots('lumbar-disc-herniation', '202708005'),
  ...roots('lumbar-stenosis', '18347007'),
  ...roots('spondylolisthesis', '274152003'),
  ...roots('hip-osteoarthritis', '239872002'),
  ...roots('sciatica', '23056005'),
  ...roots('lumbar-radiculopathy', '128196005'),
  ...roots('leg-pain', '10601006'),
  ...roots('low-back-pain', '279039007'),
  ...roots('urinary-retention', '267064002'),
  ...roots('fever', '386661006'),
  ...roots('bacteraemia', '91302008', '5758002'),
  ...roots('saddle-numbness', '449813001'),
  ...roots(undefined, '165232002', '72042002', '6077001'),
];
