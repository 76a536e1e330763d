/** The trace of an evaluation: every rule that was considered, rendered from the same data that decided. */

import type { Assessed } from './assess-legs.ts';
import type { Concluded } from './conclude.ts';
import { compiledTables, tables } from './differential/index.ts';
import type { ByLeg, Context } from './engine/context.ts';
import type { FlagUrgency } from './engine/criterion.ts';
import { explain } from './engine/explain.ts';
import { type DiagnosisId, diagnosisIds, type RedFlagId, redFlagIds } from './engine/ids.ts';
import { pointsOf, score } from './engine/scored-table.ts';
import type { RuleTrace } from './engine/trace.ts';
import type { Category } from './engine/types.ts';
import { KNOWLEDGE_VERSION } from './knowledge-version.ts';
import { modalitiesOf } from './localisation/index.ts';
import { recommendations } from './management/index.ts';
import { redFlags } from './red-flags/index.ts';

const redFlagTraces = (context: Context, raised: ReadonlyMap<RedFlagId, FlagUrgency>): RuleTrace[] =>
  redFlagIds.map((id) => {
    const { version, title, levels, unless } = redFlags[id];
    const level = raised.get(id);
    const shown = levels.find(({ urgency }) => urgency === level) ?? levels[levels.length - 1] ?? levels[0];
    const { midline } = context.legs;
    return {
      kind: 'red-flag',
      rule: id,
      version,
      title,
      fired: level !== undefined,
      ...(level && { level }),
      when: explain(shown.when, context, midline),
      ...(unless && { unless: explain(unless, context, midline) }),
    };
  });

const localisationTraces = (context: Context, { localisations, roots }: Assessed): RuleTrace[] =>
  localisations.map((localisation) => {
    const { leg, result, signs } = localisation;
    const final = roots[leg.leg] ?? result;
    return {
      kind: 'localisation',
      rule: 'ROOT',
      version: KNOWLEDGE_VERSION,
      title: 'Nerve root that the findings fit best',
      fired: final.result !== 'none',
      leg: leg.leg,
      result: final,
      modalities: modalitiesOf(localisation),
      signs: signs.map(({ when }) => explain(when, context, leg)),
    };
  });

const diagnosisTraces = (
  context: Context,
  categories: ReadonlyMap<DiagnosisId, ByLeg<Category>>,
): RuleTrace[] =>
  diagnosisIds.flatMap((id) => {
    const { version, title } = tables[id];
    return context.legs.each.flatMap((leg): RuleTrace[] => {
      const scored = categories.get(id)?.[leg.leg] ? score(compiledTables[id], context, leg) : undefined;
      if (!scored) return [];
      return [
        {
          kind: 'diagnosis',
          rule: id,
          version,
          title,
          fired: scored.category === 'likely' || scored.category === 'possible',
          leg: leg.leg,
          category: scored.category,
          score: scored.score,
          items: tables[id].items.map((item, n) => ({
            item: item.item,
            truth: scored.truths[n] ?? null,
            points: pointsOf(item, scored.truths[n] ?? null, scored.exempt),
            when: explain(item.when, context, leg),
          })),
        },
      ];
    });
  });

const recommendationTraces = (context: Context): RuleTrace[] =>
  recommendations
    .filter(({ hooks }) => hooks.includes(context.chart.hook))
    .map(({ id, version, title, when, unless }) => {
      const { midline } = context.legs;
      const established = explain(when, context, midline);
      const silenced = unless && explain(unless, context, midline);
      return {
        kind: 'recommendation',
        rule: id,
        version,
        title,
        fired: established.truth === true && silenced?.truth !== true,
        when: established,
        ...(silenced && { unless: silenced }),
      };
    });

export const traceOf = ({
  safety,
  context,
  assessed,
}: Pick<Concluded, 'safety' | 'context' | 'assessed'>): RuleTrace[] => [
  ...redFlagTraces(safety, safety.concluded.flags ?? new Map()),
  ...localisationTraces(context, assessed),
  ...diagnosisTraces(context, assessed.ranking.categories),
  ...recommendationTraces(context),
];
