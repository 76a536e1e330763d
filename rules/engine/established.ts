/**
 * Whether what is made of parts is established: `compositeTruth(…) === true`, without finding out of the rest
 * whether it is refuted or open. `all` asks first what reads least: it is the least likely to be on record.
 */
import type { Criterion } from './criterion.ts';
import { newSlot, recall, remember } from './memory.ts';
import { countOf } from './on-record.ts';
import { type Holds, holds, opposite, type Part, truthOf } from './truth.ts';
import { readsConclusion } from './walk.ts';

const allHold = (parts: readonly Part[]): Holds => {
  const ordered = parts
    .map((part) => ({ part, reads: countOf(part) }))
    .sort((a, b) => a.reads - b.reads)
    .map(({ part }) => part);
  return (context, leg) => {
    for (const part of ordered) if (!holds(part, context, leg)) return false;
    return true;
  };
};

const someHold =
  (parts: readonly Part[]): Holds =>
  (context, leg) => {
    for (const part of parts) if (holds(part, context, leg)) return true;
    return false;
  };

const enoughHold =
  (count: number, parts: readonly Part[]): Holds =>
  (context, leg) => {
    let established = 0;
    for (const part of parts) if (holds(part, context, leg)) established++;
    return established >= count;
  };

const holdsOnSomeLeg =
  (part: Part): Holds =>
  (context) => {
    for (const leg of context.legs.each) if (holds(part, context, leg)) return true;
    return false;
  };

/** As `remembered` of `kleene.ts`. */
const remembered = (of: Criterion, part: Part): Holds => {
  if (readsConclusion(of)) return part.holds;
  const slot = newSlot();
  return (context, leg) => {
    const known = recall(leg, slot);
    if (known !== undefined) return known === true;
    const does = holds(part, context, leg);
    remember(leg, slot, does);
    return does;
  };
};

const ofOne = (criterion: Criterion, part: Part): Holds | undefined => {
  switch (criterion.op) {
    case 'not':
      return (context, leg) => truthOf(part, context, leg) === false;
    case 'unlessKnown':
      return (context, leg) => !holds(part, context, leg);
    case 'term':
      return remembered(criterion.of, part);
    case 'eitherLeg':
      return holdsOnSomeLeg(part);
    case 'bothLegs':
      return (context) => holds(part, context, context.legs.left) && holds(part, context, context.legs.right);
    case 'symmetric':
    case 'bilateral':
      return (context, leg) => {
        const other = opposite(context, leg);
        return other !== undefined && holds(part, context, leg) && holds(part, context, other);
      };
    case 'unilateral':
      return (context, leg) => {
        if (!holds(part, context, leg)) return false;
        const other = opposite(context, leg);
        return other === undefined || !holds(part, context, other);
      };
    default:
      return undefined;
  }
};

/** Whether a composite is established, from its parts; undefined where its truth has to be worked out. */
export const compositeHolds = (criterion: Criterion, parts: readonly Part[]): Holds | undefined => {
  switch (criterion.op) {
    case 'all':
      return allHold(parts);
    case 'any':
    case 'either':
      return someHold(parts);
    case 'atLeast':
      return enoughHold(criterion.count, parts);
    default: {
      const [part] = parts;
      return part && ofOne(criterion, part);
    }
  }
};
