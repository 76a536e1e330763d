/** REC-08: symptomatic aortic aneurysm or acute limb ischaemia. */
import { compile } from '../../engine/compile.ts';
import { any, flag } from '../../engine/criterion.ts';
import { flagBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { evidenceOf } from '../evidence.ts';
import { conditionsOnRecord, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { oneSideOf } from '../side-of.ts';
import { flagOf, hasCondition, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';
import { partOfIschaemia } from './motor-deficit.ts';

const sayWeakness = compile(partOfIschaemia);
const saysWeakness = ({ context }: Situation): boolean => sayWeakness(context, context.legs.midline) === true;

const signs = [
  'limb-cold',
  'limb-pallor',
  'pulses',
  'acute-limb-onset',
  'rest-pain',
  'foot-ulcer',
  'abi',
] as const;

const because = (s: Situation): readonly string[] => flagOf(s, 'RF-ALI')?.because ?? [];

/** The limb is in danger from an injury, not from a clot. */
const isInjury = (s: Situation): boolean => because(s).includes('leg-injury-6w');

const isChronic = (s: Situation): boolean =>
  because(s).some((id) => id === 'rest-pain' || id === 'foot-ulcer');

const limbName = (s: Situation): Said => {
  if (isInjury(s)) return say('vascular.injury');
  if (isChronic(s)) return say('vascular.chronic');
  const side = oneSideOf(s, signs);
  return side === undefined ? say('vascular.limb') : say('vascular.limb.sided', { side });
};

/** Weakness that is the graver of the two stands in the name. */
const isGraver = (s: Situation): boolean =>
  saysWeakness(s) &&
  flagOf(s, 'RF-MOTOR')?.urgency === 'emergent' &&
  flagOf(s, 'RF-ALI')?.urgency !== 'emergent';

const nameOf = (s: Situation): Said => {
  if (!flagOf(s, 'RF-AAA'))
    return isGraver(s) ? say('vascular.with-weakness', { name: limbName(s) }) : limbName(s);
  return say(flagOf(s, 'RF-ALI') ? 'vascular.both' : 'vascular.aneurysm');
};

const actOf = (s: Situation, now: boolean): Act => {
  if (now) return { summary: say('vascular.now.act'), line: say('vascular.now.line') };
  return flagOf(s, 'RF-AAA')
    ? { summary: say('vascular.aneurysm.act'), line: say('vascular.aneurysm.line') }
    : { summary: say('vascular.act'), line: say('vascular.line') };
};

/** The first two have room on the card. */
const doubts = (s: Situation): readonly Said[] => [
  ...(isInjury(s) ? [say('vascular.injury.but')] : []),
  ...(flagOf(s, 'RF-ALI') ? [say(saysWeakness(s) ? 'vascular.weak' : 'vascular.lumbar')] : []),
  ...(hasCondition(s, 'pad') ? [say('vascular.known')] : []),
];

const asked = ['pulses', 'pulsatile-abdominal-mass', 'abdominal-flank-pain', 'syncope-hypotension'] as const;

export const vascularEmergency: Recommendation = {
  id: 'REC-08',
  version: '2.3.0',
  title: 'Vascular emergency',
  hooks: EVERY_HOOK,
  redFlags: ['RF-AAA', 'RF-ALI'],
  alsoSays: (s) => (saysWeakness(s) ? ['RF-MOTOR'] : []),
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
      says: 'Combinations and levels; no lumbar imaging for an ischaemic leg unless a cauda equina or cord sign stands too, and for its weakness only when it outlasts the ischaemia',
      strength: 'expert consensus',
    },
  ],
  basis: flagBasis('RF-AAA', 'RF-ALI'),
  contributes: (s) => {
    // the weakness that it says in place of REC-04 lends it its urgency and its findings
    const motor = saysWeakness(s) ? flagOf(s, 'RF-MOTOR') : undefined;
    const found = [flagOf(s, 'RF-AAA'), flagOf(s, 'RF-ALI'), motor].flatMap((one) => one ?? []);
    const ids = [...new Set(found.flatMap((one) => one.because))];
    const emergent = found.some(({ urgency }) => urgency === 'emergent');
    // the first line of an aneurysm calls the vascular team now: no button beside it says later
    const now = emergent || flagOf(s, 'RF-AAA') !== undefined;
    return [
      {
        problem: 'vascular',
        indicator: 'critical',
        level: emergent ? 'emergent' : 'urgent',
        name: nameOf(s),
        evidence: evidenceOf(s, ids),
        act: actOf(s, emergent),
        aside: nameOf(s),
        reasons: withComplaint(s, [
          // what was found says more than since when
          ...namedOnRecord(
            s,
            [...ids].sort((a, b) => Number(a.endsWith('-days')) - Number(b.endsWith('-days'))),
          ),
          ...(flagOf(s, 'RF-AAA') ? [] : conditionsOnRecord(s, ['aaa'])),
        ]),
        ...(flagOf(s, 'RF-ALI') === undefined && { source: 'nice-ng156' as const }),
        next: asked.map((id) => ({ records: [id], said: { nameOf: id } })),
        but: doubts(s),
        caveats: flagOf(s, 'RF-AAA') ? [say('vascular.pressure')] : [],
        buttons: [
          order('emergency-referral', {
            label: say(now ? 'button.ed.now' : 'button.ed.today'),
            for: say('reason.vascular'),
            priority: now ? 'stat' : 'urgent',
            ...(emergent && { recommended: true as const }),
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
      {
        title: 'foot with an ulcer that cannot be lifted: as urgent as its weakness',
        given: {
          history: ['pad'],
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'L'],
            ['foot-ulcer', true, 'L'],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'known aneurysm with new back pain: the vascular team now',
        given: { age: 71, history: ['aaa'], findings: [['low-back-pain', true]] },
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
