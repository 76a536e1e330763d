/** Lists of calls: about a patient, by a user, of one moment, of a service or of all. */
import { cursorOf, type ListCalls, pageOf } from './pages.ts';
import {
  type ApiParts,
  type AuditQuestion,
  BadParameter,
  clientOf,
  everyService,
  idOf,
  instantIn,
  limitOf,
  periodOf,
  type QueryParameters,
  serviceOf,
} from './parameters.ts';

interface AskedCalls {
  readonly lists: readonly ListCalls[];
  /** What of the question may be recorded. */
  readonly filter: Readonly<Record<string, string>>;
}

const ofPerson = async (
  { log, pseudonyms }: ApiParts,
  client: string,
  person: 'patient' | 'user',
  id: string,
): Promise<AskedCalls> => {
  const names = (await pseudonyms.of(client)).pseudonyms(person, idOf(person, id));
  const listOf = (name: string): ListCalls =>
    person === 'patient' ? (range) => log.byPatient(name, range) : (range) => log.byUser(client, name, range);
  return { lists: names.map(listOf), filter: { client, [person]: names.join(' ') } };
};

const ofHookInstance = ({ log }: ApiParts, client: string, sent: string): AskedCalls => {
  const id = sent.toLowerCase();
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new BadParameter('hookInstance', 'hookInstance must be a UUID.');
  return {
    lists: [(range) => log.byHookInstance(client, id, range)],
    filter: { client, hookInstance: id },
  };
};

const ofServices = ({ log, now }: ApiParts, client: string, query: QueryParameters): AskedCalls => {
  const period = periodOf(query, now);
  const asked = query['service'] === undefined ? everyService : [serviceOf(query['service'])];
  return {
    lists: asked.map((service) => (range) => log.byService(client, service, { ...range, ...period })),
    filter: { client, ...period, ...(query['service'] !== undefined && { service: query['service'] }) },
  };
};

const asked = (parts: ApiParts, client: string, query: QueryParameters): AskedCalls | Promise<AskedCalls> => {
  const { patient, user, hookInstance } = query;
  if (patient !== undefined) return ofPerson(parts, client, 'patient', patient);
  if (user !== undefined) return ofPerson(parts, client, 'user', user);
  if (hookInstance !== undefined) return ofHookInstance(parts, client, hookInstance);
  return ofServices(parts, client, query);
};

/** About one person or one moment: of all time unless a time is given. */
export const calls = async (parts: ApiParts, query: QueryParameters): Promise<AuditQuestion> => {
  const { lists, filter } = await asked(parts, clientOf(query), query);
  const [from, to] = [instantIn(query, 'from'), instantIn(query, 'to')];
  const range = { ...(from && { from }), ...(to && { to }), limit: limitOf(query), newestFirst: true };
  const cursor = cursorOf(query);
  return { name: 'calls', filter, answer: () => pageOf(parts.log, lists, range, cursor) };
};
