/**
 * `replay`: what another version of the knowledge would have answered to the calls on record. Opens the inputs that
 * were kept beside the rows, runs both versions on each, and lists the calls that differ, those first in which a
 * danger would no longer be named.
 */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { inputIn, isInput, type SealedInput } from '../../../functions/audit/inputs.ts';
import { inputOpener, type OpenInput } from '../../../functions/audit/kept-inputs.ts';
import { isPurpose } from '../../../functions/audit/reading-record.ts';
import type { WholeTable } from '../../../functions/audit/table.ts';
import { type Answer, answerOf, losesDanger } from '../../knowledge/answers.ts';
import {
  type KnowledgeVersion,
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

interface ChangedCall {
  readonly at: string;
  readonly client: string;
  readonly service: string;
  readonly callId: string;
  readonly danger: boolean;
  readonly gone: Answer;
  readonly come: Answer;
}

interface ReplayScope {
  readonly from: string;
  readonly to: string;
  readonly client: string | undefined;
  readonly rule: string | undefined;
}

const inScope = ({ from, to, client }: ReplayScope, { at, client: of }: SealedInput): boolean =>
  at >= from && at < to && (client === undefined || client === of);

const mentions = (answers: readonly Answer[], rule: string): boolean =>
  answers.some((lines) => lines.some((line) => line.split(' ').includes(rule)));

/** Undefined when both say the same, or when the rule that is asked for is in neither. */
const compared = (
  { at, client, service, callId }: SealedInput,
  [before, after]: readonly [Answer, Answer],
  rule: string | undefined,
): ChangedCall | undefined => {
  if (rule !== undefined && !mentions([before, after], rule)) return undefined;
  const gone = before.filter((line) => !after.includes(line));
  const come = after.filter((line) => !before.includes(line));
  if (gone.length + come.length === 0) return undefined;
  return { at, client, service, callId, danger: losesDanger({ gone, come }), gone, come };
};

/** Calls that an earlier run of the same replay has compared, by the file that it leaves. */
interface State {
  readonly done: ReadonlySet<string>;
  readonly changed: readonly ChangedCall[];
  readonly add: (callIds: readonly string[], changed: readonly ChangedCall[]) => Promise<void>;
}

const emptyState: State = { done: new Set(), changed: [], add: async () => undefined };

const stateIn = async (path: string | undefined, title: string): Promise<State> => {
  if (path === undefined) return emptyState;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Refused(`--state ${path} cannot be read (${error.code})`);
  });
  if (text === '') await writeFile(path, `${JSON.stringify({ replay: title })}\n`, { mode: 0o600 });
  // a torn last line is compared again
  const lines = text.split('\n').slice(0, -1);
  const [first, ...rest] = lines.map(
    (line) => JSON.parse(line) as { replay?: string; done: string[]; changed: ChangedCall[] },
  );
  if (first !== undefined && first.replay !== title)
    throw new Refused(`--state ${path} is of another replay: name another file`);
  return {
    done: new Set(rest.flatMap(({ done }) => done)),
    changed: rest.flatMap(({ changed }) => changed),
    add: (done, changed) => appendFile(path, `${JSON.stringify({ done, changed })}\n`),
  };
};

const BATCH = 500;

interface Replayed {
  readonly compared: number;
  readonly unopened: number;
  readonly changed: readonly ChangedCall[];
}

const replayed = async (
  table: WholeTable,
  [before, after]: readonly [KnowledgeVersion, KnowledgeVersion],
  asked: ReplayScope,
  {
    state,
    open,
    done,
  }: {
    readonly state: State;
    readonly open: OpenInput;
    readonly done: (count: number) => void;
  },
): Promise<Replayed> => {
  const changed = [...state.changed];
  let batch: { ids: string[]; changed: ChangedCall[] } = { ids: [], changed: [] };
  let count = state.done.size;
  let unopened = 0;
  const flush = async () => {
    await state.add(batch.ids, batch.changed);
    batch = { ids: [], changed: [] };
  };
  for await (const item of table.scan()) {
    if (!isInput(item)) continue;
    const sealed = inputIn(item);
    if (!inScope(asked, sealed) || state.done.has(sealed.callId)) continue;
    const input = await open(sealed).catch(() => undefined);
    if (input === undefined) {
      unopened += 1;
      continue;
    }
    const answers = [answerOf(before.evaluate(input)), answerOf(after.evaluate(input))] as const;
    const change = compared(sealed, answers, asked.rule);
    if (change) {
      changed.push(change);
      batch.changed.push(change);
    }
    batch.ids.push(sealed.callId);
    done(++count);
    if (batch.ids.length === BATCH) await flush();
  }
  if (batch.ids.length > 0) await flush();
  const dangersFirst = changed.toSorted(
    (one, other) => Number(other.danger) - Number(one.danger) || (one.at < other.at ? -1 : 1),
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

const askedOf = ({ args, now }: Run): ReplayScope => ({
  from: timeOption(args, 'from', now()) ?? '',
  to: timeOption(args, 'to', now()) ?? '9',
  client: args.options['client'],
  rule: args.options['rule'] === undefined ? undefined : ruleId(args.options['rule']),
});

const knowledgeNamed = async (
  name: string,
): Promise<{ knowledge: KnowledgeVersion; close: () => Promise<void> }> => {
  try {
    const tree = await knowledgeAt(name);
    return { knowledge: await load(tree), close: tree.close };
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
      const title = `Knowledge ${here.knowledge.version} against ${name} (${other.knowledge.version})`;
      const state = await stateIn(stateFile, title);
      const unwrap = await unwrapFrom(run.env);
      const tool = await run.open();
      await tool.recordReading('replay', {
        knowledge: other.knowledge.version,
        ...(asked.client !== undefined && { client: asked.client }),
        ...(asked.rule !== undefined && { rule: asked.rule }),
        from: asked.from,
        to: asked.to,
      });
      const result = await run.counting('calls', await tool.whole.size(), (done) =>
        replayed(tool.whole, [here.knowledge, other.knowledge], asked, {
          state,
          open: inputOpener(unwrap),
          done,
        }),
      );
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
