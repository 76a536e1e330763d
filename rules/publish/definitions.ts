/**
 * What a hospital loads into its FHIR server: the intake form, our code systems, and value sets over them. Pure; the
 * package (`npm run publish:fhir`) holds these, and the sandbox's FHIR server serves them.
 */
import type { CodeSystem, Questionnaire, ValueSet } from 'fhir/r4';
import { BASE, codeSystems } from '../codes/code-system.ts';
import { NOT_SURE, plainAnswers } from '../findings/answer-words.ts';
import { type FindingKind, findingIds, findings } from '../findings/index.ts';
import { KNOWLEDGE_DATE, KNOWLEDGE_VERSION } from '../knowledge-version.ts';
import { localCodeSystems } from './code-systems.ts';
import { intakeQuestionnaire } from './intake/questionnaire.ts';

interface Contents {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly system: string;
  /** All codes of the system where it is missing. */
  readonly codes?: readonly string[];
}

const valueSet = ({ id, title, description, system, codes }: Contents): ValueSet => ({
  resourceType: 'ValueSet',
  id,
  url: `${BASE}/ValueSet/${id}`,
  version: KNOWLEDGE_VERSION,
  name: title.replace(/[^A-Za-z]/g, ''),
  title,
  status: 'draft',
  experimental: false,
  date: KNOWLEDGE_DATE,
  publisher: 'The Radix CDS authors',
  description,
  compose: {
    include: [
      { system, version: KNOWLEDGE_VERSION, ...(codes && { concept: codes.map((code) => ({ code })) }) },
    ],
  },
});

const ofKinds = (...kinds: readonly FindingKind[]): readonly string[] =>
  findingIds.filter((id) => kinds.includes(findings[id].kind));

const valueSets = (): readonly ValueSet[] => [
  valueSet({
    id: 'lr-finding',
    title: 'Leg and root findings, all',
    description: 'Every finding, condition and piece of history that Radix CDS reads.',
    system: codeSystems.finding,
  }),
  valueSet({
    id: 'lr-red-flag',
    title: 'Leg and root findings, red flags',
    description: 'The questions and signs of an emergency.',
    system: codeSystems.finding,
    codes: ofKinds('red-flag'),
  }),
  valueSet({
    id: 'lr-examination',
    title: 'Leg and root findings, examination',
    description: 'The signs of a leg and low-back examination.',
    system: codeSystems.finding,
    codes: ofKinds('exam'),
  }),
  valueSet({
    id: 'lr-value',
    title: 'Leg and root values, all',
    description: 'The words and list items that findings can take.',
    system: codeSystems.value,
  }),
  valueSet({
    id: 'lr-yes-no-not-sure',
    title: 'Yes, no, not sure',
    description: 'The answers of the intake form to a plain question.',
    system: codeSystems.value,
    codes: Object.keys(plainAnswers).filter((code) => ['yes', 'no', NOT_SURE].includes(code)),
  }),
];

export type Definition = Questionnaire | CodeSystem | ValueSet;

export const definitions = (): readonly Definition[] => [
  intakeQuestionnaire(KNOWLEDGE_VERSION, KNOWLEDGE_DATE),
  ...Object.values(localCodeSystems(KNOWLEDGE_VERSION, KNOWLEDGE_DATE)),
  ...valueSets(),
];
