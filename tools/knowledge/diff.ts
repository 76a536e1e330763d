/** Two versions of the knowledge, compared: the text of each rule, and what both answer to the same charts. */
import type { FhirResource } from 'fhir/r4';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { type Asked, answerChanges, patientChart, vignettesOfBoth } from './answers.ts';
import { type KnowledgeVersion, knowledgeAt, load } from './knowledge-at.ts';
import type { Compared } from './report.ts';
import { pageChanges, rulePages } from './rule-pages.ts';
import { seededCharts } from './seeded-charts.ts';

/** The day of the synthetic patients' visit, so that a comparison of tomorrow says the same. */
const VISIT = new Date('2026-11-20T15:00:00Z');

export const patients = (): readonly Asked[] =>
  loadPatients(VISIT).map(({ entry = [] }, number) =>
    patientChart(
      stories[number]?.id ?? `patient ${number + 1}`,
      entry.flatMap(({ resource }) => (resource ? [resource as FhirResource] : [])),
      VISIT.toISOString(),
    ),
  );

export interface ComparisonOptions {
  readonly seed: number;
  /** How many charts are made from the seed. */
  readonly charts: number;
  readonly done?: (count: number) => void;
}

/** @param names what the two are called in the report */
export const compare = (
  names: readonly [before: string, after: string],
  [before, after]: readonly [before: KnowledgeVersion, after: KnowledgeVersion],
  { seed, charts, done }: ComparisonOptions,
): Compared => {
  const [vignettes, stories] = [vignettesOfBoth(before, after), patients()];
  const asked = [...vignettes, ...stories, ...seededCharts(after.vignettes, seed, charts)];
  return {
    before: { name: names[0], version: before.version },
    after: { name: names[1], version: after.version },
    pages: pageChanges(rulePages(before.rulebook), rulePages(after.rulebook)),
    answers: answerChanges(before, after, asked, done),
    asked: { vignette: vignettes.length, patient: stories.length, seeded: charts },
  };
};

/**
 * @param names folders, versions or git references, the former first
 * @throws NoSuchKnowledge when one of them cannot be found
 */
export const diff = async (
  names: readonly [before: string, after: string],
  comparison: ComparisonOptions,
): Promise<Compared> => {
  const before = await knowledgeAt(names[0]);
  try {
    const after = await knowledgeAt(names[1]);
    try {
      return compare(names, [await load(before), await load(after)], comparison);
    } finally {
      await after.close();
    }
  } finally {
    await before.close();
  }
};
