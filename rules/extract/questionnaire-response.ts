/**
 * Answers to the intake form (2.8): `linkId` is the finding, with `.left` or `.right` after it for a leg. A
 * hospital's server may give the form a canonical of its own, so a form is known by its questions. The list of
 * a multiple choice of our own form was shown whole, so what was not chosen is absent, unless the patient was
 * not sure. Of a form in progress only red flags that are present count (N1),
 * and the history that one may rest on.
 */
import { BASE, bareUri } from '../codes/index.ts';
import { isPositive } from '../engine/reading.ts';
import type { Side } from '../engine/types.ts';
import { type FindingId, findings, isFindingId } from '../findings/index.ts';
import { readAnswer, readHistory } from './answer.ts';
import { author } from './by.ts';
import { type Coded, theKnown } from './code.ts';
import { raisingConditions } from './danger.ts';
import { isFuture, readDate, type When } from './fhir-date.ts';
import type { LeftOutCode } from './left-out.ts';
import {
  count,
  type Entry,
  leaveOut,
  type ReadingContext,
  sayConditions,
  sayFact,
  sayUnread,
} from './said.ts';
import { type Json, record, records, text } from './shape.ts';
import { hasUnknown, nearestId, reportUnknown } from './unknown-code.ts';
import { missConditions, sayUnused } from './unread.ts';
import { isUsable, usableDate } from './usable.ts';

const FORM = 'leg-symptom-intake';
export const INTAKE = `${BASE}/Questionnaire/${FORM}`;

const USABLE: ReadonlySet<string> = new Set(['completed', 'amended', 'in-progress']);
/** A leg symptom form nests no deeper than this. */
export const DEPTH = 6;

const sides: Readonly<Record<string, Side>> = { left: 'L', right: 'R' };

interface Question {
  /** The last part of the question's name. A question of another form has no `id`. */
  readonly name: string;
  readonly id: FindingId | undefined;
  /** What a yes says of the history, by the item's `code`. */
  readonly condition: Coded | undefined;
  readonly side: Side | undefined;
  readonly answers: readonly Json[];
  /** The item's `code`, not that of an answer. */
  readonly code: unknown;
  /** Coded, or with a name that no other form would choose: `fever` is one that any would. */
  readonly ours: boolean;
}

const sideOf = (word: string | undefined): Side | undefined =>
  word !== undefined && Object.hasOwn(sides, word) ? sides[word] : undefined;

/** `leg-pain`, `/leg-pain/leg-pain.left`, `…/lr-finding#leg-pain`: what stands last. */
const lastPart = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#')) + 1);

/** What an item asks: by its code, by what defines it, else by its link, which may name the leg in any case. */
const nameOf = ({ code, definition, linkId }: Json) => {
  const [linked = '', leg] = lastPart(text(linkId) ?? '').split('.');
  const asked = code === undefined ? undefined : theKnown({ coding: code });
  const id = asked?.meaning.findings[0]?.id;
  if (id !== undefined) return { name: id, leg, coded: true };
  if (asked?.meaning.local) return { name: linked, leg, coded: true, condition: asked };
  const defined = typeof definition === 'string' && definition.startsWith(BASE) ? lastPart(definition) : '';
  const [name = '', side] = defined.split('.');
  return isFindingId(name) ? { name, leg: side ?? leg, coded: true } : { name: linked, leg, coded: false };
};

interface AnswerGroup {
  readonly id: FindingId | undefined;
  readonly side: Side | undefined;
  readonly ours: boolean;
  /** The form is this service's. */
  readonly ownForm: boolean;
}

/** The finding whose name has an error in it. A hospital's form may ask something similar, unless it is a red flag. */
const misnamed = (name: string, ownForm: boolean): FindingId | undefined => {
  const id = nearestId(name);
  return id !== undefined && isFindingId(id) && (ownForm || findings[id].safety === true) ? id : undefined;
};

/** What a question without a name that is known asks: what its group does, unless its own name means something else. */
const inherited = ({ id, ownForm }: AnswerGroup, name: string, { code }: Json): FindingId | undefined => {
  if (id === undefined || hasUnknown({ coding: code })) return undefined;
  return (misnamed(name, ownForm) ?? id) === id ? id : undefined;
};

/** What an item asks of a finding, and the items inside it that do not say so themselves. */
const findingOf = (item: Json, { name, leg, coded }: ReturnType<typeof nameOf>, group: AnswerGroup) => {
  const side = sideOf(leg) ?? sideOf(name) ?? group.side;
  if (!isFindingId(name)) return { ...group, id: inherited(group, name, item), side };
  return { ...group, id: name, side, ours: coded || name.includes('-') || sideOf(leg) !== undefined };
};

/** Questions with answers, each with the finding and leg that it or its group names. */
const questions = (items: unknown, group: AnswerGroup, depth: number): Question[] =>
  depth === 0
    ? []
    : records(items).flatMap((item) => {
        const named = nameOf(item);
        const { name, condition } = named;
        const found = findingOf(item, named, group);
        const own: AnswerGroup = condition === undefined ? found : { ...found, id: undefined, ours: true };
        const answers = records(item['answer']);
        const nested = answers.flatMap((answer) => questions(answer['item'], own, depth - 1));
        const asked = answers.length > 0 ? [{ name, condition, answers, code: item['code'], ...own }] : [];
        return [...asked, ...questions(item['item'], own, depth - 1), ...nested];
      });

const refuse = (context: ReadingContext, entry: Entry, { id, side }: Question, why: LeftOutCode): void => {
  if (id === undefined) return;
  leaveOut(context, why);
  if (why === 'text-only') count(context, 'free-text');
  sayUnread(context, why, id, side, entry.when, true);
};

/** A question whose name has an error in it; one by a code that does not exist is said by its code. */
const reportMisnamed = (context: ReadingContext, { name, code }: Question, ownForm: boolean): void => {
  const { ref, at, say } = context;
  if (hasUnknown({ coding: code })) return;
  const id = misnamed(name, ownForm);
  if (id !== undefined) say({ kind: 'hole', hole: { code: 'unknown-code', at, ref, about: [id] } });
};

/** History counts by a yes; in a form that is not complete where a red flag may rest on it. */
const readCondition = (
  context: ReadingContext,
  entry: Entry,
  condition: Coded,
  [answer = {}]: readonly Json[],
): void => {
  const raises = condition.meaning.conditions.some(({ id }) => raisingConditions.has(id));
  if (entry.status === 'in-progress' && !raises) return;
  const said = readHistory(answer);
  if (said === true) sayConditions(context, entry, condition);
  else if (said !== false) missConditions(context, entry, condition, said);
};

const read = (context: ReadingContext, entry: Entry, question: Question, shownWhole: boolean): void => {
  const { id, condition, side, answers, code } = question;
  reportUnknown(context, { coding: code });
  if (condition !== undefined) {
    readCondition(context, { ...entry, side }, condition, answers);
    return;
  }
  if (id === undefined) {
    reportMisnamed(context, question, shownWhole);
    return;
  }
  const answer = readAnswer(id, answers, context.now, shownWhole);
  if (typeof answer === 'string') {
    refuse(context, entry, question, answer);
    return;
  }
  const flag = findings[id].kind === 'red-flag' && isPositive(id, answer.value);
  if (entry.status === 'in-progress' && !flag) return;
  sayFact(context, entry, id, answer.value, side);
};

/** The person who gave the answers; a form without one was filled in by the patient. */
const readBy = ({ source, author: writer }: Json): Entry['by'] =>
  author(source) ?? (record(source) ? undefined : author(writer)) ?? 'patient';

const OWN_FORM = bareUri(INTAKE);

/** A yes, or an answer that cannot be read. */
const mayBeYes = ([answer = {}]: readonly Json[]): boolean => {
  const said = readHistory(answer);
  return said === true || (typeof said === 'string' && said !== 'stated-unknown');
};

/** What is dated in the future is no record of today; of what has no date only a yes is missed. */
const missUndated = (context: ReadingContext, response: Json, asked: readonly Question[]): void => {
  if (readDate(response['authored']) !== undefined) return;
  const { ref, at, say } = context;
  for (const { id, condition, side, answers, code: asks } of asked) {
    reportUnknown(context, { coding: asks });
    if (condition !== undefined && mayBeYes(answers))
      say({ kind: 'unread-history', ref, at, code: 'undated' });
    if (id === undefined) continue;
    const answer = readAnswer(id, answers, context.now, false);
    const code = typeof answer === 'string' ? answer : 'undated';
    if (typeof answer === 'string' || isPositive(id, answer.value))
      sayUnread(context, code, id, side, undefined, true);
  }
};

/**
 * A form without a question that this service knows. Where it has the name of this service's form, nothing of it can be
 * read, and that is said; else each question by an `lr-finding` code that does not exist is said.
 */
const reportForeign = (context: ReadingContext, response: Json, asked: readonly Question[]): void => {
  const { ref, at, now, say } = context;
  const when = readDate(response['authored']);
  if (!USABLE.has(text(response['status']) ?? '') || (when && isFuture(when, now))) return;
  const form = bareUri(text(response['questionnaire']) ?? '');
  if (form.endsWith(`/${FORM}`)) say({ kind: 'hole', hole: { code: 'form-not-read', at, ref } });
  else for (const { code } of asked) reportUnknown(context, { coding: code });
};

/** Stopped, or of no status that FHIR has: what it says may still be so. */
const missUnfinished = (context: ReadingContext, response: Json): void => {
  if (response['status'] === 'entered-in-error') return;
  const read = (silent: ReadingContext) =>
    readQuestionnaireResponse(silent, { ...response, status: 'completed' });
  sayUnused(context, { code: 'status-not-usable', topical: true }, read);
};

const entryOf = ({ ref }: ReadingContext, response: Json, when: When): Entry => ({
  ref,
  resourceType: 'QuestionnaireResponse',
  status: text(response['status']) ?? '',
  by: readBy(response),
  when,
  date: text(response['authored']) ?? '',
  side: undefined,
  derivedFrom: [],
});

export const readQuestionnaireResponse = (context: ReadingContext, response: Json): void => {
  const form = bareUri(text(response['questionnaire']) ?? '');
  const shownWhole = form === OWN_FORM;
  const outermost: AnswerGroup = { id: undefined, side: undefined, ours: false, ownForm: shownWhole };
  const asked = questions(response['item'], outermost, DEPTH);
  if (!shownWhole && !asked.some(({ ours }) => ours)) {
    if (asked.length > 0) reportForeign(context, response, asked);
    count(context, 'unmapped-code');
    return;
  }
  if (!isUsable(context, response['status'], USABLE)) {
    missUnfinished(context, response);
    return;
  }
  const when = usableDate(context, response['authored']);
  if (when === undefined) {
    missUndated(context, response, asked);
    return;
  }
  const entry = entryOf(context, response, when);
  for (const question of asked) read(context, entry, question, shownWhole);
};
