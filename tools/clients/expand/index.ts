/**
 * `clients expand`: the concepts below those that are read, from a site's own terminology server, as a draft ConceptMap
 * and a page to tick. Public lists hold no subsumption table of SNOMED CT, so the rest is in the edition of the site.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { codeSystems, type Meaning, meaningOf, systemSpelt } from '../../../rules/codes/index.ts';
import { lists, NO_FINDING } from '../../codes/lists.ts';
import type { EditReport } from '../edit-registry.ts';
import { type ExportedResource, exportFiles, readExport, Unreadable } from '../learn/export.ts';
import { type Surroundings, writeProposal } from '../learn/index.ts';
import { isSettled, mapIn } from '../learn/map-file.ts';
import { wordsOf } from '../learn/names.ts';
import type { ProposedLine, UnnumberedLine, Unproposed } from '../learn/propose.ts';
import { progressBar } from '../progress-bar.ts';
import { type ExpansionRoot, expansionRoots } from './roots.ts';
import { type Expanded, expand, type TerminologyServer } from './terminology-server.ts';

export const expandUsage = [
  'npm run clients -- expand URL [EXPORT…]   proposes the SNOMED CT concepts below those that are read, by $expand of',
  '                                          the FHIR terminology server URL; with an export, those that stand in it',
  '    --token-file FILE   a bearer token for it',
  '    --map FILE          the map that the site has already; its lines are not proposed again',
  '    --out NAME          writes NAME.draft.json and NAME.html (snomed-map)',
];

export interface TerminologySurroundings extends Surroundings, Pick<TerminologyServer, 'send' | 'wait'> {}

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

const baseFrom = (given: string, hasToken: boolean): string => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.username !== '')
    throw new Unreadable(
      `${given} is no FHIR base: write the URL of the terminology server, such as https://tx.example.org/fhir`,
    );
  if (hasToken && url.protocol === 'http:' && !loopback.test(url.hostname))
    throw new Unreadable(`${given} would get the token unencrypted: write an https URL`);
  return given.replace(/\/+$/, '');
};

const tokenIn = async (path: string): Promise<string> => {
  const token = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Unreadable(`--token-file: ${path} holds no token: write the token alone into it, on one line`);
  return token;
};

/** What a code below the root is proposed for: conditions, where it means any, else one finding. */
export const targetsOf = ({ conditions, findings }: Meaning): readonly string[] => {
  const ids = conditions.length > 0 ? conditions : findings.filter(({ says }) => says === true);
  return [...new Set(ids.map(({ id }) => id))];
};

const meaningOfRoot = (code: string): Meaning => {
  const meaning = meaningOf(codeSystems.snomed, code);
  if (meaning === undefined) throw new Error(`the root ${code} is not read: rules/codes must have it`);
  return meaning;
};

interface AskedRoot {
  readonly root: ExpansionRoot;
  readonly found: Expanded;
}

const none: Expanded = { concepts: new Map(), inactive: new Set(), edition: undefined };

/** A server that fails after it has answered costs that root. @throws Unreadable where it answers nothing */
const askAll = async (server: TerminologyServer, { draw }: Surroundings): Promise<readonly AskedRoot[]> => {
  const asked: AskedRoot[] = [];
  const show = draw ? progressBar(expansionRoots.length, 1, draw) : undefined;
  for (const root of expansionRoots) {
    show?.(asked.length);
    const found = await expand(server, root.code).catch((error: unknown) => {
      if (!(error instanceof Unreadable) || asked.length === 0) throw error;
      return { ...none, problem: error.message };
    });
    asked.push({ root, found });
  }
  draw?.('');
  return asked;
};

/** How often the export has each SNOMED CT code, wherever it stands. */
const countCodes = (value: unknown, counts: Map<string, number>): void => {
  if (Array.isArray(value)) for (const one of value) countCodes(one, counts);
  else if (typeof value === 'object' && value !== null) {
    const { system, code } = value as ExportedResource;
    if (typeof system === 'string' && typeof code === 'string' && systemSpelt(system) === 'snomed')
      counts.set(code, (counts.get(code) ?? 0) + 1);
    for (const one of Object.values(value)) if (typeof one === 'object') countCodes(one, counts);
  }
};

const countsIn = async (paths: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for await (const resource of readExport(await exportFiles(paths))) countCodes(resource, counts);
  return counts;
};

/** A name that does not say what its root says, by what the harvested lists leave out too. */
const saysAnother = (name: string, { list }: ExpansionRoot): boolean =>
  NO_FINDING.test(name) ||
  (list !== undefined &&
    lists[list].parts.some((part) => 'leave' in part && part.leave !== undefined && part.leave.test(name)));

/** The roots above a code, without those that stand above another of them. */
const nearest = (above: readonly AskedRoot[]): readonly AskedRoot[] =>
  above.filter(
    ({ root, found }) =>
      !above.some(
        (other) =>
          other.root !== root && found.concepts.has(other.root.code) && !other.found.concepts.has(root.code),
      ),
  );

const nameOf = ({ root, found }: AskedRoot): string =>
  `"${found.concepts.get(root.code) || root.code}" (${root.code})`;

const below = (above: readonly AskedRoot[], isInactive: boolean): string =>
  `below ${above.map(nameOf).join(' and ')} in your terminology server${isInactive ? ', and not in use any more' : ''}`;

interface Descendant {
  readonly code: string;
  readonly display: string;
  readonly above: readonly AskedRoot[];
  readonly count: number;
}

/** The concepts that are neither read nor mapped, those of the export alone where there is one. */
const descendantsIn = (
  asked: readonly AskedRoot[],
  counts: ReadonlyMap<string, number> | undefined,
  isMapped: (code: string) => boolean,
): readonly Descendant[] => {
  const above = new Map<string, AskedRoot[]>();
  for (const one of asked)
    for (const code of one.found.concepts.keys()) {
      const before = above.get(code);
      if (before) before.push(one);
      else above.set(code, [one]);
    }
  return [...above].flatMap(([code, all]) => {
    const count = counts?.get(code) ?? 0;
    if (counts && count === 0) return [];
    if (isMapped(code) || meaningOf(codeSystems.snomed, code) !== undefined) return [];
    const display = all.map(({ found }) => found.concepts.get(code)).find(Boolean) ?? '';
    return [{ code, display, above: nearest(all), count }];
  });
};

/** The lines of one concept, or why it has none. */
const proposalFor = ({ code, display, above, count }: Descendant): UnnumberedLine[] | Unproposed => {
  const source = codeSystems.snomed;
  const isInactive = above.some(({ found }) => found.inactive.has(code));
  const because = below(above, isInactive);
  const without = (why: string): Unproposed => ({ source, code, display, count, why });
  if (above.some(({ root }) => saysAnother(display, root)))
    return without(`${because}, but its name says another thing`);
  const meanings = above.map(({ root }) => meaningOfRoot(root.code));
  const targets = [...new Set(meanings.flatMap(targetsOf))];
  const isFinding = meanings.some(({ conditions }) => conditions.length === 0);
  if (isFinding && targets.length > 1) return without(`${because}: a line can say one of them alone`);
  const isSided = above.some(({ root }) => root.list !== undefined && 'sided' in lists[root.list]);
  const side = isSided ? wordsOf(display).side : undefined;
  return targets.map((to) => ({
    source,
    code,
    display,
    target: codeSystems.finding,
    to,
    ...(side && { side }),
    why: because,
    count,
  }));
};

const problemsOf = (asked: readonly AskedRoot[]): string[] =>
  asked.flatMap((one) =>
    one.found.problem === undefined ? [] : [`WARNING: ${nameOf(one)} is not complete: ${one.found.problem}`],
  );

/** @param words of the command line behind `expand` @throws Unreadable */
export const expandCodes = async (
  words: readonly string[],
  around: TerminologySurroundings,
): Promise<EditReport> => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { 'token-file': text, map: text, out: text },
  });
  const [url, ...paths] = positionals;
  if (url === undefined) return { ok: false, lines: expandUsage };
  const tokenFile = values['token-file'];
  const base = baseFrom(url, tokenFile !== undefined);
  const token = tokenFile === undefined ? undefined : await tokenIn(tokenFile);
  const { map, warnings } = await mapIn(values.map);
  const counts = paths.length > 0 ? await countsIn(paths) : undefined;
  const { send, wait } = around;
  const asked = await askAll({ base, token, send, wait }, around);
  const isMapped = (code: string) => isSettled(map?.codes.get(codeSystems.snomed)?.get(code));
  const found = descendantsIn(asked, counts, isMapped)
    .map((one) => ({ one, proposal: proposalFor(one) }))
    .sort((a, b) => b.one.count - a.one.count || (a.one.display < b.one.display ? -1 : 1));
  const lines = found
    .flatMap(({ proposal }) => (Array.isArray(proposal) ? proposal : []))
    .map((line, n): ProposedLine => ({ n: n + 1, ...line }));
  const unproposed = found.flatMap(({ proposal }) => (Array.isArray(proposal) ? [] : [proposal]));
  const all = new Set(asked.flatMap(({ found: { concepts } }) => [...concepts.keys()]));
  const editions = new Set(asked.flatMap(({ found: { edition } }) => edition ?? []));
  const problems = problemsOf(asked);
  const told = [
    ...warnings,
    `${all.size} concepts at and below ${asked.length} roots${[...editions].map((one) => `, ${one}`).join('')}`,
    `${found.length} of them ${counts ? 'stand in the export and ' : ''}are neither read nor mapped`,
  ];
  const proposal = { lines, oneSided: [], numbers: [], unproposed };
  const written = await writeProposal(proposal, values.out ?? 'snomed-map', around.today);
  return { ok: problems.length === 0, lines: [...told, ...written.said, ...problems, written.files] };
};
