/** REC-07: possible fracture of a vertebra, the sacrum or the hip. */
import { compile } from '../../engine/compile.ts';
import { eitherLeg, type FlagUrgency, flag } from '../../engine/criterion.ts';
import type { FindingId } from '../../findings/index.ts';
import { hipBroken, hipInDanger, newPelvicPain } from '../../red-flags/fracture.ts';
import { flagBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { evidenceOf } from '../evidence.ts';
import { namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';

const known = compile(eitherLeg(hipBroken));
const hip = compile(eitherLeg(hipInDanger));
const pelvis = compile(newPelvicPain);
const fractureOnRecord = ({ context }: Situation): boolean => known(context, context.legs.midline) === true;
const hipOnRecord = ({ context }: Situation): boolean => hip(context, context.legs.midline) === true;
const pelvisOnRecord = ({ context }: Situation): boolean => pelvis(context, context.legs.midline) === true;

type FracturePlace = 'known' | 'hip' | 'pelvis' | 'spine';

/** The cauda equina goes before a hip. */
const placeOf = (s: Situation): FracturePlace => {
  const spineFirst = flagOf(s, 'RF-FRACTURE')?.urgency === 'emergent';
  if (fractureOnRecord(s) && !spineFirst) return 'known';
  if (hipOnRecord(s) && !spineFirst) return 'hip';
  return pelvisOnRecord(s) ? 'pelvis' : 'spine';
};

const names: Readonly<Record<FracturePlace, Said>> = {
  known: say('fracture.known'),
  hip: say('fracture.hip'),
  pelvis: say('fracture.pelvis'),
  spine: say('fracture'),
};

const ofHip = ['weight-bearing-refused'] as const;
const ofBack = ['minor-trauma', 'contusion', 'spinal-percussion-tender'] as const;
const asked: Readonly<Record<FracturePlace, readonly FindingId[]>> = {
  known: ofHip,
  hip: ofBack,
  pelvis: ofBack,
  spine: ofBack,
};

const ofSpine: Readonly<Record<FlagUrgency, Act>> = {
  emergent: { summary: say('fracture.now.act'), line: say('fracture.now.line'), orders: 1 },
  urgent: { summary: say('fracture.urgent.act'), line: say('fracture.urgent.line'), orders: 1 },
  soon: { summary: say('fracture.soon.act'), line: say('fracture.soon.line'), orders: 1 },
};

const actOf = (s: Situation, level: FlagUrgency): Act => {
  const place = placeOf(s);
  if (place === 'known')
    return { summary: say('fracture.known.act'), line: say('fracture.known.line'), orders: 1 };
  if (place === 'hip') return { summary: say('fracture.hip.act'), line: say('fracture.hip.line') };
  if (s.chart.pregnant === true && level !== 'emergent')
    return { summary: say('fracture.pregnant.act'), line: say('fracture.pregnant.line'), orders: 1 };
  if (place === 'spine') return ofSpine[level];
  return {
    summary: say(level === 'soon' ? 'fracture.pelvis.soon.act' : 'fracture.pelvis.act'),
    line: say('fracture.pelvis.line'),
  };
};

/**
 * A film of the lumbar spine is the wrong one for a hip or a sacrum, and no verified code says theirs: their card
 * has no button for it.
 */
const buttonsFor = (
  s: Situation,
  { major, why }: { readonly major: boolean; readonly why: Parameters<typeof order>[1] },
): readonly SuggestionDraft[] => {
  const place = placeOf(s);
  if (place === 'known' && !major)
    return [
      order('orthopaedics', {
        label: say('fracture.known.button'),
        for: say('reason.fracture.known'),
        priority: 'urgent',
      }),
    ];
  if (place !== 'spine' && !major) return [];
  if (s.chart.pregnant === true) return [order('mri-lumbar', why)];
  return [...(major ? [order('ct-lumbar', why)] : []), order('radiographs', why)];
};

export const vertebralFracture: Recommendation = {
  id: 'REC-07',
  version: '2.4.0',
  title: 'Possible fracture',
  hooks: EVERY_HOOK,
  redFlags: ['RF-FRACTURE'],
  when: flag('RF-FRACTURE'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'downie-2013',
      says: 'Older age, prolonged corticosteroids, severe trauma and contusion; several together count far more than one',
      strength: 'systematic review',
    },
    { cite: 'acr-2021', says: 'Variant 6: radiographs, CT or MRI', strength: 'guideline' },
    {
      cite: 'tins-2014',
      says: 'Insufficiency fractures: no fall, late on films, MRI best',
      strength: 'systematic review',
    },
    {
      cite: 'nice-cg124',
      says: 'Painful hip with a normal film: MRI, or CT. A hip fracture is operated on the same day or the next',
      strength: 'guideline',
    },
    { cite: 'ifompt-2020', says: 'Clinical framework for suspected fracture', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-FRACTURE'),
  contributes: (s) => {
    const found = flagOf(s, 'RF-FRACTURE');
    const level = found?.urgency ?? 'soon';
    const because = found?.because ?? [];
    const major = because.includes('major-trauma');
    const now = level === 'emergent';
    const why = { for: say('reason.fracture'), priority: now ? ('stat' as const) : ('urgent' as const) };
    const pregnant = s.chart.pregnant === true;
    const place = placeOf(s);
    const name = names[place];
    return [
      {
        problem: 'fracture',
        indicator: now ? 'critical' : 'warning',
        level,
        name,
        evidence: evidenceOf(s, because),
        act: actOf(s, level),
        aside: name,
        reasons: withComplaint(s, namedOnRecord(s, because)),
        next: asked[place].map((id) => ({
          records: [id],
          said: { nameOf: id },
        })),
        but: [
          ...(pregnant ? [say('fracture.pregnant')] : []),
          ...(now && fractureOnRecord(s) ? [say('fracture.known.too')] : []),
          ...(pelvisOnRecord(s) ? [say('fracture.films')] : []),
        ],
        caveats: place === 'known' ? [] : [say('fracture.fall')],
        more: [say('fracture.bone')],
        buttons: buttonsFor(s, { major, why }),
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'slipped on ice at 74, back pain since',
        given: {
          age: 74,
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'long-term steroids and buttock pain for ten days, no fall',
        given: {
          age: 67,
          history: ['chronic-steroids'],
          findings: [
            ['buttock-pain', true, 'R'],
            ['pain-onset-days', 10],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'a fall on osteoporosis, hip coded as broken, back pain, new retention',
        given: {
          age: 66,
          history: ['osteoporosis', ['hip-fracture', 1, 'L']],
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
            ['groin-pain', true, 'L'],
            ['urinary-retention', true],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'fracture of the hip coded a week ago, thigh pain of that leg',
        given: {
          age: 71,
          history: [['hip-fracture', 7, 'R']],
          findings: [['pain-path', ['anterior-thigh'], 'R']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'fracture of the hip on record, no pain',
        given: { age: 71, history: [['hip-fracture', 7, 'R']], findings: [['numbness', true, 'R']] },
        expect: null,
      },
      {
        title: 'slipped on ice at 34, no other risk',
        given: {
          age: 34,
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
          ],
        },
        expect: null,
      },
    ],
  },
};
