/** What a criterion becomes: a closure over the chart, for the leg in scope. */
import type { LegChart } from './chart.ts';
import type { Context } from './context.ts';
import type { Truth } from './truth.ts';

/** The truth of a criterion for the leg in scope. */
export type Compiled = (context: Context, leg: LegChart) => Truth;
