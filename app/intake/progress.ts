/** The form as a state: what was answered on which chart, what comes next, and what the patient must be told. */
import { extract } from '../../rules/extract/index.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { caudaEquinaQuestions } from '../../rules/publish/intake/wording.ts';
import type { OpenedChart } from '../chart/port.ts';
import { questionnaireResponse } from '../encoding/questionnaire-response.ts';
import { type AdaptiveQuestion, outcomeOf, rankOf, tellingPages, urgentPages } from './adapt.ts';
import { type IntakeAnswers, isYes } from './answers.ts';
import type { IntakePage } from './pages.ts';

/** What the hook would read if the form were sent now. */
const askingOf = (chart: OpenedChart, answers: IntakeAnswers, now: string): AdaptiveQuestion => {
  const form = questionnaireResponse({ answers, visit: chart.visit, now, status: 'completed' });
  const { input } = extract({
    now,
    patientId: chart.visit.patientId,
    hook: 'patient-view',
    resources: [chart.patient, ...chart.resources, { ...form, id: 'intake' }],
  });
  return { input, answered: new Set(answers.keys()) };
};

export interface Ahead {
  /** Pages that must be asked before the form may end, the next one first. */
  readonly urgent: readonly IntakePage[];
  /** Pages that help to find the cause; known once nothing urgent is left. */
  readonly telling: readonly IntakePage[];
}

/** No more than these are offered for the cause: who answers more gives worse answers. */
const MOST_TELLING = 8;

export const aheadOf = (chart: OpenedChart, answers: IntakeAnswers, now: string): Ahead => {
  const asking = askingOf(chart, answers, now);
  const urgent = urgentPages(asking);
  return { urgent, telling: urgent.length > 0 ? [] : tellingPages(asking).slice(0, MOST_TELLING) };
};

export type Danger = 'now' | 'today';

const saidYes = (before: IntakeAnswers, after: IntakeAnswers, ids: readonly FindingId[]): boolean =>
  ids.some((id) => isYes(after.get(id)) && !isYes(before.get(id)));

/**
 * What the answers to a page mean for the patient: any yes about the cauda equina, and whatever raises the urgency
 * to the highest level, is help now; one level below is help today.
 */
export const dangerOf = (
  chart: OpenedChart,
  before: IntakeAnswers,
  after: IntakeAnswers,
  now: string,
): Danger | undefined => {
  if (saidYes(before, after, caudaEquinaQuestions)) return 'now';
  const then = outcomeOf(askingOf(chart, before, now).input);
  const outcome = outcomeOf(askingOf(chart, after, now).input);
  if (rankOf(outcome) <= rankOf(then)) return undefined;
  if (outcome.urgency === 'emergent') return 'now';
  return outcome.urgency === 'urgent' ? 'today' : undefined;
};
