/** REC-05: possible spinal infection. */
import { flag } from '../../engine/criterion.ts';
import { flagBasis } from '../basis.ts';
import { avoidsContrast, hasImplant, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { shortFeatures } from '../short-features.ts';
import { flagOf, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { summary } from '../words.ts';

const summaryOf = (s: Situation, soon: boolean): string =>
  soon
    ? 'Back pain with raised CRP/ESR: consider spinal infection, repeat or trace the marker, review within days'
    : summary(
        (list) =>
          `Possible spinal infection${list === '' ? '' : `: ${list}`}. Same-day CRP/ESR, blood cultures, MRI${avoidsContrast(s) ? '' : ' with contrast'}`,
        shortFeatures(flagOf(s, 'RF-INFECTION')?.because ?? []),
      );

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

const repeats = [
  order('crp', { label: 'Repeat CRP', priority: 'urgent' }),
  order('esr', { label: 'Repeat ESR', priority: 'urgent' }),
] as const;

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
  version: '1.1.0',
  title: 'Possible spinal infection',
  hooks: EVERY_HOOK,
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
        ? 'Consider spinal infection and review within days: an inflammatory marker is raised in a patient with back pain.'
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
      advice: soon
        ? [
            'Repeat or trace CRP and ESR; look for another source.',
            'Fever, a risk factor or a new deficit makes it urgent: same-day MRI and blood cultures.',
          ]
        : [
            'Two sets of blood cultures and CRP/ESR before antibiotics, unless septic or neurologically compromised.',
            `MRI of the spine${avoidsContrast(s) ? '' : ' without and with contrast'}; the whole spine if an epidural abscess is suspected.`,
            'Fever may be absent.',
          ],
      suggestions: soon ? repeats : workUp(s, now),
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
