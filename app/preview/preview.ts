/**
 * What the service would say if the form were saved now: the same extraction, rules and cards, on the chart and the
 * answers as the Observations that would be saved. Pure; about a millisecond.
 */
import type { Observation } from 'fhir/r4';
import { composeCards, type IssuedCard } from '../../functions/cards/index.ts';
import { type ClientProfile, standardProfile } from '../../functions/client/profile.ts';
import { extract } from '../../rules/extract/index.ts';
import { type Assessment, type Evaluation, evaluate } from '../../rules/index.ts';
import type { OpenedChart, Visit } from '../chart/port.ts';
import type { Draft } from '../encoding/draft.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import type { Key } from '../encoding/key.ts';
import type { OnRecord } from '../encoding/on-record.ts';
import { observationOf } from '../encoding/save-bundle.ts';

export interface Preview {
  readonly cards: readonly IssuedCard[];
  readonly assessment: Assessment;
  readonly evaluation: Evaluation;
}

const userOf = (reference: string | undefined): string =>
  reference?.startsWith('Practitioner') ? reference : 'Practitioner/preview';

/** Where a call has its id: in its shape, which the check of the cards asks for. */
const PREVIEW = '00000000-0000-8000-8000-000000000000';

/** The Observation that an answer would be saved as, under an id that no chart has. */
export const previewed = (visit: Visit, now: string, key: Key, value: ChartedValue): Observation => ({
  ...observationOf(key, value, visit, now),
  id: `preview-${key}`,
});

/** The chart as it would be after saving: what the form corrects is out, what it answers is in. */
export const resourcesAfter = (
  { resources, visit }: OpenedChart,
  record: OnRecord,
  draft: Draft,
  now: string,
): readonly unknown[] => {
  const own = new Set([...record.values()].flat().flatMap((one) => one.own ?? []));
  return [
    ...resources.filter((one) => one.resourceType !== 'Observation' || !own.has(one)),
    ...[...draft].map(([key, value]) => previewed(visit, now, key, value)),
  ];
};

/**
 * @param now ISO instant
 * @param profile of the EHR that would show the cards
 */
export const preview = (
  chart: OpenedChart,
  record: OnRecord,
  draft: Draft,
  now: string,
  profile: ClientProfile = standardProfile,
): Preview => {
  const { patientId, author, encounter } = chart.visit;
  const extraction = extract({
    now,
    patientId,
    hook: 'patient-view',
    resources: [chart.patient, ...resourcesAfter(chart, record, draft, now)],
    holes: chart.unread.map((at) => ({ code: 'not-readable', at })),
  });
  const evaluation = evaluate(extraction.input);
  const { cards, assessment } = composeCards({
    evaluation,
    extraction,
    context: {
      hook: 'patient-view',
      userId: userOf(author.reference),
      patientId,
      ...(encounter?.reference && { encounterId: encounter.reference.replace(/^Encounter\//, '') }),
    },
    profile,
    callId: PREVIEW,
    overrides: { find: () => undefined },
  });
  return { cards, assessment, evaluation };
};
