/**
 * The founding document's statements S-01 to S-60, each as something the rules do on a chart. The document
 * is `docs/seed-coverage.md`; `seed-coverage.test.ts` holds the two together.
 */

import { tables } from '../../rules/differential/index.ts';
import { type DiagnosisId, diagnosisIds } from '../../rules/engine/ids.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { assess } from '../../rules/index.ts';
import { signs } from '../../rules/localisation/table.ts';
import type { Patient } from './cases/recommendation-row.ts';
import { type Parts, partsOn } from './parts.ts';

const assessed = (findings: VignetteChart['findings'], given: Patient = {}) =>
  assess(inputOf({ age: 45, ...given, findings }));
const fires = (id: string, findings: VignetteChart['findings'], given: Patient = {}): boolean =>
  assessed(findings, given).recommendations.some((one) => one.id === id);
const flags = (findings: VignetteChart['findings'], given: Patient = {}): string[] =>
  assessed(findings, given).redFlags.map(({ id }) => id);
const points = (id: DiagnosisId, findings: VignetteChart['findings'], given: Patient = {}): number =>
  assessed(findings, given).differential.find(({ condition }) => condition === id)?.score ?? Number.NaN;
/** What one more finding adds to a diagnosis. */
const adds = (
  id: DiagnosisId,
  base: VignetteChart['findings'],
  more: VignetteChart['findings'],
  given: Patient = {},
): number => points(id, [...base, ...more], given) - points(id, base, given);
const parts = (id: string, findings: VignetteChart['findings'], given: Patient = {}): Parts | undefined =>
  partsOn({ age: 45, ...given, findings }, id);
const said = (id: string, findings: VignetteChart['findings'], given: Patient = {}): string =>
  parts(id, findings, given)?.text ?? '';
const offers = (id: string, findings: VignetteChart['findings'], given: Patient = {}): readonly string[] =>
  parts(id, findings, given)?.labels ?? [];

const leg: VignetteChart['findings'] = [['leg-pain', true, 'L']];
const closed: Patient = { closed: true };
const sciatica: VignetteChart['findings'] = [
  ...leg,
  ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['reflex-achilles', 'absent', 'L'],
];
const persisting: VignetteChart['findings'] = [
  ...sciatica,
  ['conservative-weeks', 8],
  ['pain-trend', 'worsening'],
];
const walking: VignetteChart['findings'] = [
  ...leg,
  ['pain-aggravating', ['walking', 'standing'], 'L'],
  ['pain-relieving', ['sitting', 'leaning-forward'], 'L'],
];
const history: VignetteChart['findings'] = [
  ...leg,
  ['pain-path', ['posterior-thigh'], 'L'],
  ['pain-quality', ['aching'], 'L'],
  ['pain-temporal', 'constant'],
  ['pain-aggravating', ['sitting'], 'L'],
  ['pain-relieving', ['changing-position'], 'L'],
];
const without = (id: string): VignetteChart['findings'] => history.filter(([finding]) => finding !== id);
/** What the history is asked for: one list, without its first word. */
const missing = (findings: VignetteChart['findings']): string => parts('REC-02', findings)?.next.join() ?? '';

export interface SeedStatement {
  readonly id: `S-${string}`;
  /** What the rules do about it, as a sentence. */
  readonly does: string;
  readonly holds: () => boolean;
}

export const seedStatements: readonly SeedStatement[] = [
  {
    id: 'S-01',
    does: 'severe pain after six weeks of care leads to a referral, mild pain does not',
    holds: () =>
      fires('REC-25', [...persisting, ['pain-nrs', 8]]) && !fires('REC-25', [...persisting, ['pain-nrs', 3]]),
  },
  { id: 'S-02', does: 'leg pain alone asks for the back to be examined', holds: () => fires('REC-01', leg) },
  {
    id: 'S-03',
    does: 'burning counts for a root, cold is recorded and not scored',
    holds: () =>
      adds('RADIC', leg, [['pain-quality', ['burning'], 'L']]) === 1 &&
      adds('RADIC', leg, [['pain-quality', ['cold'], 'L']]) === 0,
  },
  {
    id: 'S-04',
    does: 'tingling, numbness or weakness without pain asks for the examination',
    holds: () =>
      (['tingling', 'numbness', 'weakness-subjective'] as const).every((id) =>
        fires('REC-01', [[id, id === 'weakness-subjective' ? true : 'slight', 'L']]),
      ),
  },
  {
    id: 'S-05',
    does: 'a leg that gives out asks for the examination and supports instability',
    holds: () =>
      fires('REC-01', [['giving-way', true, 'L']]) && adds('SPONDY', leg, [['giving-way', true, 'L']]) > 0,
  },
  {
    id: 'S-06',
    does: 'causes in the leg itself are ranked beside those in the back',
    holds: () =>
      (['PAD', 'HIPOA', 'PERONEAL', 'POLYNEURO', 'MERALGIA', 'GTPS'] as const).every((id) =>
        diagnosisIds.includes(id),
      ) && flags([...leg, ['wells-score', 3, 'L']]).includes('RF-DVT'),
  },
  {
    id: 'S-07',
    does: 'pain in the front of the thigh points to L2 and L3, not to L5 or S1',
    holds: () => {
      const scores = assessed([...leg, ['pain-path', ['anterior-thigh'], 'L']]).sides.left?.root.scores;
      return scores?.L2 === 1 && scores.L3 === 1 && scores.L5 === 0 && scores.S1 === 0;
    },
  },
  {
    id: 'S-08',
    does: 'the name "lumbar radiculopathy" is offered for an unspecified entry',
    holds: () =>
      offers('REC-29', sciatica, { history: ['unspecified-code'] }).some((label) =>
        /radiculopathy/.test(label),
      ),
  },
  {
    id: 'S-09',
    does: 'any leg or foot pain, weakness or numbness asks for the back to be examined',
    holds: () =>
      (
        [
          'leg-pain',
          'foot-pain',
          'buttock-pain',
          'weakness-subjective',
          'heaviness',
          'giving-way',
          'leg-drag',
        ] as const
      ).every((id) => fires('REC-01', [[id, true, 'R']])),
  },
  {
    id: 'S-10',
    does: 'no single item makes a root likely',
    holds: () => tables.RADIC.items.every(({ present }) => present < 6),
  },
  {
    id: 'S-11',
    does: 'shooting or searing pain and pain past the knee count two points each for a root',
    holds: () =>
      adds('RADIC', leg, [['pain-quality', ['shooting'], 'L']]) === 2 &&
      adds('RADIC', leg, [['pain-quality', ['searing'], 'L']]) === 2 &&
      adds('RADIC', leg, [['pain-below-knee', true, 'L']]) === 2,
  },
  {
    id: 'S-12',
    does: 'leg pain worse than back pain counts for a root, dull pain alone against it',
    holds: () =>
      adds('RADIC', leg, [['pain-dominance', 'leg']]) === 2 &&
      adds('RADIC', leg, [['pain-quality', ['dull'], 'L']], closed) === -2,
  },
  {
    id: 'S-13',
    does: 'burning counts for a root',
    holds: () => adds('RADIC', leg, [['pain-quality', ['burning'], 'L']]) === 1,
  },
  {
    id: 'S-14',
    does: 'numbness counts for a root at any degree; only having "fallen asleep" does not',
    holds: () =>
      (['slight', 'moderate', 'severe', 'complete'] as const).every(
        (degree) => adds('RADIC', leg, [['numbness', degree, 'L']]) === 2,
      ) &&
      adds('RADIC', leg, [
        ['numbness', true, 'L'],
        ['numbness-temporal', 'transient', 'L'],
      ]) === 0,
  },
  {
    id: 'S-15',
    does: 'limited walking makes it severe, and a numb leg brings advice on driving',
    holds: () =>
      fires('REC-25', [...persisting, ['walking-limited', true]]) &&
      /driving/.test(said('REC-28', [...sciatica, ['numbness', 'moderate', 'L']])),
  },
  {
    id: 'S-16',
    does: 'where it tingles points to a root',
    holds: () => assessed([['sensory-region', ['dorsal-foot'], 'L']]).sides.left?.root.scores.L5 === 1,
  },
  {
    id: 'S-17',
    does: 'a heavy leg or a dragging foot alone asks for the examination',
    holds: () => fires('REC-01', [['heaviness', true, 'L']]) && fires('REC-01', [['leg-drag', true, 'L']]),
  },
  {
    id: 'S-18',
    does: 'a foot drop or a failed heel walk is a red flag',
    holds: () =>
      flags([['foot-drop', true, 'L']]).includes('RF-MOTOR') &&
      flags([['heel-walk-unable', true, 'L']]).includes('RF-MOTOR') &&
      fires('REC-04', [['foot-drop', true, 'L']]),
  },
  {
    id: 'S-19',
    does: 'buttock pain is weighed for piriformis and stays open for a root',
    holds: () =>
      adds('PIRI', leg, [['buttock-pain', true, 'L']]) > 0 &&
      Number.isFinite(points('RADIC', [['buttock-pain', true, 'L']])),
  },
  {
    id: 'S-20',
    does: 'nerve pain is told from an ache',
    holds: () =>
      points('RADIC', [...leg, ['pain-quality', ['electric'], 'L']], closed) >
      points('RADIC', [...leg, ['pain-quality', ['aching'], 'L']], closed),
  },
  {
    id: 'S-21',
    does: 'one-sided is usual; one leg and then both is a warning of cauda equina syndrome',
    holds: () =>
      flags([
        ['leg-pain', true, 'B'],
        ['progressed-to-bilateral', true],
      ]).includes('RF-CES-EARLY') && flags(leg).length === 0,
  },
  {
    id: 'S-22',
    does: 'buttock pain eased by walking counts for a root and against stenosis',
    holds: () =>
      adds('RADIC', [['buttock-pain', true, 'L']], [['pain-relieving', ['walking'], 'L']]) === 1 &&
      adds('LSS', leg, [['pain-relieving', ['walking'], 'L']]) < 0,
  },
  {
    id: 'S-23',
    does: 'worse sitting points to a disc, worse standing and walking to stenosis',
    holds: () =>
      adds('LDH', sciatica, [['pain-aggravating', ['sitting'], 'L']]) > 0 &&
      adds('LSS', leg, [['pain-aggravating', ['standing'], 'L']]) > 0,
  },
  {
    id: 'S-24',
    does: 'an easing position completes the history, and conservative care comes first',
    holds: () => missing(history).length === 0 && fires('REC-23', sciatica),
  },
  {
    id: 'S-25',
    does: 'leaning forward helps: four points for stenosis, also when leaning on a cart',
    holds: () =>
      adds('LSS', leg, [['pain-relieving', ['leaning-forward'], 'L']]) === 4 &&
      adds('LSS', leg, [['shopping-cart', true]]) === 4,
  },
  {
    id: 'S-26',
    does: 'twisting points to the facets, which never get beyond possible',
    holds: () =>
      adds('FACET', leg, [['pain-aggravating', ['twisting'], 'L']]) > 0 &&
      tables.FACET.ceiling === 'possible',
  },
  {
    id: 'S-27',
    does: 'the cause is ranked, with the one finding that would change the ranking most',
    holds: () => assessed(sciatica).nextBest !== undefined && fires('REC-12', sciatica),
  },
  {
    id: 'S-28',
    does: 'eleven movements of leg, ankle and foot each point to a root',
    holds: () =>
      new Set(signs.filter(({ finding }) => finding.startsWith('mrc-')).map(({ finding }) => finding))
        .size === 11,
  },
  {
    id: 'S-29',
    does: 'numbness asks for the back, foot drop for a spine assessment',
    holds: () =>
      fires('REC-01', [['numbness', 'moderate', 'L']]) && fires('REC-04', [['foot-drop', true, 'L']]),
  },
  {
    id: 'S-30',
    does: 'a documented ageing disc supports referred leg pain',
    holds: () =>
      adds('DDDREF', [...leg, ['low-back-pain', true]], []) === 0 &&
      points('DDDREF', [...leg, ['low-back-pain', true]], { history: ['lumbar-ddd'] }) >
        points('DDDREF', [...leg, ['low-back-pain', true]]),
  },
  {
    id: 'S-31',
    does: 'back pain worse than leg pain supports referred pain and speaks against a root',
    holds: () =>
      adds('DDDREF', leg, [['pain-dominance', 'back']]) > 0 &&
      adds('RADIC', leg, [['pain-dominance', 'back']]) < 0,
  },
  {
    id: 'S-32',
    does: 'dull, poorly localised pain supports referred pain and speaks against a root',
    holds: () => {
      const dull: VignetteChart['findings'] = [['pain-quality', ['dull', 'poorly-localised'], 'L']];
      return adds('DDDREF', leg, dull, closed) > 0 && adds('RADIC', leg, dull, closed) < 0;
    },
  },
  {
    id: 'S-33',
    does: 'an illustration, no rule; pain referred from the aorta is the red flag that stands for it',
    holds: () =>
      flags([
        ['low-back-pain', true],
        ['pulsatile-abdominal-mass', true],
      ]).includes('RF-AAA'),
  },
  {
    id: 'S-34',
    does: 'age 50 and over supports foraminal stenosis where a root is in question',
    holds: () => points('FORAM', sciatica, { age: 60 }) > points('FORAM', sciatica, { age: 30 }),
  },
  {
    id: 'S-35',
    does: 'shooting, electric pain counts for a compressed root',
    holds: () =>
      adds(
        'FORAM',
        [...leg, ['pain-below-knee', true, 'L'], ['slr', true, 'L']],
        [['pain-quality', ['electric'], 'L']],
      ) > 0,
  },
  {
    id: 'S-36',
    does: 'pain down the sciatic nerve with root signs puts a herniation up for ranking',
    holds: () => assessed(sciatica).differential.some(({ condition }) => condition === 'LDH'),
  },
  {
    id: 'S-37',
    does: 'a positive femoral stretch points to the upper roots',
    holds: () => {
      const scores = assessed([...leg, ['femoral-stretch', true, 'L']]).sides.left?.root.scores;
      return scores?.L2 === 1 && scores.L3 === 1 && scores.L4 === 1 && scores.S1 === 0;
    },
  },
  {
    id: 'S-38',
    does: 'other signs, other level',
    holds: () =>
      assessed([...leg, ['mrc-great-toe-extension', 3, 'L'], ['sens-dorsal-foot', 'reduced', 'L']]).sides.left
        ?.root.result === 'L5' &&
      assessed([...leg, ['mrc-ankle-plantarflexion', 4, 'L'], ['reflex-achilles', 'absent', 'L']]).sides.left
        ?.root.result === 'S1',
  },
  {
    id: 'S-39',
    does: 'before six weeks of care imaging is questioned and conservative care proposed',
    holds: () =>
      fires('REC-15', sciatica, { hook: 'order-sign', order: { type: 'MRI-L-WO' } }) &&
      fires('REC-23', sciatica),
  },
  {
    id: 'S-40',
    does: 'microdiscectomy is among the options when pain stays severe',
    holds: () => /microdiscectomy/.test(said('REC-25', [...persisting, ['pain-nrs', 8]])),
  },
  {
    id: 'S-41',
    does: 'documented narrowing supports stenosis',
    holds: () => points('LSS', walking, { history: ['lumbar-stenosis'] }) > points('LSS', walking),
  },
  {
    id: 'S-42',
    does: 'age counts for stenosis and never excludes it',
    holds: () =>
      points('LSS', walking, { age: 72 }) > points('LSS', walking, { age: 40 }) &&
      assessed(walking, { age: 40 }).differential.some(
        ({ condition, category }) =>
          condition === 'LSS' && (category === 'likely' || category === 'possible'),
      ),
  },
  {
    id: 'S-43',
    does: 'MRI is the preferred study when imaging is indicated',
    holds: () =>
      /MRI without contrast/.test(
        said('REC-16', persisting, { hook: 'order-sign', order: { type: 'CT-L' } }),
      ),
  },
  {
    id: 'S-44',
    does: 'the label "sciatica" is context and never evidence for itself',
    holds: () => points('RADIC', sciatica, { history: ['sciatica'] }) === points('RADIC', sciatica),
  },
  {
    id: 'S-45',
    does: 'a gradual onset counts for stenosis',
    holds: () => adds('LSS', leg, [['pain-onset-speed', 'gradual']]) === 1,
  },
  {
    id: 'S-46',
    does: 'bending forward helps, asked as flexion',
    holds: () => adds('LSS', leg, [['pain-relieving', ['flexion'], 'L']]) === 4,
  },
  {
    id: 'S-47',
    does: 'a step-off with a leg that gives way asks for a standing radiograph',
    holds: () =>
      fires('REC-31', [...leg, ['low-back-pain', true], ['step-off', true], ['giving-way', true, 'L']]),
  },
  {
    id: 'S-48',
    does: 'physical therapy is offered; rest is relative and only in severe episodes',
    holds: () =>
      offers('REC-23', sciatica).includes('Physiotherapy') &&
      /relative rest only/.test(said('REC-23', sciatica)),
  },
  {
    id: 'S-49',
    does: 'fusion is among the options for an unstable slip with twelve weeks of severe symptoms',
    holds: () => {
      const slip: VignetteChart['findings'] = [
        ...leg,
        ['conservative-weeks', 12],
        ['pain-trend', 'stable'],
        ['pain-nrs', 8],
      ];
      return (
        /fusion/.test(said('REC-25', slip, { history: ['spondylolisthesis'] })) && !fires('REC-25', slip)
      );
    },
  },
  {
    id: 'S-50',
    does: 'an epidural injection is met with its conflicting evidence',
    holds: () => fires('REC-24', leg, { hook: 'order-sign', order: { type: 'ESI' } }),
  },
  {
    id: 'S-51',
    does: 'stabilisation exercise is named',
    holds: () => /stabilisation exercise/.test(said('REC-23', sciatica)),
  },
  {
    id: 'S-52',
    does: 'the symptom label on the problem list is asked to be made more specific',
    holds: () => fires('REC-29', sciatica, { history: ['unspecified-code'] }),
  },
  {
    id: 'S-53',
    does: 'shooting leg pain and constant buttock pain with signs are both accepted for a root',
    holds: () =>
      (
        [
          sciatica,
          [
            ['buttock-pain', true, 'L'],
            ['pain-temporal', 'constant'],
            ['slr', true, 'L'],
            ['reflex-achilles', 'absent', 'L'],
            ['numbness', 'moderate', 'L'],
          ],
        ] as const
      ).every((findings) =>
        assessed(findings).differential.some(
          ({ condition, category }) =>
            condition === 'RADIC' && (category === 'likely' || category === 'possible'),
        ),
      ),
  },
  {
    id: 'S-54',
    does: 'piriformis and sacroiliac tests count for what imitates sciatica',
    holds: () =>
      adds('PIRI', leg, [['fair', true, 'L']]) > 0 &&
      adds('SIJ', leg, [
        ['thigh-thrust', true, 'L'],
        ['sij-distraction', true, 'L'],
        ['sij-compression', true, 'L'],
        ['gaenslen', true, 'L'],
      ]) > 0,
  },
  {
    id: 'S-55',
    does: 'a complete description silences the request for one',
    holds: () => fires('REC-02', leg) && !fires('REC-02', history),
  },
  {
    id: 'S-56a',
    does: 'path of the pain: asked for when missing',
    holds: () => missing(without('pain-path')).includes('the path of the pain'),
  },
  {
    id: 'S-56b',
    does: 'body position: asked for when missing',
    holds: () =>
      missing([
        ...leg,
        ['pain-aggravating', ['cough-sneeze-strain-leg'], 'L'],
        ['pain-relieving', ['stretching'], 'L'],
      ]).includes('positions'),
  },
  {
    id: 'S-56c',
    does: 'type of sensation: asked for when missing',
    holds: () => missing(without('pain-quality')).includes('what it feels like'),
  },
  {
    id: 'S-56d',
    does: 'frequency: asked for when missing, trend counts',
    holds: () =>
      missing(without('pain-temporal')).includes('its course') &&
      missing([...without('pain-temporal'), ['pain-trend', 'stable']]).length === 0,
  },
  {
    id: 'S-56e',
    does: 'better and worse: both are asked for',
    holds: () =>
      missing(without('pain-relieving')).includes('what eases and worsens it') &&
      missing(without('pain-aggravating')).includes('what eases and worsens it'),
  },
  {
    id: 'S-57',
    does: 'history, examination and the right test: CT myelography where MRI cannot be done',
    holds: () =>
      offers('REC-16', persisting, {
        hook: 'order-sign',
        order: { type: 'MRI-L-WO' },
        history: ['mri-contraindicated'],
      }).includes('Order CT or CT myelography'),
  },
  {
    id: 'S-58',
    does: 'the eight causes of the founding document are ranked',
    holds: () =>
      (['DDDREF', 'FORAM', 'LDH', 'LSS', 'SPONDY', 'PIRI', 'SIJ', 'FACET'] as const).every((id) =>
        diagnosisIds.includes(id),
      ),
  },
  {
    id: 'S-59',
    does: 'orthopaedic and neurosurgical referral are offered, others named',
    holds: () => {
      const found: VignetteChart['findings'] = [...persisting, ['pain-nrs', 8]];
      return (
        offers('REC-25', found).includes('Spine referral') &&
        offers('REC-25', found).includes('Neurosurgical referral') &&
        /another trained spine clinician/.test(said('REC-25', found))
      );
    },
  },
  {
    id: 'S-60',
    does: 'a leaflet is offered',
    holds: () => offers('REC-28', sciatica).includes('Send leaflet'),
  },
];
