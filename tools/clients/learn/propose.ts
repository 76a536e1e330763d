/** Which finding a local code most likely means, why, and what its answers mean. A guess for a clinician, ranked. */
import { type CodeMap, codeSystems } from '../../../rules/codes/index.ts';
import { strengthWritten } from '../../../rules/extract/finding-value.ts';
import { findings, isFindingId, REFLEX_GRADES } from '../../../rules/findings/index.ts';
import { type MissingAnswer, missingAnswer, wordsOfMap } from '../one-sided.ts';
import { oppositesOf, plain } from './answer-lists.ts';
import { type Match, matchFor, topicOf } from './names.ts';
import { hazardsOf, type NumberHazard } from './numbers.ts';
import { besideOf, type ExportTally, isOfTopic, type SeenAnswer, type SeenCode } from './tally.ts';

export interface ProposedLine {
  /** The number that the page and `tick` give it. */
  readonly n: number;
  readonly source: string;
  readonly code: string;
  readonly display: string;
  readonly target: typeof codeSystems.finding | typeof codeSystems.value;
  readonly to: string;
  readonly side?: string;
  /** Of an answer: the finding that its row is proposed for. */
  readonly of?: string;
  readonly why: string;
  /** 0 = not in the export: the answer is of other rows. */
  readonly count: number;
}

/** About legs or the back, and nothing was found for it. */
export interface Unproposed {
  readonly source: string;
  readonly code: string;
  readonly display: string;
  readonly count: number;
  readonly why: string;
}

/** A row of a yes/no finding of which only one answer is known. */
export interface OneSided {
  readonly code: string;
  readonly display: string;
  readonly finding: string;
  readonly missing: MissingAnswer;
}

export interface Proposal {
  readonly lines: readonly ProposedLine[];
  readonly oneSided: readonly OneSided[];
  readonly numbers: readonly NumberHazard[];
  readonly unproposed: readonly Unproposed[];
}

const answersSaid: Readonly<Record<string, string>> = {
  y: 'yes',
  yes: 'yes',
  true: 'yes',
  present: 'yes',
  positive: 'yes',
  pos: 'yes',
  '+': 'yes',
  decreased: 'yes',
  diminished: 'yes',
  impaired: 'yes',
  reduced: 'yes',
  lost: 'yes',
  n: 'no',
  no: 'no',
  false: 'no',
  absent: 'no',
  negative: 'no',
  neg: 'no',
  '-': 'no',
  none: 'no',
  denies: 'no',
  normal: 'no',
  intact: 'no',
  'not sure': 'not-sure',
  unknown: 'not-sure',
  unable: 'not-sure',
  'unable to assess': 'not-sure',
  'not assessed': 'not-sure',
  'not tested': 'not-sure',
};

/** The grade at the head of an answer: `2+ normal`, `4/5 against resistance`, `IV/V`. */
const gradeFor = (id: string, answer: string): string | undefined => {
  if (id.startsWith('mrc-'))
    return /^([0-5][+-]?)(?:\s|\/|$)/.exec(answer.trim())?.[1] ?? strengthWritten(answer)?.toString();
  return REFLEX_GRADES[Number(/^([0-4])\s*\+?(?:\s|\/|$)/.exec(plain(answer))?.[1] ?? Number.NaN)];
};

/** What an answer means to a finding; nothing where it is not plain. */
const wordFor = (id: string, answer: string): string | undefined => {
  const said = plain(answer);
  if (!isFindingId(id)) return answersSaid[said] === 'yes' ? 'yes' : undefined;
  const { value } = findings[id];
  const listed = value.type === 'one-of' ? value.values : value.type === 'set' ? value.items : [];
  const own =
    listed.find((word) => plain(word) === said) ??
    listed.find((word) => said.split(/\W+/).includes(plain(word)));
  if (own !== undefined) return own;
  if (/^(?:mrc|reflex)-/.test(id)) return gradeFor(id, answer);
  const plainly = Object.hasOwn(answersSaid, said) ? answersSaid[said] : undefined;
  const takes =
    plainly === 'not-sure' || value.type === 'boolean' || (value.type === 'one-of' && value.orBoolean);
  return takes ? plainly : undefined;
};

const shown = (code: SeenCode): string => code.display || code.code;

const reasonOf = (tally: ExportTally, code: SeenCode, { by }: Match): string => {
  const beside = Math.round(besideOf(tally, code) * 100);
  return [
    `its name has "${by.join(' ')}"`,
    ...(code.exams > 0 ? ['charted as examination'] : []),
    ...(beside > 0 ? [`${beside} % of its visits are about a leg or the back`] : []),
  ].join('; ');
};

/**
 * Scores that hospitals collect, of which no rule uses more than walking: counted by name, so that a site sees them.
 * The stroke scale grades a leg too, with 0 for full strength.
 */
const instrument =
  /promis|start back|oswestry|roland|morris disability|eq-?5d|koos|sf-?(?:12|36)|nihss|nih stroke/i;

/** By frequency, by whether the name says what it is, by how it is charted and by what stands beside it. */
const rankOf = (tally: ExportTally, code: SeenCode): number =>
  Math.log2(1 + code.count) *
  (matchFor(code.kind, shown(code)) ? 3 : 1) *
  (code.exams > 0 ? 1.5 : 1) *
  (1 + besideOf(tally, code));

const rowLine = (tally: ExportTally, code: SeenCode, match: Match): UnnumberedLine => {
  const { id, side } = match;
  const { system: source, display, count } = code;
  const sided = isFindingId(id) && findings[id].sided;
  const target = codeSystems.finding;
  const why = reasonOf(tally, code, match);
  return { source, code: code.code, display, target, to: id, ...(side && sided && { side }), why, count };
};

export type UnnumberedLine = Omit<ProposedLine, 'n'>;

/** What is a loss or an inability by its name, and how a row says that it asks for that. */
const isLoss = /unable|refused|reduced|loss|altered|change|limited|difficulty|disturbed/;
const namesLoss =
  /unable|cannot|can't|not able|refus|reduc|decreas|diminish|loss|lost|alter|chang|limit|impair|difficult|disturb|abnormal|numb|weak|anesthesia|anaesthesia/i;
const isPlainAnswer = /^(?:y|yes|n|no|true|false|present|absent|positive|negative)$/i;

/** "Saddle sensation: present" and "heel walk: yes" are normal where the finding is the loss: yes would mean no. */
const asksForOpposite = ({ display, answers, written, booleans }: SeenCode, id: string): boolean =>
  isFindingId(id) &&
  findings[id].value.type === 'boolean' &&
  isLoss.test(id) &&
  !namesLoss.test(display) &&
  (booleans > 0 ||
    [...[...answers.values()].map((one) => one.display || one.code), ...written.keys()].some((answer) =>
      isPlainAnswer.test(answer.trim()),
    ));

/** Coded answers, and short written ones under the system of their row. */
const answersOf = ({ system, answers, written }: SeenCode): readonly SeenAnswer[] => [
  ...answers.values(),
  ...[...written].map(([word, count]) => ({ system, code: word, display: '', count })),
];

/** Read from what is written, whatever the map says. */
const isReadAsWritten = (id: string, answer: string): boolean =>
  id.startsWith('mrc-')
    ? strengthWritten(answer) !== undefined
    : id.startsWith('reflex-') && /^\s*[0-4]\s*\+?\s*(?:\/\s*4\+?\s*)?$/.test(answer);

/** By its name, else by its code, unless that is its number in the list, which is no grade. */
const meaningFor = (id: string, { display, code }: Pick<SeenAnswer, 'code' | 'display'>) =>
  wordFor(id, display || code) ?? (/^\d/.test(code) ? undefined : wordFor(id, code));

/** The answers of a row, added to those of others: a list means the same in every row of one finding. */
const addAnswers = (
  row: SeenCode,
  id: string,
  lines: Map<string, UnnumberedLine>,
  unproposed: Unproposed[],
): void => {
  for (const { system: source, code, display, count } of answersOf(row)) {
    if (display === '' && isReadAsWritten(id, code)) continue;
    const to = meaningFor(id, { display, code });
    const why = `an answer in the rows of ${id}`;
    // what somebody wrote is repeated only where it is a plain word
    if (to === undefined && display === '' && row.written.has(code)) continue;
    if (to === undefined) {
      unproposed.push({ source, code, display, count, why: `${why} that is not plain` });
      continue;
    }
    const key = [source, code, id].join(' ');
    const of = isFindingId(id) ? { of: id } : {};
    const seen = count + (lines.get(key)?.count ?? 0);
    lines.set(key, { source, code, display, target: codeSystems.value, to, ...of, why, count: seen });
  }
};

/** The answers of one list to one finding, and the rows that have them. */
interface AskedRow {
  readonly source: string;
  readonly id: string;
  readonly rows: SeenCode[];
  readonly answers: SeenAnswer[];
}

const noteAsked = (asked: Map<string, AskedRow>, row: SeenCode, id: string): void => {
  for (const answer of answersOf(row)) {
    const key = `${answer.system} ${id}`;
    const one = asked.get(key) ?? { source: answer.system, id, rows: [], answers: [] };
    asked.set(key, one);
    if (!one.rows.includes(row)) one.rows.push(row);
    one.answers.push(answer);
  }
};

/** Adds the answer that an export without it leaves out: a rare "Yes" to a red flag is what the map is for. */
const addUnseen = (
  { source, id, rows, answers }: AskedRow,
  { lists }: ExportTally,
  map: CodeMap | undefined,
  lines: Map<string, UnnumberedLine>,
): OneSided[] => {
  const wordOf = ({ display, code }: Pick<SeenAnswer, 'code' | 'display'>) =>
    wordFor(id, display || code) ?? wordFor(id, code);
  const words = answers.map(wordOf).filter((word) => word !== undefined);
  const missing = missingAnswer(id, [...words, ...(map ? wordsOfMap(map, source, id) : [])]);
  if (missing === undefined) return [];
  const found = answers
    .flatMap((answer) => oppositesOf(lists, answer))
    .map((answer) => ({ ...answer, to: wordOf(answer) }));
  for (const { code, display, to } of found) {
    const why = `not in your export in the rows of ${id}, but in other rows`;
    if (to !== undefined)
      lines.set([source, code, id].join(' '), {
        source,
        code,
        display,
        target: codeSystems.value,
        to,
        of: id,
        why,
        count: 0,
      });
  }
  if (missingAnswer(id, [...words, ...found.flatMap(({ to }) => to ?? [])]) === undefined) return [];
  return rows.map(({ code, display }) => ({ code, display, finding: id, missing }));
};

const named = ({ system: source, code, display, count }: SeenCode, why: string): Unproposed => ({
  source,
  code,
  display,
  count,
  why,
});

/** Why a code of the topic gets no line; nothing where it gets one. */
const whyNone = (code: SeenCode, match: Match | undefined): string | undefined => {
  if (instrument.test(shown(code))) return 'a questionnaire score that no rule uses';
  if (code.known !== undefined) return undefined;
  if (match === undefined) return `its name has "${topicOf(shown(code)).join(', ')}"`;
  return asksForOpposite(code, match.id)
    ? `it asks for the opposite of ${match.id}: chart or map its answers by themselves`
    : undefined;
};

/** @param map of the site, whose lines are not proposed again */
export const propose = (tally: ExportTally, map?: CodeMap): Proposal => {
  const ranked = [...tally.codes.values()]
    .filter((code) => isOfTopic(code) || instrument.test(shown(code)))
    .map((code) => ({ code, match: matchFor(code.kind, shown(code)), rank: rankOf(tally, code) }))
    .sort((a, b) => b.rank - a.rank || (a.code.code < b.code.code ? -1 : 1));
  // a code that is a row and a problem is one code of the map
  const rows = new Map<string, UnnumberedLine>();
  const answers = new Map<string, UnnumberedLine>();
  const unproposed: Unproposed[] = [];
  const asked = new Map<string, AskedRow>();
  for (const { code, match } of ranked) {
    const why = whyNone(code, match);
    const key = `${code.system} ${code.code}`;
    if (why !== undefined) unproposed.push(named(code, why));
    else if (code.known === undefined && match && !rows.has(key)) rows.set(key, rowLine(tally, code, match));
    const id = code.known ?? match?.id;
    if (why !== undefined || id === undefined) continue;
    addAnswers(code, id, answers, unproposed);
    noteAsked(asked, code, id);
  }
  const oneSided = [...asked.values()].flatMap((one) => addUnseen(one, tally, map, answers));
  const lines = [...rows.values(), ...answers.values()].map(
    (line, n): ProposedLine => ({ n: n + 1, ...line }),
  );
  return { lines, oneSided, numbers: hazardsOf(tally.numbers), unproposed };
};
