/** REC-12: what it probably is, at most three, in words; with REC-11 when a root is named. */
import { tables } from '../../differential/index.ts';
import { any, dx, each } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import { diagnosisIds } from '../../engine/ids.ts';
import type { Differential } from '../../engine/types.ts';
import { diagnosisBasis } from '../basis.ts';
import type { Content, Recorded } from '../content.ts';
import { longName, shortName, sideWords } from '../diagnosis-names.ts';
import { legLines } from '../leg-lines.ts';
import {
  isDiscordant,
  isOpposite,
  located,
  PAIN_DRAWING,
  rootAdvice,
  rootLine,
  rootName,
} from '../located.ts';
import { mimicLines, mimicOffers } from '../mimics.ts';
import { type NextFinding, nextFinding, nextStep } from '../next-finding.ts';
import { ADVICE } from '../override-reasons.ts';
import { open, opposing, signsOf, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { possible, type Situation } from '../situation.ts';
import { advice, SAFETY_NET, type SuggestionDraft, task } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { capitalised, SUMMARY_LIMIT, shortened, type Words } from '../words.ts';

const idOf = ({ condition }: Differential): DiagnosisId => condition as DiagnosisId;

const ranked = (s: Situation): readonly Differential[] => possible(s).slice(0, 3);

const named = (s: Situation, one: Differential): string => `${shortName(s, idOf(one))} ${one.category}`;

/** Room that cut words need to say anything. */
const SHORTEST = 12;

/** The next finding gives way last: it is what to do. */
const sentence = (opening: string, names: readonly string[], next: NextFinding | undefined): string => {
  const then = next?.isQuestion ? nextStep(next) : next && `Most useful next finding: ${next.words}`;
  for (let shown = names.length; shown > 0; shown--) {
    const text = `${opening}${names.slice(0, shown).join('; ')}.${then === undefined ? '' : ` ${then}`}`;
    if (text.length < SUMMARY_LIMIT) return text;
  }
  const head = `${opening}${names[0] ?? ''}.`;
  const room = SUMMARY_LIMIT - 1 - head.length - ' Next: '.length;
  return next === undefined || room < SHORTEST
    ? shortened(head, SUMMARY_LIMIT - 1)
    : `${head} Next: ${shortened(next.words, room)}`;
};

/** `Piriformis syndrome (right): possible. For: …. Against: ….` */
const lineOf = (s: Situation, one: Differential): Words => {
  const id = idOf(one);
  const name = `${capitalised(longName(s, id))}${sideWords(s, one)}: ${one.category}`;
  if (one === ranked(s)[0]) return `${name}, by what is listed above.`;
  const words = (all: readonly Recorded[]) =>
    all
      .slice(0, 3)
      .map(({ words: text }) => text)
      .join(', ');
  const pro = words(supporting(s, id));
  const contra = words(opposing(s, id));
  return `${name}. For: ${pro}.${contra === '' ? '' : ` Against: ${contra}.`}`;
};

const suggestions = (s: Situation): readonly SuggestionDraft[] => {
  const next = nextFinding(s);
  return [
    ...(next === undefined
      ? []
      : [task('perform-exam', 'Record the most useful next finding', `Record: ${next.words}`)]),
    ...mimicOffers(s),
    advice('Give safety-net advice', SAFETY_NET),
  ];
};

const NOT_A_DIAGNOSIS = 'Decision support from recorded data; it does not make the diagnosis.';

const content = (s: Situation): Content => {
  const all = ranked(s);
  const [first] = all;
  const next = nextFinding(s);
  return {
    indicator: 'info',
    summary: sentence(
      'Leg symptoms: ',
      all.slice(0, 2).map((one) => named(s, one)),
      next,
    ),
    lead:
      next === undefined
        ? 'Consider these causes; likely and possible are words for the record, not probabilities.'
        : `${nextStep(next)} ${next.isDanger ? 'An emergency hangs on it.' : 'It would change this ranking most.'}`,
    because: first === undefined ? [] : supporting(s, idOf(first)).slice(0, 4),
    against: first === undefined ? [] : opposing(s, idOf(first)).slice(0, 3),
    missing: first === undefined ? [] : open(s, idOf(first)).slice(0, 5),
    limits: [NOT_A_DIAGNOSIS],
    ...(first && { source: tables[idOf(first)].evidence[0].cite }),
    advice: [...all.map((one) => lineOf(s, one)), ...mimicLines(s)],
    notes: legLines(s),
    suggestions: suggestions(s),
  };
};

/** Two wordings of one fact, a sign of the root and an item of the diagnosis, are said once. */
const isSame = (one: Recorded, other: Recorded): boolean =>
  one === other ||
  (one.fact !== undefined && one.fact.ref === other.fact?.ref && one.fact.id === other.fact.id);

/** The one card of REC-11 and REC-12, from what REC-12 says alone. */
export const withRoot = (s: Situation, plain: Content): Content => {
  const [best] = located(s);
  if (best === undefined) return plain;
  const where = isDiscordant(best)
    ? `Signs at ${best.roots.join('+')}, more than one level; `
    : isOpposite(s)
      ? `Signs of the ${rootName(best)}, symptoms on the other side: check the record; `
      : `${capitalised(rootName(best))} fits best (${best.confidence} confidence); `;
  const first = best.roots[0];
  const because =
    first === undefined
      ? (plain.because ?? [])
      : [...signsOf(s, best.leg, first).slice(0, 4), ...(plain.because ?? [])];
  return {
    ...plain,
    summary: sentence(
      where,
      ranked(s)
        .slice(0, 2)
        .map((one) => named(s, one)),
      nextFinding(s),
    ),
    because: because.filter((one, n) => because.findIndex((other) => isSame(one, other)) === n),
    advice: [...located(s).map(rootLine), ...plain.advice, ...rootAdvice(s)],
    notes: [...legLines(s), PAIN_DRAWING],
  };
};

export const rankedDifferential: Recommendation = {
  id: 'REC-12',
  version: '1.4.0',
  title: 'Ranked differential',
  hooks: VISIT,
  when: any(...each(diagnosisIds as unknown as readonly [DiagnosisId, ...DiagnosisId[]], (id) => dx(id))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: [
    'S-03',
    'S-06',
    'S-08',
    'S-10',
    'S-11',
    'S-12',
    'S-13',
    'S-19',
    'S-20',
    'S-23',
    'S-27',
    'S-30',
    'S-31',
    'S-32',
    'S-34',
    'S-35',
    'S-36',
    'S-53',
    'S-58',
  ],
  evidence: [
    {
      cite: 'expert',
      says: 'Weights as half-decibans of published likelihood ratios, capped; each item cites its own source',
      strength: 'expert consensus',
    },
    {
      cite: 'stynes-2018',
      says: 'Items of the history and examination for root pain',
      strength: 'diagnostic study',
    },
    { cite: 'petersen-2017', says: 'Which clinical classifications hold up', strength: 'systematic review' },
  ],
  basis: (s) => [...diagnosisBasis(...ranked(s).map(idOf))(s), `next:${nextFinding(s)?.words ?? ''}`],
  content,
  vignettes: {
    fires: [
      {
        title: 'electric pain into the great toe, worse sitting, nothing examined',
        given: {
          age: 40,
          closed: true,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'lateral-leg', 'great-toe'], 'L'],
            ['pain-dominance', 'leg'],
            ['pain-quality', ['electric'], 'L'],
            ['numbness', 'moderate', 'L'],
            ['pain-aggravating', ['sitting', 'cough-sneeze-strain-leg'], 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'only leg pain is coded: nothing may be ranked',
        given: { age: 40, findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};
