/**
 * A patient's answers as the QuestionnaireResponse of `Questionnaire/leg-symptom-intake`, which the hook reads: by
 * the form's own linkIds and codes. "Not sure" is written as such, so that it is known to have been asked.
 */
import type {
  Bundle,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4';
import { codeSystems } from '../../rules/codes/code-system.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import { NONE_OF_THESE, NOT_SURE } from '../../rules/findings/answer-words.ts';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import { KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { sections } from '../../rules/publish/intake/wording.ts';
import type { Visit } from '../chart/port.ts';
import type { IntakeAnswers, PatientSaid } from '../intake/answers.ts';
import type { ChartedValue } from './encode-finding.ts';
import { type ChartedLeg, keyOf, legs } from './key.ts';

const coded = (code: string): QuestionnaireResponseItemAnswer => ({
  valueCoding: { system: codeSystems.value, code },
});

const DAY = 86_400_000;

/** FHIR date so many days before an instant. */
const dateBefore = (now: string, days: number): string =>
  new Date(Date.parse(now) - days * DAY).toISOString().slice(0, 10);

const answerTo = (id: FindingId, value: ChartedValue, now: string): QuestionnaireResponseItemAnswer[] => {
  if (typeof value === 'boolean') return [coded(value ? 'yes' : 'no')];
  if (typeof value === 'string') return [coded(value)];
  if (typeof value === 'number') {
    const { value: type } = findings[id];
    const isDay = type.type === 'number' && type.unit === 'd';
    return [isDay ? { valueDate: dateBefore(now, value) } : { valueInteger: value }];
  }
  return value.length === 0 ? [coded(NONE_OF_THESE)] : value.map(coded);
};

/** A leg of which nothing was said, beside one of which something was: free of it, where the form can say so. */
const ofOtherLeg = (id: FindingId): ChartedValue | undefined => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return false;
    case 'set':
      return [];
    case 'one-of':
      return value.values.find((word) => word === 'none');
    case 'number':
      return undefined;
  }
};

const legItem = (
  id: FindingId,
  leg: ChartedLeg,
  said: PatientSaid,
  now: string,
): QuestionnaireResponseItem[] => {
  const linkId = keyOf(id, leg);
  if (said.is === 'not-sure') return [{ linkId, answer: [coded(NOT_SURE)] }];
  const value = (said.is === 'legs' ? said[leg] : said.value) ?? ofOtherLeg(id);
  return value === undefined ? [] : [{ linkId, answer: answerTo(id, value, now) }];
};

const itemOf = (id: FindingId, said: PatientSaid, now: string): QuestionnaireResponseItem[] => {
  if (findings[id].sided) return [{ linkId: id, item: legs.flatMap((leg) => legItem(id, leg, said, now)) }];
  if (said.is === 'not-sure') return [{ linkId: id, answer: [coded(NOT_SURE)] }];
  return said.is === 'one' ? [{ linkId: id, answer: answerTo(id, said.value, now) }] : [];
};

export interface Filled {
  readonly answers: IntakeAnswers;
  readonly visit: Visit;
  /** ISO instant. */
  readonly now: string;
  /** `in-progress`: stopped while a question was open that could raise the urgency. */
  readonly status: 'completed' | 'in-progress';
}

export const questionnaireResponse = ({ answers, visit, now, status }: Filled): QuestionnaireResponse => {
  const subject = { reference: `Patient/${visit.patientId}` };
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${INTAKE}|${KNOWLEDGE_VERSION}`,
    status,
    subject,
    source: subject,
    author: visit.author,
    ...(visit.encounter && { encounter: visit.encounter }),
    authored: now,
    item: sections.flatMap(({ id: section, asks }) => {
      const item = asks.flatMap((id) => {
        const said = answers.get(id);
        return said === undefined ? [] : itemOf(id, said, now);
      });
      return item.length === 0 ? [] : [{ linkId: `section-${section}`, item }];
    }),
  };
};

/** System of the identifier that one attempt to send gives to the form. */
const SENT_AS = 'https://radix-cds.org/fhir/NamingSystem/intake-form';

/** Sent twice makes nothing twice: the form is created only if none has the identifier of the attempt. */
export const intakeBundle = (
  form: QuestionnaireResponse,
  attempt: string,
): Bundle<QuestionnaireResponse> => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      resource: { ...form, identifier: { system: SENT_AS, value: attempt } },
      request: {
        method: 'POST',
        url: 'QuestionnaireResponse',
        ifNoneExist: `identifier=${encodeURIComponent(`${SENT_AS}|${attempt}`)}`,
      },
    },
  ],
});
