/** REC-01: examine the low back (S-09). */
import { compile } from '../../engine/compile.ts';
import { all, any, eitherLeg, not, present, unlessKnown } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import type { Leg } from '../../engine/types.ts';
import { type FindingId, findings } from '../../findings/index.ts';
import { keyPoints } from '../../terms/deficit.ts';
import { legSymptoms, movements } from '../../terms/leg.ts';
import { basisOf } from '../basis.ts';
import { complaintSaid, leading } from '../diagnosis-names.ts';
import { legLines } from '../leg-lines.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { remembered } from '../remembered.ts';
import { itemsOn, readings, type Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { examined, routineOff, vascularOrVenous } from '../terms.ts';
import { type PhraseId, type Said, say } from '../wording/say.ts';

const complaints = [
  'leg-pain',
  'foot-pain',
  'buttock-pain',
  'groin-pain',
  'hip-lateral-pain',
  'pain-path',
  'numbness',
  'tingling',
  'sensory-region',
  'weakness-subjective',
  'foot-drop',
  'heel-walk-unable',
  'heaviness',
  'giving-way',
  'leg-drag',
] as const satisfies readonly FindingId[];

/** The five parts, with what counts as having done them. Gait is seen once, not per leg. */
const parts = [
  { part: 'strength', by: movements },
  { part: 'reflexes', by: ['reflex-patellar', 'reflex-achilles', 'reflex-medial-hamstring'] },
  { part: 'slr', by: ['slr', 'slump'] },
  { part: 'sensation', by: keyPoints },
  { part: 'gait', by: ['gait'] },
] as const satisfies readonly { readonly part: string; readonly by: readonly FindingId[] }[];

const symptomatic = compile(legSymptoms);

const symptomaticLegs = remembered(({ context }): readonly Leg[] =>
  context.legs.each.filter((leg) => symptomatic(context, leg) === true).map(({ leg }) => leg),
);

const isMissing = (s: Situation, by: readonly FindingId[]): boolean =>
  symptomaticLegs(s).some((leg) =>
    by.every((id) => !readings(s, id).some((one) => !findings[id].sided || one.leg === leg)),
  );

const missingParts = remembered((s) => parts.filter(({ by }) => isMissing(s, by)));

/** What the place of the pain adds to the examination, while nobody has looked. */
const extras = (s: Situation): readonly Said[] => {
  const path = itemsOn(s, 'pain-path');
  const worse = itemsOn(s, 'pain-aggravating');
  const open = (id: FindingId) => readings(s, id).length === 0;
  const groin = path.includes('groin') || onRecord(s, ['groin-pain']).length > 0;
  return [
    ...(path.includes('anterior-thigh') && open('femoral-stretch') ? [say('exam.femoral')] : []),
    ...(groin && open('hip-ir-painful') ? [say('exam.hip')] : []),
    ...((path.length === 0 || (path.includes('posterior-calf') && worse.includes('walking'))) &&
    open('pulses')
      ? [say('exam.pulses')]
      : []),
  ];
};

const toExamine = (s: Situation): readonly Said[] => [
  ...missingParts(s)
    .filter(({ part }, _, all) => (part !== 'gait' && part !== 'sensation') || all.length === 1)
    .map(({ part }) => say(`exam.${part}` satisfies PhraseId)),
  ...extras(s),
];

/** What one line can ask for. */
const MOST_PARTS = 4;

/** Nothing was asked and nothing examined: both are needed before a cause can be named. */
const isBlank = (s: Situation): boolean =>
  leading(s) === undefined &&
  missingParts(s).length >= parts.length - 1 &&
  itemsOn(s, 'pain-path').length === 0;

/** A root that is only possible: the examination comes before any care for it. */
const examineFirst = (s: Situation): readonly DiagnosisId[] => {
  const one = leading(s);
  const id = one?.condition as DiagnosisId | undefined;
  return id !== undefined && one?.category === 'possible' && OF_THE_SPINE.has(id) ? [id, 'RADIC'] : [];
};

const OF_THE_SPINE: ReadonlySet<DiagnosisId> = new Set<DiagnosisId>(['RADIC', 'LDH', 'FORAM', 'DDDREF']);

export const examineLowBack: Recommendation = {
  id: 'REC-01',
  version: '1.1.0',
  title: 'Examine the low back',
  hooks: VISIT,
  when: all(eitherLeg(all(legSymptoms, not(examined))), unlessKnown(present('lumbar-exam-done'))),
  unless: any(routineOff, vascularOrVenous),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-02', 'S-04', 'S-05', 'S-06', 'S-09', 'S-14', 'S-17', 'S-57'],
  evidence: [
    {
      cite: 'nass-ldh-2012',
      says: 'Manual muscle testing, sensory testing, supine SLR and crossed SLR: grade A',
      strength: 'guideline',
    },
    {
      cite: 'founding-document',
      says: 'S-09: any leg symptom, examine the back',
      strength: 'expert consensus',
    },
  ],
  basis: (s) => [
    ...symptomaticLegs(s).map((leg) => `leg:${leg}`),
    ...basisOf(s, complaints),
    ...missingParts(s).map(({ part }) => `missing:${part}`),
  ],
  contributes: (s) => {
    const what = toExamine(s).slice(0, MOST_PARTS);
    const blank = isBlank(s);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        ...(leading(s) === undefined && {
          name: blank ? say('leg.nothing', { complaint: complaintSaid(s) }) : complaintSaid(s),
        }),
        causes: examineFirst(s),
        asksForRecord: true,
        act: blank
          ? { summary: say('exam.nothing.act'), line: say('exam.nothing.line', { parts: what }) }
          : { summary: say('exam.act', { parts: what }), line: say('exam.line', { parts: what }) },
        reasons: onRecord(s, complaints),
        next: [{ said: say('exam.next', { parts: what }), records: [] }],
        but: legLines(s),
        buttons: [task('perform-exam', say('button.exam'), say('button.exam.what'))],
      },
    ];
  },
  vignettes: {
    fires: [
      { title: 'only leg pain is coded', given: { findings: [['leg-pain', true, 'R']] }, expect: 'info' },
      {
        title: 'the other leg was examined',
        given: {
          findings: [
            ['leg-pain', true, 'R'],
            ['slr', false, 'L'],
            ['mrc-great-toe-extension', 5, 'L'],
            ['reflex-achilles', 'normal', 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'tension test, strength and reflex recorded on the painful leg',
        given: {
          findings: [
            ['leg-pain', true, 'R'],
            ['slr', false, 'R'],
            ['mrc-great-toe-extension', 5, 'R'],
            ['reflex-achilles', 'normal', 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
