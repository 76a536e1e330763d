/**
 * A chart over FHIR R4: reads what the service itself asks for (`prefetchKeys`), so that the preview sees what the
 * next call will see, and saves one transaction.
 */
import type { Bundle, Encounter, FhirResource, Patient } from 'fhir/r4';
import { type PrefetchKeyName, prefetchKeys } from '../../functions/cds-hooks/services.ts';
import {
  type ChartPort,
  type FhirAccess,
  NotAnswered,
  NotSaved,
  type OpenedChart,
  type Visit,
} from './port.ts';

/** A chart of more pages than this is read in part, and its key counts as unread. */
const mostPages = 20;

const nextOf = (page: Bundle): string | undefined =>
  page.link?.find(({ relation }) => relation === 'next')?.url;

const searched = async (access: FhirAccess, path: string): Promise<FhirResource[]> => {
  const found: FhirResource[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined; page++) {
    if (page === mostPages) throw new NotAnswered('The search has too many pages.', 200);
    const bundle = await access.read(next);
    if (bundle.resourceType !== 'Bundle')
      throw new NotAnswered('The search has no Bundle as its answer.', 200);
    for (const { resource, search } of bundle.entry ?? [])
      if (resource !== undefined && search?.mode !== 'outcome') found.push(resource as FhirResource);
    next = nextOf(bundle);
  }
  return found;
};

const pathOf = (key: PrefetchKeyName, patientId: string): string =>
  prefetchKeys[key].template.replaceAll('{{context.patientId}}', encodeURIComponent(patientId));

const searchKeys = (Object.keys(prefetchKeys) as PrefetchKeyName[]).filter(
  (key) => prefetchKeys[key].form === 'search',
);

/** The visit that is going on now, from the chart itself, for a launch that does not say. */
export const visitOnChart = async (access: FhirAccess, patientId: string): Promise<Visit | undefined> => {
  const [encounter] = (await searched(
    access,
    `Encounter?patient=${encodeURIComponent(patientId)}&status=in-progress`,
  )) as Encounter[];
  const author = encounter?.participant?.[0]?.individual;
  return author && { patientId, author, encounter: { reference: `Encounter/${encounter.id}` } };
};

/** Why a form could not be saved, and what to do. */
export const notSaved = (error: unknown): NotSaved => {
  const { status, message } =
    error instanceof NotAnswered ? error : new NotAnswered('The FHIR server cannot be reached.', 0);
  const remedy =
    status === 401
      ? 'Sign in again, then save again.'
      : status === 403
        ? 'Ask who administers the EHR for the right to write Observations, then save again.'
        : status === 412 || status === 409
          ? 'A finding was changed meanwhile, perhaps in another tab: save again, and this form corrects it.'
          : 'Save again: what was saved already is not saved twice.';
  return new NotSaved(`Not saved: ${message} Nothing of the form is lost. ${remedy}`, { cause: error });
};

/** @param visit of the launch; asked of the chart each time it is opened */
export const fhirChart = (access: FhirAccess, visit: () => Promise<Visit>): ChartPort => ({
  base: access.base,
  open: async (): Promise<OpenedChart> => {
    const known = await visit();
    const [patient, ...answers] = await Promise.all([
      access.read(pathOf('patient', known.patientId)) as Promise<Patient>,
      ...searchKeys.map((key) =>
        searched(access, pathOf(key, known.patientId)).then(
          (resources) => ({ key, resources }),
          () => ({ key, resources: undefined }),
        ),
      ),
    ]);
    return {
      visit: known,
      patient,
      resources: answers.flatMap(({ resources }) => resources ?? []),
      unread: answers.flatMap(({ key, resources }) => (resources === undefined ? [key] : [])),
    };
  },
  save: async (bundle) => {
    await access.transact(bundle).catch((error: unknown) => {
      throw notSaved(error);
    });
  },
});
