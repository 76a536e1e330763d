/** REC-12: what it probably is; with the root that REC-11 names. */
import { tables } from '../../differential/index.ts';
import { any, dx, each } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import { diagnosisIds } from '../../engine/ids.ts';
import type { Differential } from '../../engine/types.ts';
import { diagnosisBasis } from '../basis.ts';
import { legQuestions } from '../ces-questions.ts';
import type { Act, Recorded } from '../contribution.ts';
import { causeInBrief, causeName, causeSaid, hasDeficit } from '../diagnosis-names.ts';
import { legLines } from '../leg-lines.ts';
import { isDiscordant, located, rootSaid } from '../located.ts';
import { mimicOf } from '../mimics.ts';
import { isDangerNext, nextAsk, nextBasis, nextSaid } from '../next-finding.ts';
import { ADVICE } from '../override-reasons.ts';
import { opposing, signsOf, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { possible, type Situation } from '../situation.ts';
import { advice, task } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';
import { hasOpenTests } from './targeted-examination.ts';

const idOf = ({ condition }: Differential): DiagnosisId => condition as DiagnosisId;

const ranked = (s: Situation): readonly Differential[] => possible(s).slice(0, 3);

/** What a root can be pressed by: named beside the root, not instead of it. */
const OF_A_ROOT: ReadonlySet<DiagnosisId> = new Set<DiagnosisId>(['RADIC', 'LDH', 'FORAM']);

/** The cause that leads: of a root and what presses on it, the root. */
const first = (s: Situation): Differential | undefined => {
  const [top] = ranked(s);
  if (top === undefined || !OF_A_ROOT.has(idOf(top))) return top;
  return possible(s).find((one) => idOf(one) === 'RADIC') ?? top;
};

/** `right S1 radiculopathy`, with the root only where signs name one on the leg of the cause. */
const rootOrCause = (s: Situation, one: Differential): Said => {
  const [best] = located(s);
  if (idOf(one) !== 'RADIC' || best === undefined || isDiscordant(best) || !hasDeficit(s))
    return causeSaid(s, one);
  const certain = one.category === 'likely' && best.confidence !== 'low';
  return say(certain ? 'leg.root' : 'leg.root.low', { root: rootSaid(best) });
};

const nameOf = (s: Situation, one: Differential): Said => {
  const [best] = located(s);
  if (idOf(one) === 'RADIC' && best !== undefined && isDiscordant(best)) {
    const side = best.assumed || best.leg === 'unspecified' ? '' : say(`side.${best.leg}`);
    return say('leg.discordant', { side, roots: best.roots.join(', ') });
  }
  const name = rootOrCause(s, one);
  const presses = possible(s).find((other) => ['LDH', 'FORAM'].includes(other.condition));
  if (idOf(one) !== 'RADIC' || presses === undefined) return name;
  const cause = causeName(idOf(presses));
  return say(presses.category === 'likely' ? 'leg.with.likely' : 'leg.with.possible', { name, cause });
};

/** Two wordings of one fact, a sign of the root and an item of the diagnosis, are said once. */
const isSame = (one: Recorded, other: Recorded): boolean =>
  one === other ||
  (one.fact !== undefined && one.fact.ref === other.fact?.ref && one.fact.id === other.fact.id);

const reasonsOf = (s: Situation, one: Differential): readonly Recorded[] => {
  const [best] = located(s);
  const root = best?.roots[0];
  const signs = idOf(one) === 'RADIC' && best && root ? signsOf(s, best.leg, root).slice(0, 4) : [];
  const all = [...signs, ...supporting(s, idOf(one))];
  return all.filter((reason, n) => all.findIndex((other) => isSame(reason, other)) === n);
};

const others = (s: Situation, one: Differential): readonly Said[] => {
  const causes = ranked(s)
    // a cause with open tests has a line of its own (REC-32), and so has polyneuropathy (REC-33)
    .filter((other) => idOf(other) !== 'POLYNEURO' && !hasOpenTests(s, idOf(other)))
    .filter((other) => other !== one && !(OF_A_ROOT.has(idOf(one)) && OF_A_ROOT.has(idOf(other))))
    .map((other) => causeName(idOf(other)));
  return causes.length === 0 ? [] : [say('cause.also', { causes })];
};

const actOf = (s: Situation): Act => {
  const [open] = legQuestions(s);
  if (isDangerNext(s) && open !== undefined)
    return { summary: say('differential.ces.act'), line: say('differential.ces.line', { open: open.said }) };
  const words = nextSaid(s);
  return words === undefined
    ? { summary: say('differential.watch.act'), line: say('differential.watch.line') }
    : { summary: say('differential.act', { words }), line: say('differential.line', { words }) };
};

export const rankedDifferential: Recommendation = {
  id: 'REC-12',
  version: '1.9.0',
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
    {
      cite: 'nice-ng59',
      says: 'Back pain with or without leg pain: stay active, exercise, self-management',
      strength: 'guideline',
    },
    {
      cite: 'acc-aha-pad-2024',
      says: 'Claudication: treatment of the risks and supervised exercise; revascularisation where it limits life',
      strength: 'guideline',
    },
    { cite: 'petersen-2017', says: 'Which clinical classifications hold up', strength: 'systematic review' },
  ],
  basis: (s) => [...diagnosisBasis(...ranked(s).map(idOf))(s), nextBasis(s)],
  contributes: (s) => {
    const one = first(s);
    if (one === undefined) return [];
    const next = isDangerNext(s) ? undefined : nextSaid(s);
    const mimic = mimicOf(s, idOf(one));
    const reasons = reasonsOf(s, one);
    const name = nameOf(s, one);
    const against = opposing(s, idOf(one))
      .filter((other) => !reasons.some((reason) => isSame(reason, other)))
      .slice(0, 2);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        causes: [idOf(one)],
        name,
        aside: say('leg.fits', { name: idOf(one) === 'RADIC' ? name : causeInBrief(s, one) }),
        act: mimic?.act ?? actOf(s),
        source: tables[idOf(one)].evidence[0].cite,
        reasons,
        next: nextAsk(s),
        but: [...legLines(s), ...(mimic?.but ? [mimic.but] : [])],
        caveats: [
          ...(one.category !== 'likely' && against.length > 0
            ? [say('cause.against', { findings: against.map(({ said }) => said) })]
            : []),
          ...(mimic?.caveat ? [mimic.caveat] : []),
          ...others(s, one),
        ],
        buttons: [
          ...(mimic?.offers ?? []),
          advice(say('button.safety-net'), say('patient.safety-net')),
          ...(next === undefined
            ? []
            : [task('perform-exam', say('button.exam'), say('button.exam.tests', { tests: next }))]),
        ],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'calf pain on walking, eased by standing still, index 0.58: the artery is treated',
        given: {
          age: 67,
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-path', ['posterior-calf'], 'R'],
            ['pain-aggravating', ['walking'], 'R'],
            ['pain-relieving', ['standing-still'], 'R'],
            ['pulses', 'absent', 'R'],
            ['abi', 0.58, 'R'],
            ['pain-onset-days', 200],
          ],
        },
        expect: 'info',
      },
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
