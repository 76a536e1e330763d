/**
 * `check`, `put`, `list` and `remove`, apart from files and network. What `put` accepts is what the functions
 * will read: the same parser judges the file, alone and together with the clients that are there already.
 */
import type { RecordChange } from '../../functions/audit/record-change.ts';
import {
  parseClients,
  parseRegistry,
  problemLine,
  type Registry,
  type RegistryOptions,
} from '../../functions/client/registry.ts';
import { clientChange, type EntryFields } from './client-change.ts';
import { checkedCodeMap } from './code-map.ts';
import { silentRedFlags } from './one-sided.ts';
import type { RegistryTable } from './registry-table.ts';

/** What to print, and whether it went well. */
export interface EditReport {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** What the stage of the registry allows. */
export type StageRules = Pick<RegistryOptions, 'allowHttpFhir'>;

/** As in the cloud: no loopback addresses. */
const optionsOf = (stage: StageRules): RegistryOptions => ({
  allowLoopback: false,
  readCodeMap: checkedCodeMap,
  ...stage,
});

const said = (...lines: string[]): EditReport => ({ ok: true, lines });
const refused = (lines: readonly string[]): EditReport => ({ ok: false, lines });
const count = (n: number) => `${n} client${n === 1 ? '' : 's'}`;

const problemsOf = ({ problems }: Registry) => problems.map(problemLine);

/** Reads an entry. One that is no JSON any more is left out by the parser. */
const stored = (entry: string): unknown => {
  try {
    return JSON.parse(entry);
  } catch {
    return undefined;
  }
};

const asEntry = (value: unknown): EntryFields | undefined =>
  typeof value === 'object' && value !== null ? (value as EntryFields) : undefined;

const entriesOf = (text: string) =>
  (JSON.parse(text) as { clients: (EntryFields & { readonly id: string })[] }).clients;

/** Warnings do not keep a map from being used. */
const warningsOf = ({ clients }: Registry): string[] =>
  clients.flatMap(({ id, codeMap }) =>
    (codeMap ? silentRedFlags(codeMap) : []).map((sentence) => `WARNING: ${id} codeMap ${sentence}`),
  );

/** A map that was made for another version of the knowledge does not keep its client from being served. */
const stillServed = ({ problems }: Registry): string[] =>
  [...new Set(problems.filter(({ served }) => served).map(({ client }) => client))].map(
    (id) =>
      `${id} is served by this version without these lines: a card says where a chart has one. Mend them, then put`,
  );

const verdictOn = (registry: Registry): EditReport => {
  if (registry.problems.length > 0) return refused([...problemsOf(registry), ...stillServed(registry)]);
  const sound = `${count(registry.clients.length)}, no problem`;
  const ids = registry.clients.map(({ id }) => id).join(', ');
  return said(ids === '' ? sound : `${sound}: ${ids}`, ...warningsOf(registry));
};

/** @param isLocal as `npm start` reads it: `http` and addresses of this machine may be registered */
export const check = (text: string, isLocal = false, stage: StageRules = {}): EditReport =>
  verdictOn(parseRegistry(text, { ...optionsOf(stage), allowLoopback: isLocal }));

/** What is registered, as this version would read it: to be asked before an upgrade. */
export const checkStored = async (table: RegistryTable, stage: StageRules = {}): Promise<EditReport> =>
  verdictOn(
    parseClients(
      (await table.all()).map(({ entry }) => stored(entry)),
      optionsOf(stage),
    ),
  );

/** A registry that can be changed, and where each change is put on record first. */
export interface Edited {
  readonly table: RegistryTable;
  readonly record: RecordChange;
  /** ISO instant. */
  readonly now: string;
  readonly stage?: StageRules;
}

/**
 * Adds the file's clients and replaces those of the same id; the others stay. Each is on record before it is stored.
 * @throws SettingError when the audit log does not take a record: that client and those after it are as they were
 */
export const put = async (text: string, { table, record, now, stage = {} }: Edited): Promise<EditReport> => {
  const alone = check(text, false, stage);
  if (!alone.ok) return alone;
  const entries = entriesOf(text);
  const ids = new Set(entries.map(({ id }) => id));
  const before = await table.all();
  const others = before.filter(({ id }) => !ids.has(id)).map(({ entry }) => stored(entry));
  const together = parseClients([...others, ...entries], optionsOf(stage));
  const conflicts = together.problems.filter(({ client }) => ids.has(client)).map(problemLine);
  if (conflicts.length > 0) return refused(conflicts);

  const known = new Map(before.map(({ id, entry }) => [id, stored(entry)]));
  for (const entry of entries) {
    await record(await clientChange(entry.id, asEntry(known.get(entry.id)), entry));
    await table.put({ id: entry.id, entry: JSON.stringify(entry), changedAt: now });
  }
  return said(
    ...alone.lines.slice(1),
    ...entries.map(({ id }) => `${known.has(id) ? 'replaced' : 'added'} ${id}`),
    'The service reads it within 5 minutes.',
  );
};

export const list = async (table: RegistryTable, stage: StageRules = {}): Promise<EditReport> => {
  const all = await table.all();
  const lines = all.map(({ id, entry, changedAt }) => {
    const { clients, problems } = parseClients([stored(entry)], optionsOf(stage));
    return [id, clients[0]?.iss ?? problems.map(problemLine).join('; '), `since ${changedAt}`].join('  ');
  });
  return said(...(lines.length > 0 ? lines : ['No client is registered: every call is answered 401.']));
};

export const remove = async (id: string, { table, record }: Omit<Edited, 'now'>): Promise<EditReport> => {
  const there = (await table.all()).find((one) => one.id === id);
  if (there === undefined) return refused([`${id} is not registered: npm run clients -- list shows who is`]);
  await record(await clientChange(id, asEntry(stored(there.entry)), undefined));
  await table.remove(id);
  return said(`removed ${id}`, 'The service refuses it within 5 minutes.');
};
