/**
 * Why the rules concluded what they did, as a value (design: the explanation is a value). Every rule that
 * was considered is in it, fired or not, with the truth of each part and the facts behind it.
 */
import type { TraceNode } from './explain.ts';
import type { Truth } from './lanes.ts';
import type { Category, Leg, Root, RootResult } from './types.ts';

export type RuleTrace =
  | {
      readonly kind: 'red-flag' | 'recommendation';
      readonly rule: string;
      readonly version: string;
      readonly title: string;
      readonly fired: boolean;
      /** The level of a red flag that fired. */
      readonly level?: string;
      readonly when: TraceNode;
      readonly unless?: TraceNode;
    }
  | {
      readonly kind: 'localisation';
      readonly rule: 'ROOT';
      readonly version: string;
      readonly title: string;
      readonly fired: boolean;
      readonly leg: Leg;
      readonly result: RootResult;
      /** Points of each root by modality, and what normal findings took. */
      readonly modalities: Readonly<Record<string, Readonly<Record<Root, number>>>>;
      readonly signs: readonly TraceNode[];
    }
  | {
      readonly kind: 'diagnosis';
      readonly rule: string;
      readonly version: string;
      readonly title: string;
      readonly fired: boolean;
      readonly leg: Leg;
      readonly category: Category;
      readonly score: number;
      readonly items: readonly {
        readonly item: string;
        readonly truth: Truth;
        readonly points: number;
        readonly when: TraceNode;
      }[];
    };
