/**
 * The charted findings of a patient as the service reads them, by the service's own extraction: what the page
 * shows is what the rules see, and what they do not use is shown with the reason.
 */
import type { FhirResource, Observation } from 'fhir/r4';
import { codeSystems } from '../../rules/codes/code-system.ts';
import type { Fact } from '../../rules/engine/types.ts';
import type { FactSource } from '../../rules/extract/extraction.ts';
import { extract } from '../../rules/extract/index.ts';
import { type FindingSpec, findings, isFindingId } from '../../rules/findings/index.ts';
import type { LocalFhirServer } from '../server/fhir-server.ts';
import { allOf } from './chart-view.ts';
import type { ShownFinding } from './page-api.ts';

/** What a call would read that findings come from. */
const readable = async (fhir: LocalFhirServer, patientId: string): Promise<FhirResource[]> => {
  const types = ['Observation', 'Condition', 'QuestionnaireResponse', 'Flag'];
  const found = await Promise.all(
    types.map((type) => allOf<FhirResource>(fhir, `${type}?patient=${patientId}&_count=500`)),
  );
  return found.flat();
};

const sides = { L: 'left', R: 'right', B: 'both' } as const;
const authors = {
  exam: 'clinician',
  patient: 'patient',
  device: 'device',
  derived: 'derived',
  recorded: 'recorded',
} as const;
const usable = new Set(['final', 'amended', 'corrected', 'preliminary', 'completed', 'active']);

const specOf = (id: string): FindingSpec | undefined => (isFindingId(id) ? findings[id] : undefined);

const itemWords = (items: readonly string[]) => {
  const listed = items.filter((item) => item !== '*' && !item.startsWith('!'));
  const denied = items.filter((item) => item.startsWith('!')).map((item) => `not ${item.slice(1)}`);
  return [...listed, ...denied].join(', ').replaceAll('-', ' ');
};

const said = (value: Fact['value']): Pick<ShownFinding, 'state' | 'words'> => {
  if (typeof value === 'boolean') return { state: value ? 'present' : 'absent', words: '' };
  return {
    state: 'value',
    words: typeof value === 'object' ? itemWords(value) : String(value).replaceAll('-', ' '),
  };
};

const whySetAside = ({ id, status, days }: Fact): string => {
  const window = specOf(id)?.windowDays ?? Number.POSITIVE_INFINITY;
  if (!usable.has(status)) return status.replaceAll('-', ' ');
  if (days < 0) return 'dated in the future';
  return days > window ? `older than ${window} days` : '';
};

const charted = (fact: Fact, source: FactSource | undefined): ShownFinding => ({
  id: fact.id,
  side: fact.side ? sides[fact.side] : '',
  ...said(fact.value),
  date: source?.date ?? '',
  author: authors[fact.src],
  ref: fact.ref,
  setAside: whySetAside(fact),
});

const localCode = (resource: FhirResource | undefined) =>
  resource?.resourceType === 'Observation'
    ? resource.code.coding?.find(({ system }) => system === codeSystems.finding)?.code
    : undefined;

/** Something that was recorded as a finding and could not be read as one. */
const unread = (resource: FhirResource | undefined, ref: string, why: string): ShownFinding[] => {
  const id = localCode(resource);
  if (!id) return [];
  const { valueBoolean, effectiveDateTime } = resource as Observation;
  return [
    {
      id,
      side: '',
      state: valueBoolean === undefined ? 'value' : valueBoolean ? 'present' : 'absent',
      words: '',
      date: effectiveDateTime ?? '',
      author: 'clinician',
      ref,
      setAside: why,
    },
  ];
};

export const findingsOf = async (
  fhir: LocalFhirServer,
  patientId: string,
  now: Date,
): Promise<ShownFinding[]> => {
  const resources = await readable(fhir, patientId);
  const { input, sources, leftOut } = extract({
    now: now.toISOString(),
    patientId,
    hook: 'patient-view',
    resources,
  });
  const byRef = new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one]));
  const read = input.facts.map((fact) => charted(fact, sources.get(fact.ref)));
  const refs = new Set(read.map(({ ref }) => ref));
  const rest = leftOut
    .filter(({ ref }) => !refs.has(ref))
    .flatMap(({ ref, sentence }) => unread(byRef.get(ref), ref, sentence));
  return [...read, ...rest];
};
