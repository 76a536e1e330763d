/** Leaves about what earlier stages concluded. */
import type { LegChart } from './chart.ts';
import type { ByLeg, Context } from './context.ts';
import type { Criterion, FlagUrgency, RootKind } from './criterion.ts';
import type { Compiled } from './truth.ts';
import type { Category, Leg, RootResult } from './types.ts';

const URGENCY: Readonly<Record<FlagUrgency, number>> = { soon: 1, urgent: 2, emergent: 3 };

/** Whether a level is at least another. */
const reachesLevel = (level: FlagUrgency | undefined, least: FlagUrgency): boolean =>
  level !== undefined && URGENCY[level] >= URGENCY[least];

const ofKind = (result: RootResult, kind: RootKind): boolean => {
  switch (kind) {
    case 'any':
      return result.result !== 'none';
    case 'discordant':
      return result.confidence === 'discordant';
    case 'pair':
      return result.confidence !== 'discordant' && result.result.includes('/');
    case 'single':
      return result.confidence !== 'discordant' && result.result !== 'none' && !result.result.includes('/');
  }
};

const likelyEnough = (category: Category | undefined, least: 'possible' | 'likely'): boolean =>
  category === 'likely' || (least === 'possible' && category === 'possible');

const LEGS: readonly Leg[] = ['left', 'right', 'unspecified'];

/** Inside a leg's scope the leg's own conclusion counts; outside, any leg's. `holds` is made once, at load. */
const concluded = <T>(by: ByLeg<T>, context: Context, leg: LegChart, holds: (one: T) => boolean) => {
  if (leg !== context.legs.midline) {
    const own = by[leg.leg];
    return own !== undefined && holds(own);
  }
  for (const on of LEGS) {
    const own = by[on];
    if (own !== undefined && holds(own)) return true;
  }
  return false;
};

/** Undefined where the criterion is not about a conclusion. */
export const compileConclusion = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'flag': {
      const { id, atLeast } = criterion;
      return ({ concluded: { flags } }) => (flags ? reachesLevel(flags.get(id), atLeast) : null);
    }
    case 'urgency': {
      const { atLeast } = criterion;
      return ({ concluded: { flags } }) => {
        if (!flags) return null;
        for (const level of flags.values()) if (reachesLevel(level, atLeast)) return true;
        return false;
      };
    }
    case 'dx': {
      const { id, atLeast } = criterion;
      const holds = (category: Category) => likelyEnough(category, atLeast);
      return (context, leg) => {
        const all = context.concluded.diagnoses;
        if (!all) return null;
        const by = all.get(id);
        return by ? concluded(by, context, leg, holds) : false;
      };
    }
    case 'root': {
      const { kind } = criterion;
      const holds = (result: RootResult) => ofKind(result, kind);
      return (context, leg) => {
        const { roots } = context.concluded;
        return roots ? concluded(roots, context, leg, holds) : null;
      };
    }
    case 'stale': {
      const { findings: of } = criterion;
      return ({ chart }) => chart.stale.some(({ finding }) => of === undefined || of.includes(finding));
    }
    case 'conflict':
      return ({ chart }) => chart.conflicts.length > 0;
    default:
      return undefined;
  }
};
