/**
 * Properties over random values. A property that fails says three things: what went wrong, the smallest value for
 * which it does (a chart as a vignette, ready to paste), and one command that runs that value again.
 */
import { relative } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { VIGNETTE_NOW } from '../../rules/engine/rule.ts';
import type { EngineInput, Fact } from '../../rules/engine/types.ts';

export interface Runs {
  readonly seed?: number;
  readonly numRuns?: number;
}

/** Every run tries the same values, so that a failure is about the change at hand. */
const SEED = 20_261_122;

const isChart = (value: unknown): value is EngineInput =>
  typeof value === 'object' && value !== null && 'facts' in value && 'cond' in value && 'meds' in value;

const isFact = (value: unknown): value is Fact =>
  typeof value === 'object' && value !== null && 'id' in value && 'src' in value && 'status' in value;

const literal = (value: unknown): string =>
  typeof value === 'string'
    ? `'${value.replace(/[\\']/g, (mark) => `\\${mark}`)}'`
    : Array.isArray(value)
      ? `[${value.map(literal).join(', ')}]`
      : fc.stringify(value);

/** What a row of a vignette cannot say. */
const remarkOf = ({ src, status }: Fact): string =>
  src === 'exam' && status === 'final' ? '' : ` // src: ${String(src)}, status: ${status}`;

const rowOf = (fact: Fact): string => {
  const { id, value, side, days } = fact;
  const given: readonly unknown[] =
    days !== 0 ? [id, value, side, days] : side === undefined ? [id, value] : [id, value, side];
  return `    [${given.map(literal).join(', ')}],${remarkOf(fact)}`;
};

/** The chart as a vignette's `given`. What a vignette has no word for is in a remark. */
export const vignetteOf = (input: EngineInput): string => {
  const { age, cond, meds, closed, freetext, hook, facts, now } = input;
  return [
    'given: {',
    ...(now === VIGNETTE_NOW ? [] : [`  // now: ${now}`]),
    ...(age === undefined ? [] : [`  age: ${age},`]),
    ...(cond.length === 0 ? [] : [`  history: ${literal(cond)},`]),
    ...(meds.length === 0 ? [] : [`  drugs: ${literal(meds)},`]),
    ...(closed === undefined ? [] : [`  closed: ${closed},`]),
    ...(freetext === 0 ? [] : [`  freetext: ${freetext},`]),
    ...(hook === 'patient-view' ? [] : [`  hook: '${hook}',`]),
    '  findings: [',
    ...facts.map(rowOf),
    '  ],',
    '},',
  ].join('\n');
};

const printed = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(printed).join('\n')
    : isChart(value)
      ? vignetteOf(value)
      : isFact(value)
        ? rowOf(value)
        : fc.stringify(value);

const projectOf = (file: string): string => /^test\/(infra|browser)\//.exec(file)?.[1] ?? 'unit';

const commandOf = (seed: number, path: string | null): string => {
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = relative(process.cwd(), testPath);
  const title = currentTestName.split(' > ').at(-1) ?? '';
  const name = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return `FC_SEED=${seed} FC_PATH=${path ?? ''} npx vitest run --project ${projectOf(file)} ${file} -t ${JSON.stringify(name)}`;
};

const report = <T>(details: fc.RunDetails<T>): void => {
  if (!details.failed) return;
  const { counterexample, errorInstance, seed, counterexamplePath, numRuns } = details;
  const error = errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance));
  const text = [
    error.message,
    `\nThe smallest of ${numRuns} tries for which it fails:\n`,
    printed(counterexample),
    '\nRun it again:\n',
    commandOf(seed, counterexamplePath),
  ].join('\n');
  throw Object.assign(new Error(text, { cause: error }), { name: error.name });
};

const replay = (): Partial<fc.Parameters> => {
  const { FC_SEED: seed, FC_PATH: path } = process.env;
  return seed === undefined ? {} : { seed: Number(seed), ...(path && { path, endOnFailure: true }) };
};

/** `fc.check` for both kinds of properties: its own types know one at a time. */
const check = fc.check as <T>(
  property: unknown,
  parameters: unknown,
) => fc.RunDetails<T> | Promise<fc.RunDetails<T>>;

/** @throws Error when the property does not hold, with what to paste and what to run */
export function holds<T>(property: fc.IPropertyWithHooks<T>, runs?: Runs): void;
export function holds<T>(property: fc.IAsyncPropertyWithHooks<T>, runs?: Runs): Promise<void>;
export function holds<T>(
  property: fc.IPropertyWithHooks<T> | fc.IAsyncPropertyWithHooks<T>,
  runs: Runs = {},
): void | Promise<void> {
  const details = check<T>(property, { seed: SEED, ...runs, ...replay() });
  return details instanceof Promise ? details.then(report) : report(details);
}
