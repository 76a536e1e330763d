/**
 * What two versions of the knowledge answer to the same charts: vignettes of both, the synthetic patients, and
 * charts made from a seed. May not enter: a real patient.
 */
import type { FhirResource } from 'fhir/r4';
import type { VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import type { ChartInput } from '../../rules/extract/index.ts';
import type { Evaluation } from '../../rules/index.ts';
import type { KnowledgeVersion } from './knowledge-at.ts';

/** A chart in the form that both versions read with their own code. */
export type Asked =
  | { readonly name: string; readonly kind: 'vignette' | 'seeded'; readonly given: VignetteChart }
  | { readonly name: string; readonly kind: 'patient'; readonly chart: ChartInput };

/** An answer as short lines that can be compared: urgency, red flags, roots, causes, recommendations. */
export type Answer = readonly string[];

/** Lines of an evaluation; each names one thing that a card can come from. */
export const answerOf = ({ assessment, fired }: Evaluation): Answer => [
  `urgency ${assessment.urgency}`,
  ...assessment.redFlags.map(({ id, urgency }) => `${id} ${urgency}`),
  ...Object.entries(assessment.sides).flatMap(([leg, { root }]) =>
    root.result === 'none' ? [] : [`root ${leg} ${root.result}`],
  ),
  ...assessment.differential
    .filter(({ category }) => category === 'likely' || category === 'possible')
    .map(({ condition, side, category }) => `${condition} ${side} ${category}`),
  ...fired.map(({ id }) => `recommends ${id}`),
];

const inputFor = (knowledge: KnowledgeVersion, asked: Asked): EngineInput =>
  asked.kind === 'patient' ? knowledge.extract(asked.chart).input : knowledge.inputOf(asked.given);

/** A version may not know a finding of the other: that is an answer too. */
export const answer = (knowledge: KnowledgeVersion, asked: Asked): Answer => {
  try {
    return answerOf(knowledge.evaluate(inputFor(knowledge, asked)));
  } catch (error) {
    return [`cannot be evaluated (${(error as Error).name})`];
  }
};

export interface AnswerChange {
  readonly asked: Asked;
  readonly gone: Answer;
  readonly come: Answer;
}

const EMERGENCY = /^(RF-|urgency (emergent|urgent))/;

/** A red flag or an urgency that the later version no longer gives: to be read first. */
export const losesDanger = ({ gone, come }: Pick<AnswerChange, 'gone' | 'come'>): boolean => {
  const later = new Set(come.map((line) => line.split(' ')[0]));
  return gone.some((line) => EMERGENCY.test(line) && !later.has(line.split(' ')[0])) || lowers(gone, come);
};

const LEVELS = ['none', 'routine', 'soon', 'urgent', 'emergent'];
const urgencyIn = (lines: Answer): number =>
  LEVELS.indexOf(lines.find((line) => line.startsWith('urgency '))?.slice('urgency '.length) ?? '');

const lowers = (gone: Answer, come: Answer): boolean => {
  const [before, after] = [urgencyIn(gone), urgencyIn(come)];
  return before >= 0 && after >= 0 && after < before;
};

/** Those that are answered differently, dangers that went first. */
export const answerChanges = (
  before: KnowledgeVersion,
  after: KnowledgeVersion,
  charts: Iterable<Asked>,
  done: (count: number) => void = () => undefined,
): readonly AnswerChange[] => {
  const changes: AnswerChange[] = [];
  let count = 0;
  for (const asked of charts) {
    const [former, later] = [answer(before, asked), answer(after, asked)];
    const gone = former.filter((line) => !later.includes(line));
    const come = later.filter((line) => !former.includes(line));
    if (gone.length + come.length > 0) changes.push({ asked, gone, come });
    done(++count);
  }
  return changes.toSorted((one, other) => Number(losesDanger(other)) - Number(losesDanger(one)));
};

const vignetteCharts = (knowledge: KnowledgeVersion): readonly Asked[] =>
  knowledge.vignettes.map(({ rule, title, given }) => ({
    name: `${rule}: ${title}`,
    kind: 'vignette',
    given,
  }));

/** The vignettes of both versions, each once. */
export const vignettesOfBoth = (before: KnowledgeVersion, after: KnowledgeVersion): readonly Asked[] => [
  ...new Map(
    [...vignetteCharts(before), ...vignetteCharts(after)].map((asked) => [asked.name, asked]),
  ).values(),
];

/** A synthetic patient at the visit of the story. */
export const patientChart = (id: string, resources: readonly FhirResource[], now: string): Asked => ({
  name: id,
  kind: 'patient',
  chart: { now, patientId: id, hook: 'patient-view', resources },
});
