/** REC-11: the nerve root that fits best. */
import { all, any, dx, eitherLeg, root } from '../../engine/criterion.ts';
import { rootSign, signsOppositeSymptoms } from '../../terms/deficit.ts';
import { isDiscordant, isOpposite, located, rootCaveats, rootDoubts, rootSaid } from '../located.ts';
import { ADVICE } from '../override-reasons.ts';
import { signsOf } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

export const nerveRoot: Recommendation = {
  id: 'REC-11',
  version: '1.3.0',
  title: 'Most consistent nerve root',
  hooks: VISIT,
  when: any(
    eitherLeg(all(root(), dx('RADIC'))),
    all(signsOppositeSymptoms, eitherLeg(all(root(), rootSign))),
  ),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-07', 'S-16', 'S-28', 'S-36', 'S-37', 'S-38'],
  evidence: [
    {
      cite: 'suri-2011',
      says: 'Reflexes, key-point sensation, femoral stretch and hip abduction by root (n = 54)',
      strength: 'diagnostic study',
    },
    {
      cite: 'murphy-2009',
      says: 'About two thirds of lumbar root pain is not dermatomal',
      strength: 'diagnostic study',
    },
    { cite: 'albert-2019', says: 'Pain drawings do not tell L5 from S1', strength: 'diagnostic study' },
    { cite: 'expert', says: 'The points of the table', strength: 'expert consensus' },
  ],
  basis: (s) =>
    located(s).map(
      ({ leg, result, confidence, scores }) =>
        `root:${leg}=${result}/${confidence}/${Object.values(scores).join(',')}`,
    ),
  contributes: (s) => {
    const all = located(s);
    const [best] = all;
    if (best === undefined) return [];
    const discordant = isDiscordant(best);
    const opposite = !discordant && isOpposite(s);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        causes: ['RADIC', 'LDH', 'FORAM'],
        ...(opposite && {
          name: say('leg.opposite', { root: rootSaid(best) }),
          act: { summary: say('opposite.act'), line: say('opposite.line') },
        }),
        ...(discordant && { act: { summary: say('discordant.act'), line: say('discordant.line') } }),
        reasons: all.flatMap(({ leg, roots }) =>
          roots
            .slice(0, discordant ? 2 : 1)
            .flatMap((one) => signsOf(s, leg, one).slice(0, discordant ? 2 : 4)),
        ),
        but: rootDoubts(s),
        caveats: rootCaveats(s),
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'weak great toe, numb dorsum of the foot, positive straight leg raise',
        given: {
          age: 38,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
            ['pain-quality', ['shooting'], 'L'],
            ['slr', true, 'L'],
            ['mrc-great-toe-extension', 4, 'L'],
            ['sens-dorsal-foot', 'reduced', 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'the left leg hurts, the right ankle reflex and lateral foot are lost',
        given: {
          age: 38,
          findings: [
            ['leg-pain', true, 'L'],
            ['reflex-achilles', 'absent', 'R'],
            ['sens-lateral-foot', 'reduced', 'R'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'symptoms and signs on different legs, but no sign names a root',
        given: {
          age: 38,
          findings: [
            ['leg-pain', true, 'L'],
            ['slr', true, 'R'],
          ],
        },
        expect: null,
      },
      {
        title: 'the same pain, nothing examined',
        given: {
          age: 38,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
            ['pain-quality', ['shooting'], 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
