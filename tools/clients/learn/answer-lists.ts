/**
 * The plain answers of a site's lists, such as 20 for "Yes", from every row of the export. Where a row shows "No"
 * alone, the "Yes" of its list is looked up here.
 */

export interface ListedAnswer {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** System → plain word → answers. */
export type AnswerLists = Map<string, Map<string, ListedAnswer[]>>;

/** The spelling in which answers are compared. */
export const plain = (word: string): string => word.trim().toLowerCase().replaceAll('-', ' ');

const losses = ['decreased', 'diminished', 'impaired', 'reduced'];
const norms = ['normal', 'intact'];

/** The words that stand opposite a word in a list. */
const opposites: ReadonlyMap<string, readonly string[]> = new Map([
  ['y', ['n']],
  ['n', ['y']],
  ['yes', ['no']],
  ['no', ['yes']],
  ['true', ['false']],
  ['false', ['true']],
  ['present', ['absent']],
  ['absent', ['present']],
  ['positive', ['negative']],
  ['negative', ['positive']],
  ['pos', ['neg']],
  ['neg', ['pos']],
  ['none', ['yes', 'present']],
  ['denies', ['yes', 'present']],
  ...losses.map((word): [string, string[]] => [word, norms]),
  ...norms.map((word): [string, string[]] => [word, losses]),
]);

const wordOf = ({ code, display }: ListedAnswer): string => plain(display || code);

/** Keeps a plain answer. Other words, which may be of a patient, are not kept. */
export const noteAnswer = (lists: AnswerLists, answer: ListedAnswer): void => {
  const word = wordOf(answer);
  if (!opposites.has(word)) return;
  const list = lists.get(answer.system) ?? new Map<string, ListedAnswer[]>();
  lists.set(answer.system, list);
  const same = list.get(word) ?? [];
  list.set(word, same);
  if (!same.some(({ code }) => code === answer.code)) same.push(answer);
};

/**
 * The opposite of an answer in its own list; else in lists that have the answer under the same code and word, where
 * they agree on the code of the opposite.
 */
export const oppositesOf = (lists: AnswerLists, answer: ListedAnswer): ListedAnswer[] => {
  const words = opposites.get(wordOf(answer)) ?? [];
  const inList = (list: Map<string, ListedAnswer[]> | undefined) =>
    words.flatMap((word) => list?.get(word) ?? []);
  const own = inList(lists.get(answer.system));
  if (own.length > 0) return own;
  const alike = [...lists.values()]
    .filter((list) => list.get(wordOf(answer))?.some(({ code }) => code === answer.code))
    .flatMap(inList);
  const [first] = alike;
  const isOne = first !== undefined && alike.every(({ code }) => code === first.code);
  return isOne ? [{ ...first, system: answer.system }] : [];
};
