/**
 * The 32 vignettes of the knowledge specification, as the engine's input and as what it must answer.
 * A fact is `[id, value, {side, days, src, status}]`: unsided, today, by examination and final unless it
 * says otherwise.
 */
import type { EngineInput, Fact, Hook, Order, Side } from '../../rules/engine/types.ts';
import data from './dev-vignettes.json' with { type: 'json' };

interface Options {
  readonly side?: Side;
  readonly days?: number;
  readonly src?: Fact['src'];
  readonly status?: string;
}
type ShortFact = readonly [id: string, value: Fact['value'], options?: Options];

interface ShortInput {
  readonly age?: number;
  readonly pregnant?: boolean;
  readonly egfr?: number;
  readonly cond?: readonly string[];
  readonly meds?: readonly string[];
  readonly f: readonly ShortFact[];
  readonly freetext?: number;
  readonly closed?: boolean;
  readonly hook?: Hook;
  readonly order?: Order;
}

type ShortSide = 'L' | 'R' | 'U';

export interface DevVignette {
  readonly id: string;
  readonly title: string;
  readonly input: ShortInput;
  readonly why: string;
  readonly mustNotFire: readonly string[];
  readonly expected: {
    readonly recommendations: readonly string[];
    readonly urgency: string;
    readonly redFlags: Readonly<Record<string, string>>;
    readonly root: Readonly<
      Partial<Record<ShortSide, { result: string; confidence: string; scores: Record<string, number> }>>
    >;
    readonly differential: Readonly<Record<string, { category: string; side: ShortSide; score: number }>>;
    readonly nextBest: { finding: string; for: string } | null;
    readonly notes: readonly string[];
    readonly stale: readonly (readonly [id: string, side: ShortSide | null, days: number])[];
    readonly conflicts: readonly unknown[];
  };
}

export const devVignettes = (data as unknown as { vignettes: readonly DevVignette[] }).vignettes;

const fact = ([id, value, options]: ShortFact, n: number): Fact => ({
  id,
  value,
  days: options?.days ?? 0,
  src: options?.src ?? 'exam',
  status: options?.status ?? 'final',
  ref: `Observation/${n}`,
  ...(options?.side && { side: options.side }),
});

export const inputOf = ({ f, cond, meds, freetext, hook, ...rest }: ShortInput): EngineInput => ({
  ...rest,
  now: '2026-11-22T09:00:00Z',
  cond: cond ?? [],
  meds: meds ?? [],
  facts: f.map(fact),
  freetext: freetext ?? 0,
  hook: hook ?? 'patient-view',
});

export const LEG = { L: 'left', R: 'right', U: 'unspecified' } as const;
