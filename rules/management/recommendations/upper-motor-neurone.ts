/** REC-10: upper motor neurone signs. */
import { compile } from '../../engine/compile.ts';
import { flag } from '../../engine/criterion.ts';
import { findings, isFindingId } from '../../findings/index.ts';
import { reflexes } from '../../terms/deficit.ts';
import { caudaEquinaQuestions } from '../../terms/documentation.ts';
import { flagBasis } from '../basis.ts';
import { isLikeMotorNeurone, isLikeStroke, mayBeAStroke } from '../central.ts';
import { cesAskByName, openAreas } from '../ces-questions.ts';
import type { Act } from '../contribution.ts';
import { evidenceOf } from '../evidence.ts';
import { mriCautions } from '../mri-caution.ts';
import { namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { oneSideOf } from '../side-of.ts';
import { flagOf, hasCondition, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { cordNotCauda } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';
import { strokeButtons } from './motor-deficit.ts';

const sayCauda = compile(cordNotCauda);

const saysCaudaEquina = ({ context }: Situation): boolean => sayCauda(context, context.legs.midline) === true;

const nameOf = (s: Situation, cauda: boolean, because: readonly string[]): Said => {
  if (cauda) return say('umn.both');
  const side = oneSideOf(
    s,
    because.filter(isFindingId).filter((id) => findings[id].sided),
  );
  return side === undefined ? say('umn') : say('umn.sided', { side });
};

const neurology = (s: Situation): readonly SuggestionDraft[] =>
  isLikeMotorNeurone(s)
    ? (['neurology', 'emg'] as const).map((id) =>
        order(id, { for: say('reason.motor-neurone'), priority: 'urgent' }),
      )
    : [];

const besideIt = (s: Situation): Said => {
  const open = openAreas(s);
  return open.length > 0 ? say('umn.cauda', { open }) : say('umn.cauda.asked');
};

const doubts = (s: Situation, cauda: boolean): readonly Said[] => [
  ...(mayBeAStroke(s) && !isLikeStroke(s) ? [say('stroke.but')] : []),
  ...(isLikeMotorNeurone(s)
    ? [say(hasCondition(s, 'motor-neurone-disease') ? 'umn.motor-neurone.known' : 'umn.motor-neurone')]
    : []),
  ...(cauda ? [besideIt(s)] : []),
];

const actOf = (s: Situation, now: boolean): Act => {
  if (isLikeStroke(s)) return { summary: say('stroke.cord.act'), line: say('stroke.cord.line') };
  return now
    ? { summary: say('umn.now.act'), line: say('umn.now.line'), orders: 1 }
    : { summary: say('umn.act'), line: say('umn.line'), orders: 1 };
};

export const upperMotorNeurone: Recommendation = {
  id: 'REC-10',
  version: '1.6.0',
  title: 'Upper motor neurone signs',
  hooks: EVERY_HOOK,
  redFlags: ['RF-UMN'],
  when: flag('RF-UMN'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'ifompt-2020',
      says: 'Upper motor neurone signs point to cord or brain and need urgent imaging',
      strength: 'expert consensus',
    },
    {
      cite: 'mahoney-2022',
      says: 'Painless progressive asymmetrical weakness, signs of both motor neurones: urgent neurology',
      strength: 'expert consensus',
    },
    {
      cite: 'nice-ng127',
      says: 'Sudden weakness may be a stroke: assess it as one. Limb weakness that progresses over weeks to months: refer for a neuromuscular disorder',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'Whole-spine MRI without contrast first; where it stands for a possible cauda equina syndrome the open questions and a bladder scan',
      strength: 'expert consensus',
    },
  ],
  alsoSays: (s) => (saysCaudaEquina(s) ? ['RF-CES', 'RF-CES-EARLY'] : []),
  basis: flagBasis('RF-UMN'),
  contributes: (s) => {
    const found = flagOf(s, 'RF-UMN');
    const cauda = saysCaudaEquina(s);
    const now = found?.urgency === 'emergent' || (cauda && flagOf(s, 'RF-CES')?.urgency === 'emergent');
    const because = found?.because ?? [];
    return [
      {
        problem: 'spine',
        indicator: 'critical',
        level: now ? 'emergent' : 'urgent',
        name: nameOf(s, cauda, because),
        // the name says the weakness already
        evidence: evidenceOf(s, cauda ? because.filter((id) => id !== 'progressive-weakness') : because),
        act: actOf(s, now),
        ...(isLikeStroke(s) && { source: 'nice-ng127' as const }),
        aside: say('umn.include'),
        reasons: withComplaint(s, namedOnRecord(s, because)),
        limits: mriCautions(s),
        but: doubts(s, cauda),
        next: [
          ...(cauda ? cesAskByName(s, caudaEquinaQuestions.length) : []),
          { records: ['gait'], said: say('umn.next') },
          ...(['babinski', 'clonus', ...reflexes] as const).map((id) => ({
            records: [id],
            said: { nameOf: id },
          })),
        ],
        buttons: [
          ...strokeButtons(s),
          order('mri-whole-spine', {
            pace: now ? 'now' : 'urgent',
            for: say('reason.cord'),
            priority: now ? 'stat' : 'urgent',
          }),
          ...(now
            ? [
                order('emergency-referral', {
                  label: say('button.ed.now'),
                  for: say('reason.cord'),
                  priority: 'stat',
                }),
              ]
            : []),
          ...(cauda
            ? [order('bladder-scan', { for: say('reason.ces'), priority: now ? 'stat' : 'urgent' })]
            : []),
          ...neurology(s),
        ],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'leg pain with an upgoing toe',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['babinski', true, 'L'],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'painless weak legs with fasciculation and brisk reflexes',
        given: {
          age: 70,
          findings: [
            ['weakness-subjective', true, 'B'],
            ['hyperreflexia', true, 'B'],
            ['fasciculation', true, 'L'],
            ['leg-pain', false, 'B'],
          ],
        },
        expect: 'critical',
      },
      {
        title:
          'painless drop feet with brisk reflexes, worse over two years, no numbness: motor neurone disease is named',
        given: {
          age: 70,
          findings: [
            ['foot-drop', true, 'B'],
            ['hyperreflexia', true, 'B'],
            ['progressive-weakness', true, 'B'],
            ['leg-pain', false, 'B'],
            ['low-back-pain', false],
            ['pain-onset-days', 900],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'leg and arm of one side weak since today, upgoing toe: the brain first',
        given: {
          age: 76,
          findings: [
            ['weakness-subjective', true, 'L'],
            ['babinski', true, 'L'],
            ['arms-face-or-breathing-weak', true],
            ['pain-onset-days', 0],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'brisk but equal knee jerks alone are not hyperreflexia',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['reflex-patellar', 'increased', 'B'],
          ],
        },
        expect: null,
      },
    ],
  },
};
