/** REC-02: the five descriptors of the pain that are missing. */
import { compile } from '../../engine/compile.ts';
import { all, any, eitherLeg, freetextOnly, unlessKnown, urgency } from '../../engine/criterion.ts';
import { descriptors, descriptorsComplete } from '../../terms/documentation.ts';
import { legSymptoms } from '../../terms/leg.ts';
import { complaintSaid, leading } from '../diagnosis-names.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { type PhraseSaid, say } from '../wording/say.ts';

interface Descriptor {
  readonly short: string;
  readonly said: PhraseSaid;
}

/** By the ids of `terms/documentation.ts`; the fifth descriptor has two halves. */
const betterWorse: Descriptor = { short: 'better/worse', said: say('history.better') };

const words: Readonly<Record<string, Descriptor>> = {
  'pain-path': { short: 'path', said: say('history.path') },
  'body-position': { short: 'body position', said: say('history.position') },
  'pain-quality': { short: 'sensation', said: say('history.quality') },
  'pain-temporal': { short: 'frequency', said: say('history.course') },
  'pain-aggravating': betterWorse,
  'pain-relieving': betterWorse,
};

const parts = descriptors.map(({ id, recorded }) => ({ id, recorded: compile(recorded) }));

const symptomatic = compile(legSymptoms);

const missingDescriptors = ({ context }: Situation): readonly Descriptor[] => {
  const legs = context.legs.each.filter((leg) => symptomatic(context, leg) === true);
  const open = parts.filter(({ recorded }) => legs.some((leg) => recorded(context, leg) !== true));
  return [...new Set(open.flatMap(({ id }) => words[id] ?? []))];
};

export const missingHistory: Recommendation = {
  id: 'REC-02',
  version: '1.1.0',
  title: 'Missing history descriptors',
  hooks: VISIT,
  when: any(eitherLeg(all(legSymptoms, unlessKnown(descriptorsComplete))), freetextOnly),
  unless: any(urgency('urgent'), routineOff),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-03', 'S-55', 'S-56a', 'S-56b', 'S-56c', 'S-56d', 'S-56e'],
  evidence: [
    {
      cite: 'founding-document',
      says: 'S-56: five descriptors make a correct cause more likely',
      strength: 'expert consensus',
    },
    {
      cite: 'stynes-2018',
      says: 'Which items of the history separate sciatica',
      strength: 'diagnostic study',
    },
    { cite: 'suri-2010', says: 'Posture and relief in stenosis', strength: 'systematic review' },
  ],
  basis: (s) => missingDescriptors(s).map(({ short }) => `missing:${short}`),
  contributes: (s) => {
    const missing = missingDescriptors(s).map(({ said }) => said);
    const narrative = s.chart.legs.each.length === 0;
    return [
      {
        problem: 'leg',
        indicator: 'info',
        ...(leading(s) === undefined && {
          name: narrative ? say('leg.narrative') : complaintSaid(s),
        }),
        ...(narrative && { asksForRecord: true as const }),
        act: narrative
          ? { summary: say('history.narrative.act'), line: say('history.narrative.line') }
          : { summary: say('history.act'), line: say('history.line', { parts: missing }) },
        reasons: onRecord(s, [
          'leg-pain',
          'foot-pain',
          'buttock-pain',
          'numbness',
          'tingling',
          'weakness-subjective',
        ]),
        next: missing.length > 0 ? [{ said: say('history.next', { parts: missing }), records: [] }] : [],
        buttons: [
          task('complete-history', say('button.form'), say('button.form.what'), {
            form: 'leg-symptom-intake',
          }),
        ],
      },
    ];
  },
  vignettes: {
    fires: [
      { title: 'only leg pain is coded', given: { findings: [['leg-pain', true, 'R']] }, expect: 'info' },
      { title: 'nothing but free text', given: { freetext: 3, findings: [] }, expect: 'info' },
    ],
    doesNot: [
      {
        title: 'all five descriptors recorded',
        given: {
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-path', ['posterior-thigh'], 'R'],
            ['pain-quality', ['aching'], 'R'],
            ['pain-temporal', 'constant'],
            ['pain-aggravating', ['sitting'], 'R'],
            ['pain-relieving', ['walking'], 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
