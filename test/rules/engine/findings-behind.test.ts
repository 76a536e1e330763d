/** The reasons on a card are those of the trace, found without building it. */
import { expect, test } from 'vitest';
import { tables } from '../../../rules/differential/index.ts';
import { findingsBehind } from '../../../rules/engine/because.ts';
import { compile } from '../../../rules/engine/compile.ts';
import { explain, type FindingUsed, type TraceNode } from '../../../rules/engine/explain.ts';
import { extract } from '../../../rules/extract/index.ts';
import { evaluate } from '../../../rules/index.ts';
import { loadPatients } from '../../../sandbox/patients/load-patients.ts';

const now = new Date('2026-11-22T15:00:00Z');

const charts = loadPatients(now).flatMap(({ id = '', entry = [] }) => {
  const resources = entry.map(({ resource }) => resource);
  const patient = resources.find((one) => one?.resourceType === 'Patient')?.id ?? id;
  const { input } = extract({ now: now.toISOString(), patientId: patient, hook: 'patient-view', resources });
  return evaluate(input)
    .fired.slice(0, 1)
    .map(({ situation }) => [patient, situation] as const);
});

const leavesOf = (node: TraceNode): TraceNode[] => node.of?.flatMap(leavesOf) ?? [node];

/** Nodes of a trace that decided a true criterion: what was established and made it so. */
const deciding = (node: TraceNode): TraceNode[] => {
  if (node.truth !== true || node.op === 'unlessKnown' || node.context) return [];
  return node.op === 'not' ? leavesOf(node) : (node.of?.flatMap(deciding) ?? [node]);
};

const establishedBy = (node: TraceNode): FindingUsed[] =>
  deciding(node).flatMap(({ findings }) => (findings ?? []).filter(({ value }) => value !== undefined));

test.each(charts)('%s: every item of every table, on every leg', (_, { context }) => {
  const { each, midline } = context.legs;
  let compared = 0;
  for (const leg of [...each, midline])
    for (const { when } of Object.values(tables).flatMap(({ items }) => items)) {
      const truth = compile(when)(context, leg);
      if (truth === null) continue;
      const node = explain(truth ? when : { op: 'not', of: when }, context, leg);
      expect(findingsBehind(when, truth, context, leg)).toEqual(establishedBy(node));
      compared++;
    }
  expect(compared).toBeGreaterThan(5);
});
