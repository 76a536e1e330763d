/** REC-11: the nerve root that fits best. */
import { all, any, dx, eitherLeg, root } from '../../engine/criterion.ts';
import { rootSign, signsOppositeSymptoms } from '../../terms/deficit.ts';
import type { Recorded } from '../content.ts';
import {
  isDiscordant,
  isOpposite,
  located,
  OPPOSITE,
  PAIN_DRAWING,
  rootAdvice,
  rootLine,
  rootName,
  sideOf,
} from '../located.ts';
import { ADVICE } from '../override-reasons.ts';
import { signsOf } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { routineOff } from '../terms.ts';
import { summary } from '../words.ts';

const shortSign = ({ words }: Recorded): string =>
  typeof words === 'string' ? words : words.filter((word) => typeof word === 'string').join('');

const summaryOf = (s: Situation): string => {
  const [best] = located(s);
  if (best === undefined) return 'Nerve-root findings: see detail';
  if (isDiscordant(best))
    return `Signs at ${best.roots.join(', ')} (${sideOf(best)}): more than one level or not a root problem, do not assume one level`;
  if (isOpposite(s))
    return `Signs of the ${rootName(best)}, symptoms on the other side: check the record before relying on either`;
  const first = best.roots[0];
  const signs = first === undefined ? [] : signsOf(s, best.leg, first).slice(0, 2).map(shortSign);
  return summary(
    (list) =>
      `Findings fit best with ${rootName(best)} (${best.confidence} confidence)${list === '' ? '' : `: ${list}`}`,
    signs,
  );
};

export const nerveRoot: Recommendation = {
  id: 'REC-11',
  version: '1.2.0',
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
  content: (s) => {
    const all = located(s);
    return {
      indicator: 'info',
      summary: summaryOf(s),
      lead: isOpposite(s)
        ? OPPOSITE
        : all.some(isDiscordant)
          ? 'Do not assume one level: the signs point to more than one root, or to something else.'
          : 'Use it to direct the examination and to read the MRI; imaging does not change these points.',
      because: all.flatMap(({ leg, roots }) =>
        roots.slice(0, 1).flatMap((root) => signsOf(s, leg, root).slice(0, 5)),
      ),
      advice: [...all.map(rootLine), ...rootAdvice(s)],
      notes: [PAIN_DRAWING],
    };
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
