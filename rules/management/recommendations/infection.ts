/** REC-05: possible spinal infection. */
import { compile } from '../../engine/compile.ts';
import { flag } from '../../engine/criterion.ts';
import { feverExplained, newPainInLikelyHost } from '../../red-flags/infection.ts';
import { fever, markerRaised } from '../../terms/inflammation.ts';
import { treatedFeverHours } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { avoidsContrast, hasImplant, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { shortFeatures } from '../short-features.ts';
import { flagOf, hasCondition, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { summary } from '../words.ts';

/** Why it is not urgent: by the first that holds. */
type Mild = 'host' | 'explained' | 'marker';

const host = compile(newPainInLikelyHost);
const explained = compile(feverExplained);
const warm = compile(fever);
const marker = compile(markerRaised);

const mildnessOf = ({ context }: Situation): Mild => {
  const { midline } = context.legs;
  if (warm(context, midline) === true && explained(context, midline) === true) return 'explained';
  return marker(context, midline) !== true && host(context, midline) === true ? 'host' : 'marker';
};

const mild: Readonly<
  Record<Mild, { summary: (list: string) => string; lead: string; advice: readonly string[] }>
> = {
  marker: {
    summary: () =>
      'Back pain with raised CRP/ESR: consider spinal infection, repeat or trace the marker, review within days',
    lead: 'Consider spinal infection and review within days: an inflammatory marker is raised in a patient with back pain.',
    advice: [
      'Repeat or trace CRP and ESR; look for another source.',
      'Fever, a risk factor or a new deficit makes it urgent: same-day MRI and blood cultures.',
    ],
  },
  host: {
    summary: (list) =>
      `New pain and a risk of spinal infection${list === '' ? '' : ` (${list})`}: CRP and ESR this week; MRI if raised or it goes on`,
    lead: 'CRP and ESR this week: the patient is one of those who get spinal infections, and fever may be absent.',
    advice: [
      'MRI without and with contrast if CRP or ESR is raised or the pain goes on.',
      'Groin or flank pain: think of a psoas abscess, extend the hip.',
      'Fever, night sweats, percussion tenderness or a new deficit makes it urgent: same-day MRI and blood cultures.',
    ],
  },
  explained: {
    summary: () =>
      'Fever with back pain and another cause on record: reassess for spinal infection if the pain outlasts the fever; CRP/ESR then',
    lead: 'Reassess for spinal infection if the back pain outlasts the fever: another cause of the fever was recorded with it.',
    advice: [
      `A positive blood culture, fever beyond ${treatedFeverHours.value} hours of treatment, worse back pain, percussion tenderness or a new deficit makes it urgent: same-day MRI and blood cultures.`,
    ],
  },
};

const summaryOf = (s: Situation, soon: boolean): string => {
  const found = flagOf(s, 'RF-INFECTION')?.because ?? [];
  return soon
    ? summary(mild[mildnessOf(s)].summary, shortFeatures(found))
    : summary(
        (list) =>
          `Possible spinal infection${list === '' ? '' : `: ${list}`}. Same-day CRP/ESR, blood cultures, MRI${avoidsContrast(s) ? '' : ' with contrast'}`,
        shortFeatures(found),
      );
};

const DIABETES = 'Diabetes is on record: it makes an infection more likely.';

const asked = [
  'fever',
  'night-sweats',
  'crp-esr-raised',
  'spinal-percussion-tender',
  'recent-bacteremia',
] as const;

const toEmergency = order('emergency-referral', {
  label: 'Emergency department referral (stat)',
  why: 'suspected spinal infection with a neurological deficit',
  priority: 'stat',
  recommended: true,
});

const markers = (s: Situation): readonly SuggestionDraft[] => {
  const again = mildnessOf(s) === 'marker' ? 'Repeat ' : '';
  return [
    order('crp', { label: `${again}CRP`, priority: 'urgent' }),
    order('esr', { label: `${again}ESR`, priority: 'urgent' }),
  ];
};

const workUpAdvice = (s: Situation): readonly string[] => [
  'Two sets of blood cultures and CRP/ESR before antibiotics, unless septic or neurologically compromised.',
  `MRI of the spine${avoidsContrast(s) ? '' : ' without and with contrast'}; the whole spine if an epidural abscess is suspected.`,
  'Fever may be absent.',
];

const workUp = (s: Situation, now: boolean): readonly SuggestionDraft[] => [
  ...(now ? [toEmergency] : []),
  order(avoidsContrast(s) ? 'mri-lumbar' : 'mri-lumbar-contrast', {
    why: 'suspected infection',
    priority: now ? 'stat' : 'urgent',
    ...(now && !hasImplant(s) && { recommended: true as const }),
  }),
  order('crp', { label: 'CRP today', priority: 'urgent' }),
  order('esr', { label: 'ESR today', priority: 'urgent' }),
];

export const spinalInfection: Recommendation = {
  id: 'REC-05',
  version: '2.0.0',
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
      cite: 'yusuf-2019',
      says: 'Dialysis, injection drug use, immunosuppression and spinal procedures come before spinal infections',
      strength: 'observational',
    },
    { cite: 'nice-ng59', says: 'Exclude infection before treating as low back pain', strength: 'guideline' },
  ],
  basis: flagBasis('RF-INFECTION'),
  content: (s) => {
    const found = flagOf(s, 'RF-INFECTION');
    const soon = found?.urgency === 'soon';
    const now = found?.urgency === 'emergent';
    return {
      indicator: soon ? 'warning' : 'critical',
      ...(found && { level: found.urgency }),
      summary: summaryOf(s, soon),
      lead: soon
        ? mild[mildnessOf(s)].lead
        : `${now ? 'Emergency' : 'Same-day'} work-up for spinal infection: what is recorded can mean discitis, osteomyelitis or epidural abscess.`,
      because: withComplaint(s, [
        ...namedOnRecord(s, found?.because ?? []),
        ...conditionsOnRecord(s, ['spinal-infection']),
      ]),
      against: onRecord(s, asked, { which: 'normal' }),
      missing: asked
        .filter((id) => readings(s, id).length === 0)
        .filter((id) => id !== 'fever' || readings(s, 'temp-c').length === 0)
        .map(labelOf),
      ...(!soon && { limits: mriCautions(s) }),
      advice: [
        ...(soon ? mild[mildnessOf(s)].advice : workUpAdvice(s)),
        ...(hasCondition(s, 'diabetes') ? [DIABETES] : []),
      ],
      suggestions: soon ? markers(s) : workUp(s, now),
    };
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
