/**
 * `replay`: what another version of the knowledge would have answered to the calls on record. Opens the inputs that
 * were kept beside the rows, runs both versions on each, and lists the calls that differ, those first in which a
 * danger would no longer be named. With `--threads` the table is read in parts.
 */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { isPurpose } from '../../../functions/audit/reading-record.ts';
import type { Environment } from '../../../functions/base/settings.ts';
import {
  type KnowledgeTree,
  knowledgeAt,
  load,
  NoSuchKnowledge,
  project,
} from '../../knowledge/knowledge-at.ts';
import { signaturePage } from '../../knowledge/page.ts';
import { timeOption } from '../call-filter.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { unwrapFrom } from '../keys.ts';
import { ruleId } from '../known-rules.ts';
import { scopeOptions } from '../options.ts';
import {
  type ChangedCall,
  type ComparedPage,
  type ReplayJob,
  type ReplayScope,
  replayPart,
} from '../replay-part.ts';

/** What an earlier run of the same replay has compared, by the file that it leaves. */
interface Remembered {
  readonly parts: number;
  readonly pages: readonly ComparedPage[];
  readonly add: (page: ComparedPage) => Promise<void>;
}

const remembered = async (path: string | undefined, title: string, parts: number): Promise<Remembered> => {
  if (path === undefined) return { parts, pages: [], add: async () => undefined };
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Refused(`--state ${path} cannot be read (${error.code})`);
  });
  const add = (page: ComparedPage) => appendFile(path, `${JSON.stringify(page)}\n`);
  if (text === '') {
    await writeFile(path, `${JSON.stringify({ replay: title, parts })}\n`, { mode: 0o600 });
    return { parts, pages: [], add };
  }
  // a page of which the last line tells a part is compared again
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await writeFile(path, whole);
  const [first = '{}', ...rest] = whole.split('\n').slice(0, -1);
  const { replay, parts: before } = JSON.parse(first) as { replay?: string; parts?: number };
  if (replay !== title || before === undefined)
    throw new Refused(`--state ${path} is of another replay: name another file`);
  return { parts: before, pages: rest.map((line) => JSON.parse(line) as ComparedPage), add };
};

interface Replayed {
  readonly compared: number;
  readonly unopened: number;
  readonly changed: readonly ChangedCall[];
}

/**
 * Megabytes of a thread. Most that a call leaves is forgotten at once; the rules of two versions take 34. Without a limit
 * garbage is kept for as long as the machine has room.
 */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 96 } as const;

const inThread = (job: ReplayJob, told: (page: ComparedPage) => void): Promise<void> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL('../replay-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: THREAD_LIMITS,
    });
    worker.on('message', told).on('error', failed);
    worker.on('exit', (code) => (code === 0 ? done() : failed(new Error('a thread of the replay ended'))));
  });

const replayed = async (
  job: Omit<ReplayJob, 'part' | 'parts' | 'after'>,
  known: Remembered,
  done: (count: number) => void,
): Promise<Replayed> => {
  const changed: ChangedCall[] = [];
  const after = new Map<number, string | null>();
  let [count, unopened] = [0, 0];
  const take = (page: ComparedPage): void => {
    after.set(page.part, page.next);
    unopened += page.unopened;
    changed.push(...page.changed);
    for (let n = 0; n < page.compared; n++) done(++count);
  };
  known.pages.forEach(take);
  let written = Promise.resolve();
  const told = (page: ComparedPage): void => {
    take(page);
    written = written.then(() => known.add(page));
  };
  const open = Array.from({ length: known.parts }, (_, part) => part).filter(
    (part) => after.get(part) !== null,
  );
  await Promise.all(
    open.map((part) => {
      const one = { ...job, part, parts: known.parts, after: after.get(part) ?? undefined };
      return known.parts === 1 ? replayPart(one, told) : inThread(one, told);
    }),
  );
  await written;
  const dangersFirst = changed.toSorted(
    (one, other) =>
      Number(other.danger) - Number(one.danger) ||
      // threads tell in no order
      (`${one.at}${one.callId}` < `${other.at}${other.callId}` ? -1 : 1),
  );
  return { compared: count, unopened, changed: dangersFirst };
};

const row = ({ danger, gone, come, ...call }: ChangedCall) => ({
  ...call,
  danger: danger ? 'DANGER' : '',
  'no longer': gone.join(', '),
  now: come.join(', '),
});
const columns = ['at', 'client', 'service', 'callId', 'danger', 'no longer', 'now'];

const page = (title: string, { compared: count, unopened, changed }: Replayed): string =>
  signaturePage(
    title,
    [
      `# ${title}`,
      `${count} calls were compared, ${changed.length} are answered differently, ${changed.filter(({ danger }) => danger).length} of them with a danger that is no longer named or less urgent. ${unopened} could not be opened.`,
      `| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`,
    ].join('\n\n') + changed.map((one) => `\n| ${Object.values(row(one)).join(' | ')} |`).join(''),
  );

/** What a thread can be given. */
const plainEnvironment = (env: Environment): Environment => ({ ...env });

/** Each thread but the first takes some 80 MB more (docs/performance.md). */
const threadsOf = ({ args }: Run): number => {
  const { threads = '1' } = args.options;
  if (/^[1-9]\d?$/.test(threads)) return Number(threads);
  throw new Refused('--threads takes a whole number from 1 to 99.');
};

const askedOf = ({ args, now }: Run): ReplayScope => ({
  from: timeOption(args, 'from', now()) ?? '',
  to: timeOption(args, 'to', now()) ?? '9',
  client: args.options['client'],
  rule: args.options['rule'] === undefined ? undefined : ruleId(args.options['rule']),
});

const knowledgeNamed = async (name: string): Promise<KnowledgeTree & { readonly version: string }> => {
  try {
    const tree = await knowledgeAt(name);
    return { ...tree, version: (await load(tree)).version };
  } catch (error) {
    throw error instanceof NoSuchKnowledge ? new Refused(error.message) : error;
  }
};

export const replay: Command = {
  name: 'replay',
  group: 'Learn',
  summary: 'what another version of the knowledge would have answered, missed calls included',
  help: 'Opens the inputs that were kept beside the rows (INPUT_DAYS), runs the knowledge here and the other one on each, and lists the calls that would differ in urgency, red flags, causes or recommendations. Needs the private key and a --purpose, as reidentify does. A record of it is written first. With --state it goes on where it was stopped.',
  options: {
    knowledge: {
      value: 'NAME',
      help: 'the other knowledge: a version with a tag, a tag, a commit, or a folder',
    },
    ...scopeOptions,
    rule: { value: 'ID', help: 'only calls in which it applies before or after' },
    state: { value: 'FILE', help: 'remembers what was compared, to go on after a stop' },
    threads: {
      value: 'N',
      help: 'how many at once; 1 when absent. Two are faster and take twice the memory',
    },
    page: { value: 'FILE', help: 'writes a page to read and print' },
  },
  examples: [
    'replay --knowledge 1.0.0 --purpose T-1234',
    'replay --knowledge ../radix-next --from 30d --rule RF-CES --purpose T-1234 --page replay.html',
  ],
  run: async (run) => {
    const { knowledge: name, page: to, state: stateFile } = run.args.options;
    if (name === undefined)
      throw new Refused('Name the other knowledge: --knowledge 1.0.0, a commit or a folder');
    const { purpose } = run.args.options;
    if (purpose === undefined || !isPurpose(purpose))
      throw new Refused(
        'Say why with --purpose: a ticket or a code of up to 64 letters, digits and . _ : # / -',
      );
    const asked = askedOf(run);
    const [here, other] = [await knowledgeNamed(project), await knowledgeNamed(name)];
    try {
      const title = `Knowledge ${here.version} against ${name} (${other.version})`;
      const { from, to: until, client, rule } = run.args.options;
      await unwrapFrom(run.env);
      const tool = await run.open();
      const rows = await tool.whole.size();
      const scope = [from, until, client, rule].map((one) => one ?? '-').join(' ');
      const known = await remembered(stateFile, `${title}, ${scope}`, threadsOf(run));
      await tool.recordReading('replay', {
        knowledge: other.version,
        ...(asked.client !== undefined && { client: asked.client }),
        ...(asked.rule !== undefined && { rule: asked.rule }),
        from: asked.from,
        to: asked.to,
      });
      const job = { env: plainEnvironment(run.env), roots: [here.root, other.root] as const, asked };
      const result = await run.counting('calls', rows, (done) => replayed(job, known, done));
      await run.print(result.changed.map(row), columns);
      run.io.note(
        `${result.compared} calls compared, ${result.changed.length} would be answered differently.${result.unopened > 0 ? ` ${result.unopened} could not be opened with this key.` : ''}`,
      );
      if (to !== undefined) await writeFile(to, page(title, result));
      return 0;
    } finally {
      await other.close();
    }
  },
};
