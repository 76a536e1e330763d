/** Leaves about what earlier stages concluded. */
import type { ByLeg, Conclusions } from './context.ts';
import type { Criterion, FlagUrgency, RootKind } from './criterion.ts';
import { byLeg, everywhere, type Lanes, UNKNOWN } from './lanes.ts';
import type { Category, RootResult } from './types.ts';

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

/** Inside a leg's scope the leg's own conclusion counts; outside, any leg's. */
const ofLegs = <T>(by: ByLeg<T>, holds: (one: T) => boolean): Lanes => {
  const left = by.left !== undefined && holds(by.left);
  const right = by.right !== undefined && holds(by.right);
  const unspecified = by.unspecified !== undefined && holds(by.unspecified);
  return byLeg({ left, right, unspecified, midline: left || right || unspecified });
};

/** The truth on each leg. What no stage has reached yet is not documented. */
export type OfConclusions = (concluded: Conclusions) => Lanes;

/** Undefined where the criterion is not about a conclusion. */
export const compileConclusion = (criterion: Criterion): OfConclusions | undefined => {
  switch (criterion.op) {
    case 'flag': {
      const { id, atLeast } = criterion;
      return ({ flags }) => (flags ? everywhere(reachesLevel(flags.get(id), atLeast)) : UNKNOWN);
    }
    case 'urgency': {
      const { atLeast } = criterion;
      return ({ flags }) =>
        flags ? everywhere([...flags.values()].some((level) => reachesLevel(level, atLeast))) : UNKNOWN;
    }
    case 'dx': {
      const { id, atLeast } = criterion;
      const holds = (category: Category) => likelyEnough(category, atLeast);
      return ({ diagnoses }) => (diagnoses ? ofLegs(diagnoses.get(id) ?? {}, holds) : UNKNOWN);
    }
    case 'root': {
      const { kind } = criterion;
      const holds = (result: RootResult) => ofKind(result, kind);
      return ({ roots }) => (roots ? ofLegs(roots, holds) : UNKNOWN);
    }
    default:
      return undefined;
  }
};
