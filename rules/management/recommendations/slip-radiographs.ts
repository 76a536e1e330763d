/** REC-31: standing radiographs for spondylolisthesis. */
import { all, any, condition, dx, pregnant, unlessKnown } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { order } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

export const slipRadiographs: Recommendation = {
  id: 'REC-31',
  version: '1.1.0',
  title: 'Radiographs for spondylolisthesis',
  hooks: VISIT,
  when: all(dx('SPONDY'), unlessKnown(condition('xr-lumbar-12mo'))),
  unless: any(routineOff, pregnant),
  selectionBehavior: 'at-most-one',
  overrideReasons: ADVICE,
  seed: ['S-47'],
  evidence: [
    {
      cite: 'nass-spondylolisthesis-2014',
      says: 'The lateral radiograph, standing, is the most appropriate noninvasive test',
      strength: 'guideline',
    },
    { cite: 'petersen-2017', says: 'Step-off and instability signs', strength: 'systematic review' },
  ],
  basis: diagnosisBasis('SPONDY'),
  contributes: (s) => [
    {
      problem: 'leg',
      indicator: 'info',
      causes: ['SPONDY'],
      act: { summary: say('slip.act'), line: say('slip.line'), orders: 1 },
      aside: say('slip.aside'),
      reasons: supporting(s, 'SPONDY'),
      buttons: [order('radiographs', { label: say('button.standing'), for: say('reason.slip') })],
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'step-off, leg gives way, worse with extension',
        given: {
          age: 55,
          findings: [
            ['leg-pain', true, 'L'],
            ['low-back-pain', true],
            ['step-off', true],
            ['giving-way', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with a radiograph of this year',
        given: {
          age: 55,
          history: ['xr-lumbar-12mo'],
          findings: [
            ['leg-pain', true, 'L'],
            ['low-back-pain', true],
            ['step-off', true],
            ['giving-way', true, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
