/**
 * One part of a replay: opens the inputs of a part of the table, runs both versions of the knowledge on each, and tells
 * page by page which calls differ. Holds one page at a time. Most of its cost are the two evaluations.
 */
import { pagesFromEnvironment } from '../../functions/audit/from-environment.ts';
import { INPUT_PREFIX, inputIn, type SealedInput } from '../../functions/audit/inputs.ts';
import { inputOpener } from '../../functions/audit/kept-inputs.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import type { Environment } from '../../functions/base/settings.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { type Answer, answerOf, losesDanger } from '../knowledge/answers.ts';
import { type KnowledgeVersion, load } from '../knowledge/knowledge-at.ts';
import { unwrapFrom } from './keys.ts';

export interface ChangedCall {
  readonly at: string;
  readonly client: string;
  readonly service: string;
  readonly callId: string;
  readonly danger: boolean;
  readonly gone: Answer;
  readonly come: Answer;
}

export interface ReplayScope {
  readonly from: string;
  readonly to: string;
  readonly client: string | undefined;
  readonly rule: string | undefined;
}

/** Plain data: it is handed to a thread. */
export interface ReplayJob {
  readonly env: Environment;
  /** Folders of the two versions. */
  readonly roots: readonly [before: string, after: string];
  readonly asked: ReplayScope;
  readonly part: number;
  readonly parts: number;
  readonly after: string | undefined;
}

/** A line of the state file, too. */
export interface ComparedPage {
  readonly part: number;
  /** Where the part goes on; null when it is through. */
  readonly next: string | null;
  readonly compared: number;
  readonly unopened: number;
  readonly changed: readonly ChangedCall[];
}

const inScope = ({ from, to, client }: ReplayScope, { at, client: of }: SealedInput): boolean =>
  at >= from && at < to && (client === undefined || client === of);

const mentions = (answers: readonly Answer[], rule: string): boolean =>
  answers.some((lines) => lines.some((line) => line.split(' ').includes(rule)));

/** A version may not know a finding of the other: that is an answer too. */
const answered = ({ evaluate }: KnowledgeVersion, input: EngineInput): Answer => {
  try {
    return answerOf(evaluate(input));
  } catch (error) {
    return [`cannot be evaluated (${(error as Error).name})`];
  }
};

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

export const replayPart = async (
  { env, roots, asked, part, parts, after }: ReplayJob,
  tell: (page: ComparedPage) => void,
): Promise<void> => {
  const [before, other] = [await load({ root: roots[0] }), await load({ root: roots[1] })];
  const open = inputOpener(await unwrapFrom(env));

  /** Undefined when it cannot be opened: another key, or changed since. */
  const opened = async (sealed: SealedInput): Promise<EngineInput | undefined> => {
    try {
      return await open(sealed);
    } catch {
      return undefined;
    }
  };

  const pageOf = async (items: readonly TableItem[]): Promise<Omit<ComparedPage, 'part' | 'next'>> => {
    let [count, unopened] = [0, 0];
    const changed: ChangedCall[] = [];
    for (const item of items) {
      const sealed = inputIn(item);
      if (!inScope(asked, sealed)) continue;
      const input = await opened(sealed);
      if (input === undefined) {
        unopened += 1;
        continue;
      }
      count += 1;
      const change = compared(sealed, [answered(before, input), answered(other, input)], asked.rule);
      if (change) changed.push(change);
    }
    return { compared: count, unopened, changed };
  };

  for await (const { items, next } of pagesFromEnvironment(
    env,
    5,
  )({
    prefix: INPUT_PREFIX,
    part,
    parts,
    after,
  }))
    tell({ part, next: next ?? null, ...(await pageOf(items)) });
};
