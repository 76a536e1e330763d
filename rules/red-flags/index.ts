/**
 * The stage that runs first and alone: the red flags (§3). Every pathway is evaluated; the most urgent
 * wins. Absence never fires, and what nobody documented neither fires nor reassures.
 */
import { because } from '../engine/because.ts';
import { establish, type Holds } from '../engine/compile.ts';
import type { Context } from '../engine/context.ts';
import type { FlagUrgency } from '../engine/criterion.ts';
import { type RedFlagId, redFlagIds } from '../engine/ids.ts';
import type { RedFlag } from '../engine/types.ts';
import { acuteLimbIschaemia } from './acute-limb-ischaemia.ts';
import { aorticAneurysm } from './aortic-aneurysm.ts';
import { bleeding } from './bleeding.ts';
import { caudaEquina } from './cauda-equina.ts';
import { caudaEquinaEarly } from './cauda-equina-early.ts';
import { deepVeinThrombosis } from './deep-vein-thrombosis.ts';
import { fracture } from './fracture.ts';
import { infection } from './infection.ts';
import { malignancy } from './malignancy.ts';
import { motor } from './motor-deficit.ts';
import type { RedFlagLevel, RedFlagRule } from './red-flag.ts';
import { septicJoint } from './septic-joint.ts';
import { upperMotorNeurone } from './upper-motor-neurone.ts';

export type { RedFlagLevel, RedFlagRule } from './red-flag.ts';

/** In the order of section 3; a flag may read the flags before it. */
export const redFlags: Readonly<Record<RedFlagId, RedFlagRule>> = {
  'RF-CES': caudaEquina,
  'RF-CES-EARLY': caudaEquinaEarly,
  'RF-MOTOR': motor,
  'RF-UMN': upperMotorNeurone,
  'RF-INFECTION': infection,
  'RF-MALIGNANCY': malignancy,
  'RF-FRACTURE': fracture,
  'RF-AAA': aorticAneurysm,
  'RF-ALI': acuteLimbIschaemia,
  'RF-DVT': deepVeinThrombosis,
  'RF-SEPTIC-JOINT': septicJoint,
  'RF-BLEEDING': bleeding,
};

export const isRedFlagId = (id: string): id is RedFlagId => Object.hasOwn(redFlags, id);

interface CompiledFlag {
  readonly id: RedFlagId;
  readonly levels: readonly { readonly level: RedFlagLevel; readonly established: Holds }[];
  readonly unless: Holds | undefined;
}

const compileFlags = (rules: Readonly<Record<RedFlagId, RedFlagRule>>): readonly CompiledFlag[] =>
  redFlagIds.map((id) => {
    const { levels, unless } = rules[id];
    return {
      id,
      levels: levels.map((level) => ({ level, established: establish(level.when) })),
      unless: unless && establish(unless),
    };
  });

/** What cannot be evaluated does not hold: no level rests on it, and nothing is silenced by it. */
const holds = (established: Holds, context: Context, failed: () => void): boolean => {
  try {
    return established(context, context.legs.midline);
  } catch {
    failed();
    return false;
  }
};

const fired = (
  { levels, unless }: CompiledFlag,
  context: Context,
  failed: () => void,
): RedFlagLevel | undefined => {
  const level = levels.find(({ established }) => holds(established, context, failed));
  return level && !(unless && holds(unless, context, failed)) ? level.level : undefined;
};

export interface RaisedFlags {
  /** Most urgent first, then in the order of section 3. */
  readonly raised: readonly RedFlag[];
  readonly levels: ReadonlyMap<RedFlagId, FlagUrgency>;
  /** Of which a level, or what silences it, could not be evaluated. */
  readonly failed: ReadonlySet<RedFlagId>;
}

const ORDER: Readonly<Record<FlagUrgency, number>> = { emergent: 0, urgent: 1, soon: 2 };

/** A flag stands without its reasons when they cannot be made. */
const reasonsOf = ({ when }: RedFlagLevel, context: Context): readonly string[] => {
  try {
    return because(when, context, context.legs.midline);
  } catch {
    return [];
  }
};

/** Raises flags by the given rules; `context.legs` is the chart's safety reading of the legs. */
export const raiser = (rules: Readonly<Record<RedFlagId, RedFlagRule>>) => {
  const compiled = compileFlags(rules);
  return (context: Context): RaisedFlags => {
    const levels = new Map<RedFlagId, FlagUrgency>();
    const seen: Context = { ...context, concluded: { flags: levels } };
    const raised: RedFlag[] = [];
    const failed = new Set<RedFlagId>();
    for (const flag of compiled) {
      const level = fired(flag, seen, () => failed.add(flag.id));
      if (!level) continue;
      levels.set(flag.id, level.urgency);
      raised.push({ id: flag.id, urgency: level.urgency, because: reasonsOf(level, seen) });
    }
    raised.sort((a, b) => ORDER[a.urgency] - ORDER[b.urgency]);
    return { raised, levels, failed };
  };
};

export const raise = raiser(redFlags);
