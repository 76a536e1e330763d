/** REC-05: possible spinal infection. */
import type { Orderable } from '../../codes/orderables.ts';
import { compile } from '../../engine/compile.ts';
import { any, eitherLeg, flag, present } from '../../engine/criterion.ts';
import { isPositive } from '../../engine/reading.ts';
import type { FindingId } from '../../findings/index.ts';
import { feverExplained, newPainInLikelyHost } from '../../red-flags/infection.ts';
import { groinPain } from '../../terms/hip.ts';
import { fever, markerRaised } from '../../terms/inflammation.ts';
import { movements } from '../../terms/leg.ts';
import { flagBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { isMeasuredToday } from '../done.ts';
import { evidenceOf } from '../evidence.ts';
import { avoidsContrast, hasImplant, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, type Situation } from '../situation.ts';
import { order, orderName, type SuggestionDraft } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';

/** Why it is not urgent: by the first that holds. */
type Mild = 'host' | 'explained' | 'marker';

const host = compile(newPainInLikelyHost);
const explained = compile(feverExplained);
const warm = compile(fever);
const marker = compile(markerRaised);
const psoas = compile(any(present('abdominal-flank-pain'), eitherLeg(groinPain)));

const mildnessOf = ({ context }: Situation): Mild => {
  const { midline } = context.legs;
  if (warm(context, midline) === true && explained(context, midline) === true) return 'explained';
  return marker(context, midline) !== true && host(context, midline) === true ? 'host' : 'marker';
};

const mildActs: Readonly<Record<Mild, Act>> = {
  marker: { summary: say('infection.soon.act'), line: say('infection.soon.line'), orders: 2 },
  host: { summary: say('infection.host.act'), line: say('infection.host.line'), orders: 2 },
  explained: { summary: say('infection.explained.act'), line: say('infection.explained.line') },
};

/** Nobody took the temperature today: that is the first thing to do. */
const mildAct = (s: Situation): Act => {
  const mild = mildnessOf(s);
  if (mild !== 'host' || isMeasuredToday(s, 'temp-c')) return mildActs[mild];
  return { ...mildActs.host, line: say('infection.host.warm.line') };
};

/** What would end the waiting. */
const mildCaveats: Readonly<Record<Mild, Said>> = {
  marker: say('infection.soon.but'),
  host: say('infection.host.but'),
  explained: say('infection.explained.but'),
};

const psoasAbscess = ({ context }: Situation): readonly Said[] =>
  psoas(context, context.legs.midline) === true ? [say('infection.psoas')] : [];

/** Told beside what the flag fired on, which names the first that was enough. */
const telling = ['recent-bacteremia', 'crp-esr-raised', 'spinal-percussion-tender'] as const;

const isMovement = (id: string): boolean => (movements as readonly string[]).includes(id);

const isFound = (s: Situation, id: FindingId): boolean =>
  readings(s, id).some(({ value }) => isPositive(id, value));

const diabetes = (s: Situation): readonly Said[] =>
  hasCondition(s, 'diabetes') ? [say('infection.diabetes')] : [];

const asked = [
  'temp-c',
  'night-sweats',
  'crp-esr-raised',
  'spinal-percussion-tender',
  'recent-bacteremia',
] as const;

/** What is raised is measured again; where nobody measured, for the first time. */
const markers = (s: Situation): readonly SuggestionDraft[] =>
  (['crp', 'esr'] as const).map((id) =>
    mildnessOf(s) === 'marker'
      ? order(id, { label: say('button.repeat', { what: orderName(id) }), priority: 'urgent', again: true })
      : order(id, { priority: 'urgent', for: say('reason.infection') }),
  );

/** A deficit may come from an abscess above the lumbar spine, and a third have more than one (Balcescu 2023). */
const scan = (s: Situation, now: boolean): Orderable => {
  if (now) return avoidsContrast(s) ? 'mri-whole-spine' : 'mri-whole-spine-contrast';
  return avoidsContrast(s) ? 'mri-lumbar' : 'mri-lumbar-contrast';
};

const workUp = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const why = { for: say('reason.infection') } as const;
  return [
    order('blood-cultures', { priority: now ? 'stat' : 'urgent', ...why }),
    order(scan(s, now), {
      pace: now ? 'now' : 'today',
      priority: now ? 'stat' : 'urgent',
      ...why,
      ...(now && !hasImplant(s) && { recommended: true as const }),
    }),
    ...(now
      ? [
          order('emergency-referral', {
            label: say('button.ed.now'),
            priority: 'stat',
            recommended: true,
            ...why,
          }),
        ]
      : []),
    order('crp', { priority: 'urgent', ...why }),
    order('esr', { priority: 'urgent', ...why }),
  ];
};

export const spinalInfection: Recommendation = {
  id: 'REC-05',
  version: '2.4.0',
  title: 'Possible spinal infection',
  hooks: EVERY_HOOK,
  redFlags: ['RF-INFECTION'],
  when: flag('RF-INFECTION'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'idsa-2015',
      says: 'Suspect with new or worse back pain and fever, raised ESR or CRP, or bloodstream infection; two sets of blood cultures; hold antibiotics until culture unless septic or neurologically compromised',
      strength: 'guideline',
    },
    { cite: 'acr-2021', says: 'Variant 7: MRI without and with contrast', strength: 'guideline' },
    {
      cite: 'balcescu-2023',
      says: 'A third of pyogenic spinal infections that were operated had more than one focus: scan the whole spine',
      strength: 'observational',
    },
    {
      cite: 'yusuf-2019',
      says: 'Dialysis, injection drug use, immunosuppression and spinal procedures come before spinal infections',
      strength: 'observational',
    },
    { cite: 'nice-ng59', says: 'Exclude infection before treating as low back pain', strength: 'guideline' },
  ],
  basis: flagBasis('RF-INFECTION'),
  contributes: (s) => {
    const found = flagOf(s, 'RF-INFECTION');
    const soon = found?.urgency === 'soon';
    const now = found?.urgency === 'emergent';
    const because = [...new Set([...(found?.because ?? []), ...telling.filter((id) => isFound(s, id))])];
    // the deficit is on the card of the spine: what makes it an infection stands first
    const evidence = [
      ...evidenceOf(
        s,
        because.filter((id) => !isMovement(id)),
      ),
      ...evidenceOf(s, because.filter(isMovement)),
    ];
    const line = {
      markers: (['crp-esr-raised', 'crp-mg-l', 'esr-mm-h'] as const).some((id) => isMeasuredToday(s, id))
        ? ''
        : say('infection.markers'),
      contrast: avoidsContrast(s) ? '' : say('infection.contrast'),
    };
    const offers = soon ? markers(s) : workUp(s, now);
    return [
      {
        problem: 'infection',
        indicator: soon ? 'warning' : 'critical',
        ...(found && { level: found.urgency }),
        name: say('infection'),
        evidence,
        act: soon
          ? mildAct(s)
          : {
              summary: say(now ? 'infection.now.act' : 'infection.act'),
              line: say(now ? 'infection.now.line' : 'infection.line', line),
              orders: 2,
            },
        aside: say('infection'),
        reasons: withComplaint(s, [
          ...namedOnRecord(s, because),
          ...conditionsOnRecord(s, ['spinal-infection']),
        ]),
        next: asked
          .filter((id) => id !== 'temp-c' || !isMeasuredToday(s, id))
          .map((id) => ({ records: [id], said: { nameOf: id } })),
        but: psoasAbscess(s),
        caveats: [
          ...(now ? [] : [soon ? mildCaveats[mildnessOf(s)] : say('infection.septic')]),
          ...diabetes(s),
        ],
        ...(!soon && { limits: mriCautions(s) }),
        buttons: offers,
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'back pain with a temperature of 38.6 °C',
        given: {
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.6],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'back pain, 39.1 °C, both legs 2/5: the whole spine, wherever the abscess is',
        given: {
          findings: [
            ['low-back-pain', true],
            ['temp-c', 39.1],
            ['mrc-hip-flexion', 2, 'B'],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'back pain and a raised CRP, nothing else',
        given: {
          findings: [
            ['low-back-pain', true],
            ['crp-esr-raised', true],
            ['fever', false],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'injection drug use and back pain, no fever',
        given: { history: ['ivdu'], findings: [['low-back-pain', true]] },
        expect: 'warning',
      },
      {
        title: 'influenza today, 38.6 °C and back pain',
        given: {
          history: [['febrile-illness', 0]],
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.6],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'sciatica with fever, back pain denied, no risk, no deficit',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['low-back-pain', false],
            ['temp-c', 38.2],
          ],
        },
        expect: null,
      },
    ],
  },
};
