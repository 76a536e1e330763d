/** REC-08: symptomatic aortic aneurysm or acute limb ischaemia. */
import { compile } from '../../engine/compile.ts';
import { any, flag } from '../../engine/criterion.ts';
import { flagBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { sideName } from '../diagnosis-names.ts';
import { evidenceOf } from '../evidence.ts';
import { namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, recordedLeg, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';
import { partOfIschaemia } from './motor-deficit.ts';

const saysWeakness = compile(partOfIschaemia);

const signs = [
  'limb-cold',
  'limb-pallor',
  'pulses',
  'acute-limb-onset',
  'rest-pain',
  'foot-ulcer',
  'abi',
] as const;

/** The leg that every recorded sign names. */
const limbSide = (s: Situation): Said | undefined => {
  const legs = new Set(
    signs.flatMap((id) =>
      readings(s, id)
        .filter(({ value }) => value !== false && value !== 'normal')
        .map(recordedLeg),
    ),
  );
  const [only, ...others] = [...legs].filter((leg) => leg !== 'unspecified');
  return only === undefined || others.length > 0 ? undefined : sideName(only);
};

const because = (s: Situation): readonly string[] => flagOf(s, 'RF-ALI')?.because ?? [];

/** The limb is in danger from an injury, not from a clot. */
const isInjury = (s: Situation): boolean => because(s).includes('leg-injury-6w');

const isChronic = (s: Situation): boolean =>
  because(s).some((id) => id === 'rest-pain' || id === 'foot-ulcer');

const limbName = (s: Situation): Said => {
  if (isInjury(s)) return say('vascular.injury');
  if (isChronic(s)) return say('vascular.chronic');
  const side = limbSide(s);
  return side === undefined ? say('vascular.limb') : say('vascular.limb.sided', { side });
};

const nameOf = (s: Situation): Said => {
  if (!flagOf(s, 'RF-AAA')) return limbName(s);
  return say(flagOf(s, 'RF-ALI') ? 'vascular.both' : 'vascular.aneurysm');
};

const actOf = (s: Situation, now: boolean): Act => {
  if (now) return { summary: say('vascular.now.act'), line: say('vascular.now.line') };
  return flagOf(s, 'RF-AAA')
    ? { summary: say('vascular.aneurysm.act'), line: say('vascular.aneurysm.line') }
    : { summary: say('vascular.act'), line: say('vascular.line') };
};

/** The first has room on the card. */
const doubts = (s: Situation): readonly Said[] => [
  ...(isInjury(s) ? [say('vascular.injury.but')] : []),
  ...(flagOf(s, 'RF-ALI') ? [say('vascular.lumbar')] : []),
  ...(hasCondition(s, 'pad') ? [say('vascular.known')] : []),
  ...(flagOf(s, 'RF-AAA') ? [say('vascular.pressure')] : []),
];

const asked = ['pulses', 'pulsatile-abdominal-mass', 'abdominal-flank-pain', 'syncope-hypotension'] as const;

export const vascularEmergency: Recommendation = {
  id: 'REC-08',
  version: '2.1.0',
  title: 'Vascular emergency',
  hooks: EVERY_HOOK,
  redFlags: ['RF-AAA', 'RF-ALI'],
  alsoSays: (s) => (saysWeakness(s.context, s.context.legs.midline) === true ? ['RF-MOTOR'] : []),
  when: any(flag('RF-AAA'), flag('RF-ALI')),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: ['S-33'],
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Acute limb ischaemia: emergency evaluation by a vascular specialist; do not delay for imaging',
      strength: 'guideline',
    },
    {
      cite: 'nice-ng156',
      says: 'New abdominal or back pain, or collapse: think of rupture',
      strength: 'guideline',
    },
    { cite: 'acc-aha-aorta-2022', says: 'Symptomatic aneurysm is an emergency', strength: 'guideline' },
    {
      cite: 'expert',
      says: 'Combinations and levels; no lumbar imaging for an ischaemic leg unless a cauda equina or cord sign stands too',
      strength: 'expert consensus',
    },
  ],
  basis: flagBasis('RF-AAA', 'RF-ALI'),
  contributes: (s) => {
    const found = [flagOf(s, 'RF-AAA'), flagOf(s, 'RF-ALI')].flatMap((one) => one ?? []);
    const ids = [...new Set(found.flatMap((one) => one.because))];
    const now = found.some(({ urgency }) => urgency === 'emergent');
    return [
      {
        problem: 'vascular',
        indicator: 'critical',
        level: now ? 'emergent' : 'urgent',
        name: nameOf(s),
        evidence: evidenceOf(s, ids),
        act: actOf(s, now),
        aside: nameOf(s),
        reasons: withComplaint(s, namedOnRecord(s, ids)),
        ...(flagOf(s, 'RF-ALI') === undefined && { source: 'nice-ng156' as const }),
        next: asked.map((id) => ({ records: [id], said: { nameOf: id } })),
        but: doubts(s),
        buttons: [
          order('emergency-referral', {
            label: say(now ? 'button.ed.now' : 'button.ed.today'),
            for: say('reason.vascular'),
            priority: now ? 'stat' : 'urgent',
            ...(now && { recommended: true as const }),
          }),
        ],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'sudden cold, pale, pulseless leg',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['limb-pallor', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'cold leg of sudden onset, pulses documented normal',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'normal', 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
