/**
 * The knowledge: codes found, charts read and assessed. Charts are those of the sandbox's patients: three in
 * five Observations are findings, the rest is the noise of any chart.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { bundle } from '../../infra/build.ts';
import { type CodeMap, meaningOf, readCodeMap } from '../../rules/codes/index.ts';
import { inOurCodes } from '../../rules/extract/site-codes.ts';
import { evaluate } from '../../rules/index.ts';
import { contextOf } from '../cards/compose.ts';
import { devVignettes, inputOf } from '../rules/dev-vignettes.ts';
import { jar, send } from '../support/cds.ts';
import { inSiteCodes, siteCodeMap } from '../support/made-up-site.ts';
import { prefetch, request, bundle as searchset, serviceOf } from '../support/requests.ts';
import { type Bench, type BenchRow, micros, pair } from './bench.ts';
import { chart, parsed, read } from './charts.ts';

const root = join(import.meta.dirname, '../..');
/**
 * Against reading the same chart as JSON, which no service is spared. The aim is 0.6 of it for 50 Observations and
 * 0.4 for 500; it is not reached, and the promises hold what there is (docs/performance.md).
 */
const reading = async (size: number, calls: number, limit: number): Promise<BenchRow> => {
  const json = chart(size);
  const resources = parsed(json);
  const { subject, floor, ratio } = await pair(
    () => evaluate(read(resources).input),
    () => parsed(json),
    { calls },
  );
  return {
    what: `extract and evaluate, ${size} Observations`,
    measured: micros(subject),
    floor: `${micros(floor)} JSON.parse of them`,
    ratio,
    limit,
  };
};

/** A map of that many codes, none of which this chart has, and all that it does have. */
const largeMap = (codes: number): CodeMap => {
  const element = Array.from({ length: codes }, (_, n) => ({
    code: `extra-${n}`,
    target: [{ code: 'leg-pain', equivalence: 'equivalent' }],
  }));
  const [first, ...others] = siteCodeMap.group ?? [];
  const group = [{ ...first, element: [...(first?.element ?? []), ...element] }, ...others];
  const { codeMap } = readCodeMap({ ...siteCodeMap, group });
  if (codeMap === undefined) throw new Error('the map of the bench cannot be used');
  return codeMap;
};

/** Putting a chart into our codes, against the call that it is a part of: what a site pays for having a map. */
const mapping = async (size: number): Promise<BenchRow> => {
  const ours = parsed(chart(size));
  const theirs = ours.map(inSiteCodes);
  const codeMap = largeMap(5000);
  const { invoke } = jar({ anonymous: true }).handlers;
  const body = request('patient-view', { prefetch: prefetch({ observations: searchset(ours) }) });
  const { subject, floor, ratio } = await pair(
    () => theirs.map((one) => inOurCodes(codeMap, one)),
    () => send(invoke, { path: `/cds-services/${serviceOf['patient-view']}`, body }),
    { calls: 40 },
  );
  return {
    what: `put ${size} Observations into our codes by a map of 5,000`,
    measured: micros(subject),
    floor: `${micros(floor)} the call`,
    ratio,
    limit: 0.02,
  };
};

/** Linear: ten times the chart outgrows the processor's caches, and nothing else. */
const growth = async (few: number, many: number): Promise<BenchRow> => {
  const small = parsed(chart(few));
  const large = parsed(chart(many));
  const { subject, floor, ratio } = await pair(
    () => read(large),
    () => read(small),
    { calls: 5 },
  );
  return {
    what: `extract, ${many} Observations`,
    measured: micros(subject),
    floor: `${micros(floor)} ${few} of them`,
    ratio,
    limit: (many / few) * 2,
  };
};

/** Against one Map access for each coding, with the code alone. */
const looking = async (): Promise<BenchRow> => {
  const codings = parsed(chart(500))
    .flatMap(({ code }) => code?.coding ?? [])
    .map(({ system = '', code = '' }) => ({ system, code }));
  const bare = new Map(codings.map(({ code }) => [code, true]));
  let known = 0;
  const { subject, floor, ratio } = await pair(
    () => {
      for (const { system, code } of codings) if (meaningOf(system, code)) known++;
    },
    () => {
      for (const { code } of codings) if (bare.get(code)) known++;
    },
    { calls: 400 },
  );
  return {
    what: `look up ${codings.length} codings`,
    measured: micros(subject),
    floor: `${micros(floor)} one Map access each`,
    ratio,
    limit: known > 0 ? 4 : 0,
  };
};

/** A fresh process that imports a bundle; CPU milliseconds of the import alone. */
const importing = (file: string): number => {
  const script =
    'const c = process.cpuUsage(); await import(process.argv[1]); const d = process.cpuUsage(c); console.log(d.user + d.system)';
  const args = ['--input-type=module', '-e', script, file];
  const runs = Array.from({ length: 7 }, () =>
    Number(execFileSync(process.execPath, args, { encoding: 'utf8' })),
  );
  return Math.min(...runs);
};

/** The knowledge bundled as it is deployed, against a module of the same size that only holds a text. */
const loading = async (): Promise<BenchRow> => {
  const folder = mkdtempSync(join(tmpdir(), 'radix-bench-'));
  const entry = join(folder, 'rules.ts');
  const module = (path: string) => JSON.stringify(join(root, 'rules', path));
  writeFileSync(
    entry,
    `export { evaluate } from ${module('index.ts')};\nexport { extract } from ${module('extract/index.ts')};`,
  );
  await bundle(entry, folder);
  const rules = join(folder, 'index.mjs');
  const text = join(folder, 'text.mjs');
  writeFileSync(text, `export const text = ${JSON.stringify(readFileSync(rules, 'utf8'))};`);
  const subject = importing(rules);
  const floor = importing(text);
  rmSync(folder, { recursive: true });
  return {
    what: 'import rules/, bundled',
    measured: micros(subject),
    floor: `${micros(floor)} a text of the same size`,
    ratio: subject / floor,
    limit: 20,
  };
};

const overrides = { find: () => undefined };
const callId = '0190a000-0000-8000-8000-000000000000';

/** From an evaluation to the cards of one answer, against reading the chart of that answer as JSON. */
const composing = async (size: number, calls: number): Promise<BenchRow> => {
  const json = chart(size);
  const extraction = read(parsed(json));
  const evaluation = evaluate(extraction.input);
  const context = contextOf(extraction.input);
  const { subject, floor, ratio } = await pair(
    () => composeCards({ evaluation, extraction, context, profile: standardProfile, callId, overrides }),
    () => parsed(json),
    { calls },
  );
  return {
    what: `cards of a chart of ${size} Observations`,
    measured: micros(subject),
    floor: `${micros(floor)} JSON.parse of them`,
    ratio,
    limit: 1,
  };
};

/** The same over many kinds of charts, against their evaluation. */
const composingKinds = async (): Promise<BenchRow> => {
  const cases = devVignettes.map(({ input }) => {
    const given = inputOf(input);
    return { input: given, evaluation: evaluate(given), context: contextOf(given) };
  });
  const { subject, floor, ratio } = await pair(
    () => {
      for (const { input, evaluation, context } of cases)
        composeCards({
          evaluation,
          extraction: { input, sources: new Map() },
          context,
          profile: standardProfile,
          callId,
          overrides,
        });
    },
    () => {
      for (const { input } of cases) evaluate(input);
    },
    { calls: 20 },
  );
  return {
    what: `cards of ${cases.length} charts`,
    measured: micros(subject),
    floor: `${micros(floor)} their evaluation`,
    ratio,
    limit: 4,
  };
};

export const bench: Bench = {
  title: 'rules: codes found, charts read and assessed',
  run: async () => [
    await reading(50, 1500, 1),
    await reading(500, 150, 0.75),
    await mapping(50),
    await growth(500, 5000),
    await looking(),
    await composing(50, 400),
    await composingKinds(),
    await loading(),
  ],
};
