/** REC-23: conservative care first. */
import { any, dx, urgency } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import { dangerSigns } from '../danger-signs.ts';
import { nsaidHazards } from '../nsaid-hazards.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { reviewWhen, weaknessSaid } from '../review.ts';
import { flagOf } from '../situation.ts';
import { order } from '../suggestion.ts';
import { documentedDisease, routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

export const conservativeCare: Recommendation = {
  id: 'REC-23',
  version: '1.4.0',
  title: 'Conservative care first',
  hooks: VISIT,
  when: dx('RADIC'),
  // exercise is no first advice with a known or suspected fracture, infection or cauda equina syndrome
  unless: any(urgency('urgent'), routineOff, documentedDisease),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-22', 'S-24', 'S-39', 'S-48', 'S-51'],
  evidence: [
    {
      cite: 'nice-ng59',
      says: 'Self-management, staying active, exercise; manual therapy only in a package',
      strength: 'guideline',
    },
    { cite: 'nass-ldh-2012', says: 'Most improve without surgery', strength: 'guideline' },
    {
      cite: 'peul-2007',
      says: 'Early surgery: faster relief, similar outcome at one year',
      strength: 'trial',
    },
  ],
  basis: diagnosisBasis('RADIC'),
  contributes: (s) => {
    const weak = weaknessSaid(s);
    const hazards = nsaidHazards(s).map(({ said }) => said);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        causes: ['RADIC', 'LDH', 'FORAM', 'DDDREF'],
        scope: s.redFlags.length > 0 ? [] : dangerSigns(s).slice(0, 2),
        act: {
          // beside a possible thrombosis "no scan" would be read as no duplex
          summary: say(flagOf(s, 'RF-DVT') ? 'care.act.spine' : 'care.act'),
          line:
            weak === undefined
              ? say('care.line', { when: reviewWhen(s) })
              : say('care.weak.line', { when: reviewWhen(s), why: weak }),
        },
        reasons: supporting(s, 'RADIC').slice(0, 4),
        but: hazards.length > 0 ? [say('care.nsaid', { hazards })] : [],
        caveats: weak === undefined ? [] : [say('care.weaker')],
        more: [say('care.more'), say('care.surgery')],
        buttons: [order('physiotherapy', { for: say('reason.radicular') })],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'shooting pain below the knee, straight leg raise positive',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'the same, and pain at night that nothing eases: the card names it',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
            ['night-pain-unremitting', true],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with dorsiflexion 3: an urgent matter first',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
            ['mrc-ankle-dorsiflexion', 3, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
