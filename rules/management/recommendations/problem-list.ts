/** REC-29: a more specific problem-list code. */
import { all, any, condition, dx, each } from '../../engine/criterion.ts';
import { type DiagnosisId, diagnosisIds } from '../../engine/ids.ts';
import { diagnosisBasis } from '../basis.ts';
import { causeName } from '../diagnosis-names.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { isOfAssumedLeg, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { excludes, icdCode, problemsFor } from '../specificity-map.ts';
import type { ProblemDraft } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { inWords, say } from '../wording/say.ts';

/** Our own words for the unspecified codes: chart text never enters a summary. */
const unspecified: readonly (readonly [prefix: string, words: string])[] = [
  ['M54.30', 'sciatica, unspecified side'],
  ['M54.40', 'lumbago with sciatica, unspecified side'],
  ['M54.50', 'low back pain, unspecified'],
  ['M54.9', 'dorsalgia, unspecified'],
  ['M54.10', 'radiculopathy, site unspecified'],
  ['R20', 'skin sensation disturbance'],
  ['M79.6', 'pain in leg'],
];

const unspecifiedCode = (s: Situation): string | undefined =>
  s.input.details?.['unspecified-code']?.[0]?.code;

const unspecifiedWords = (s: Situation): string => {
  const code = unspecifiedCode(s);
  const known = unspecified.find(([prefix]) => code?.startsWith(prefix));
  return known?.[1] ?? 'an unspecified code';
};

const likely = (s: Situation) => s.differential.filter(({ category }) => category === 'likely');

const codesOnRecord = (s: Situation): readonly string[] =>
  Object.values(s.input.details ?? {}).flatMap((details) => details.flatMap(({ code }) => code ?? []));

interface Offer {
  readonly offered: readonly ProblemDraft[];
  /** `M54.16 (not beside M51.16)` */
  readonly barred: readonly string[];
}

/** At most three; what Excludes1 forbids beside a code on record is named, not offered. */
const offer = (s: Situation): Offer => {
  const replaced = unspecifiedCode(s);
  const present = codesOnRecord(s).filter((code) => code !== replaced);
  const all = likely(s).flatMap(({ condition: of, side }) => {
    const id = of as DiagnosisId;
    return problemsFor(s, id, isOfAssumedLeg(s, id) ? 'unspecified' : side);
  });
  const offered: ProblemDraft[] = [];
  const barred: string[] = [];
  for (const draft of all) {
    const code = icdCode(draft);
    if (code === undefined || present.includes(code) || offered.some((one) => icdCode(one) === code))
      continue;
    const against = present.find((other) => excludes(code, other));
    if (against === undefined) offered.push(draft);
    else barred.push(`${code} (not beside ${against})`);
  }
  return { offered: offered.slice(0, 3), barred: [...new Set(barred)] };
};

export const specificCode: Recommendation = {
  id: 'REC-29',
  version: '1.2.0',
  title: 'More specific problem-list code',
  hooks: [...VISIT, 'problem-list-item-create'],
  when: all(
    condition('unspecified-code'),
    any(
      ...each(diagnosisIds as unknown as readonly [DiagnosisId, ...DiagnosisId[]], (id) => dx(id, 'likely')),
    ),
  ),
  unless: routineOff,
  selectionBehavior: 'at-most-one',
  overrideReasons: ['not-applicable', 'alternative-dx', 'already-done', 'recipient-disagrees-evidence'],
  seed: ['S-08', 'S-44', 'S-52'],
  evidence: [{ cite: 'icd-10-cm', says: 'Codes, sides, regions and Excludes1 notes', strength: 'guideline' }],
  basis: (s) => [
    unspecifiedCode(s) ?? 'unspecified',
    ...diagnosisBasis(...likely(s).map(({ condition: id }) => id as DiagnosisId))(s),
  ],
  contributes: (s) => {
    const { offered, barred } = offer(s);
    const causes = likely(s).map((one) => causeName(one.condition as DiagnosisId));
    const code = offered[0] && icdCode(offered[0]);
    const visit = s.chart.hook !== 'problem-list-item-create';
    return [
      {
        problem: visit ? 'leg' : 'problem-list',
        indicator: 'info',
        reasons: [
          ...conditionsOnRecord(s, ['unspecified-code']),
          ...likely(s)
            .slice(0, 1)
            .flatMap(({ condition: id }) => supporting(s, id as DiagnosisId).slice(0, 3)),
        ],
        buttons: visit ? offered.slice(0, 1) : offered,
        ...(!visit && {
          name: say('list.more', { entry: inWords(unspecifiedWords(s)) }),
          act: {
            summary:
              code === undefined ? say('list.more.act.none', { causes }) : say('list.more.act', { code }),
            line: say('list.more.line', { causes }),
          },
          but: [...(barred.length > 0 ? [say('list.barred', { codes: barred })] : []), say('list.cause')],
        }),
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'sciatica of unspecified side on the list, left L5 signs',
        given: {
          age: 38,
          history: ['unspecified-code'],
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
        title: 'the same, while the entry is being added',
        given: {
          age: 38,
          hook: 'problem-list-item-create',
          history: ['unspecified-code'],
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
    ],
    doesNot: [
      {
        title: 'the same code, nothing examined',
        given: {
          age: 38,
          history: ['unspecified-code'],
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
