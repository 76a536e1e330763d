/** REC-37: possible bleeding on an anticoagulant. */
import { compile } from '../../engine/compile.ts';
import { all, any, each, eitherLeg, flag, grade, term, unlessKnown } from '../../engine/criterion.ts';
import { femoralMovements } from '../../red-flags/bleeding.ts';
import { weakElsewhere } from '../../red-flags/stroke-like.ts';
import { footDrop, movements } from '../../terms/leg.ts';
import { fullStrength } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { isRecorded } from '../done.ts';
import { evidenceOf } from '../evidence.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { drugsOnRecord, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { oneSideOf } from '../side-of.ts';
import { flagOf, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';

const otherMovements = movements.filter((id) => !(femoralMovements as readonly string[]).includes(id));

/**
 * What is weak is what the psoas and the femoral nerve move, and nothing else: the haematoma explains it, REC-37 says
 * it, and a scan of the lumbar spine comes after the CT. A weak arm, a cauda equina or a cord sign keeps both cards.
 */
export const partOfBleeding = term(
  'possible haematoma, weakness of hip flexion or knee extension alone, no weak arm, cauda equina or cord sign',
  all(
    flag('RF-BLEEDING'),
    eitherLeg(any(...each(femoralMovements, (id) => grade(id, '<', fullStrength)))),
    unlessKnown(
      eitherLeg(
        any(
          footDrop,
          ...each(otherMovements as unknown as typeof movements, (id) => grade(id, '<', fullStrength)),
        ),
      ),
    ),
    unlessKnown(any(flag('RF-CES'), flag('RF-CES-EARLY'), flag('RF-UMN'), weakElsewhere)),
  ),
);

const explains = compile(all(flag('RF-MOTOR'), partOfBleeding));

const saysWeakness = ({ context }: Situation): boolean => explains(context, context.legs.midline) === true;

const nameOf = (s: Situation, now: boolean): Said => {
  const side = oneSideOf(s, [...femoralMovements, 'groin-pain']);
  const worse = readings(s, 'progressive-weakness').some(({ value }) => value === true);
  const name = now
    ? say('bleeding.now')
    : side === undefined
      ? say('bleeding')
      : say('bleeding.sided', { side });
  return worse && saysWeakness(s) ? say('motor.progressive', { weakness: name }) : name;
};

/** The figure or the drug, then what it presses on. */
const evidence = (s: Situation, because: readonly string[]): readonly Said[] => {
  const [drug] = drugsOnRecord(s, ['anticoagulant']).map(({ said }) => said);
  return [
    ...evidenceOf(
      s,
      because.filter((id) => id === 'inr'),
    ),
    ...(drug === undefined ? [] : [drug]),
    ...evidenceOf(
      s,
      because.filter((id) => id !== 'inr'),
    ),
  ];
};

const buttons = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const why = { for: say('reason.haematoma') } as const;
  return [
    ...(now
      ? [
          order('mri-whole-spine', {
            pace: 'now',
            priority: 'stat',
            ...why,
            ...(!hasImplant(s) && { recommended: true as const }),
          }),
        ]
      : []),
    order('emergency-referral', {
      label: say(now ? 'button.ed.now' : 'button.ed.today'),
      priority: now ? 'stat' : 'urgent',
      ...why,
      ...(now && { recommended: true as const }),
    }),
  ];
};

export const possibleBleeding: Recommendation = {
  id: 'REC-37',
  version: '1.4.1',
  title: 'Possible bleeding on an anticoagulant',
  hooks: EVERY_HOOK,
  redFlags: ['RF-BLEEDING'],
  when: flag('RF-BLEEDING'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'parmer-2006',
      says: 'Most often on an anticoagulant or with a bleeding disorder; a delay in treating the haematoma may leave the deficit',
      strength: 'observational',
    },
    {
      cite: 'reinstein-1984',
      says: 'Retroperitoneal haematoma as the cause of a femoral neuropathy',
      strength: 'observational',
    },
    {
      cite: 'shin-2006',
      says: 'Spinal epidural haematoma: best outcome when operated within 12 hours',
      strength: 'observational',
    },
    {
      cite: 'relias-2012',
      says: 'No needle study of muscle with an INR above 3, as generally recommended',
      strength: 'expert consensus',
    },
    {
      cite: 'expert',
      says: 'Levels, CT today, reversal as local protocol; weakness of hip flexion or knee extension alone is the haematoma’s until a CT is clear',
      strength: 'expert consensus',
    },
  ],
  alsoSays: (s) => (saysWeakness(s) ? ['RF-MOTOR'] : []),
  basis: (s) => flagBasis('RF-BLEEDING', ...(saysWeakness(s) ? (['RF-MOTOR'] as const) : []))(s),
  contributes: (s) => {
    const found = flagOf(s, 'RF-BLEEDING');
    const now = found?.urgency === 'emergent';
    const because = found?.because ?? [];
    return [
      {
        problem: 'bleeding',
        indicator: 'critical',
        // the weakness that it says stays said: what is emergent cannot be set aside
        level:
          now || saysWeakness(s) || flagOf(s, 'RF-MOTOR')?.urgency === 'emergent' ? 'emergent' : 'urgent',
        name: nameOf(s, now),
        evidence: evidence(s, because),
        act: now
          ? { summary: say('bleeding.now.act'), line: say('bleeding.now.line'), orders: 1 }
          : {
              summary: say('bleeding.act'),
              line: say('bleeding.line', { inr: isRecorded(s, 'inr') ? '' : say('bleeding.inr') }),
            },
        aside: say(now ? 'bleeding.now' : 'bleeding'),
        reasons: withComplaint(s, [
          ...namedOnRecord(s, because),
          ...onRecord(s, ['progressive-weakness']),
          ...drugsOnRecord(s, ['anticoagulant']),
          ...(because.includes('inr') ? [] : onRecord(s, ['inr'], { which: 'any' })),
        ]),
        next: (['inr', 'sbp-mmhg', 'sensory-level', 'abdominal-flank-pain'] as const).map((id) => ({
          records: [id],
          said: { nameOf: id },
        })),
        but: [say(saysWeakness(s) ? 'bleeding.clear' : 'bleeding.but')],
        more: [say('bleeding.reverse')],
        ...(now && { limits: mriCautions(s) }),
        buttons: buttons(s, now),
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'on an anticoagulant, hip flexion newly 2/5',
        given: { age: 84, drugs: ['anticoagulant'], findings: [['mrc-hip-flexion', 2, 'L']] },
        expect: 'critical',
      },
      {
        title: 'on an anticoagulant, INR of 4.6, hip flexion 0/5 and getting worse: one card, CT first',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['mrc-hip-flexion', 0, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['progressive-weakness', true, 'L'],
            ['inr', 4.6],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'on an anticoagulant, sciatica without weakness or back pain',
        given: { age: 64, drugs: ['anticoagulant'], findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};
