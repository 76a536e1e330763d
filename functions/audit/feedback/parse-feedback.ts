/**
 * Feedback bodies, parsed once: the specification's shape and the ones that real EHRs send. A bad item is
 * reported by its index and field, and does not spoil the good ones beside it. Texts name fields, never values.
 *
 * Dialects: Epic's `overrideReasons`, and its reasons in an `extension`
 * (https://fhir.epic.com/Documentation?docId=cds-hooks, "Feedback"); reasons without `display` or `system`
 * (CDS Hooks sandbox); a CodeableConcept where a Coding belongs; time stamps with an offset.
 */
import { isJsonObject, type JsonObject } from '../../base/json-object.ts';
import type { Feedback } from '../../cds-hooks/wire.ts';
import { instantOf } from '../instant.ts';

export interface FeedbackIssue {
  readonly code: 'required' | 'value' | 'structure' | 'invariant' | 'too-long' | 'too-costly';
  /** What is wrong and what to send instead. */
  readonly text: string;
  /** `feedback[3].outcome` */
  readonly expression: string;
}

export interface RejectedItem {
  readonly index: number;
  readonly issues: readonly FeedbackIssue[];
}

export type ParsedFeedback =
  | {
      readonly kind: 'items';
      readonly items: readonly Feedback[];
      readonly rejected: readonly RejectedItem[];
    }
  /** Nothing usable. */
  | { readonly kind: 'refused'; readonly status: 400 | 413; readonly issues: readonly FeedbackIssue[] };

export const feedbackLimits = {
  items: 100,
  commentBytes: 4_096,
  idCharacters: 1_024,
  suggestions: 50,
} as const;

/** A clock of an EHR runs ahead by this much at most. */
const skewMilliseconds = 5 * 60_000;

type ParsedField<T> = { readonly value: T } | { readonly issue: FeedbackIssue };

const object = (value: unknown): JsonObject | undefined => (isJsonObject(value) ? value : undefined);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= feedbackLimits.idCharacters
    ? value.trim()
    : undefined;

const issue = (
  code: FeedbackIssue['code'],
  expression: string,
  sentence: string,
): { issue: FeedbackIssue } => ({
  issue: { code, expression, text: sentence },
});

const cardOf = (item: JsonObject, at: string): ParsedField<string> => {
  const card = text(item['card']);
  return card === undefined
    ? issue('required', `${at}.card`, 'card must be the uuid of the card that was answered, a string')
    : { value: card };
};

const timestampOf = (item: JsonObject, at: string, now: number): ParsedField<string> => {
  const field = `${at}.outcomeTimestamp`;
  const instant = instantOf(item['outcomeTimestamp']);
  if (instant === undefined) {
    return issue(
      'value',
      field,
      'outcomeTimestamp must be an instant with a zone, as in 2026-11-22T15:38:18Z',
    );
  }
  return Date.parse(instant) > now + skewMilliseconds
    ? issue('value', field, 'outcomeTimestamp lies more than five minutes in the future: check the clock')
    : { value: instant };
};

type Accepted = Extract<Feedback, { outcome: 'accepted' }>;
type Overridden = Extract<Feedback, { outcome: 'overridden' }>;
/** What was done with the card, whichever card and whenever. */
type FeedbackAnswer =
  | Omit<Accepted, 'card' | 'outcomeTimestamp'>
  | Omit<Overridden, 'card' | 'outcomeTimestamp'>;

const acceptance = (item: JsonObject, at: string): ParsedField<FeedbackAnswer> => {
  const field = `${at}.acceptedSuggestions`;
  const list = item['acceptedSuggestions'];
  if (!Array.isArray(list) || list.length === 0) {
    return issue('required', field, 'an accepted card needs acceptedSuggestions, an array of { id }');
  }
  if (list.length > feedbackLimits.suggestions) {
    return issue('too-long', field, `send at most ${feedbackLimits.suggestions} accepted suggestions`);
  }
  const ids = list.map((entry) => text(object(entry)?.['id'] ?? entry));
  const bad = ids.indexOf(undefined);
  return bad >= 0
    ? issue('required', `${field}[${bad}].id`, 'id must be the uuid of the suggestion that was accepted')
    : {
        value: {
          outcome: 'accepted',
          acceptedSuggestions: ids.flatMap((id) => (id === undefined ? [] : { id })),
        },
      };
};

type ReasonCoding = NonNullable<NonNullable<Overridden['overrideReason']>['reason']>;

const codingOf = (value: unknown): ReasonCoding | undefined => {
  if (typeof value === 'string') return codingOf({ code: value });
  const { code, system, display, coding } = object(value) ?? {};
  if (Array.isArray(coding)) return codingOf(coding[0]);
  const [known, where, words] = [text(code), text(system), text(display)];
  const named = known ?? words;
  return named === undefined
    ? undefined
    : { code: named, ...(where && { system: where }), ...(words && { display: words }) };
};

const epic = 'com.epic.cdshooks.feedback.overrideReason.';

/** Reasons built in Epic itself: a category number and its words. */
const epicReason = (extension: JsonObject | undefined): ReasonCoding | undefined => {
  const display = text(extension?.[`${epic}reasonDisplay`]) ?? text(extension?.[`${epic}reasonTitle`]);
  const code = text(extension?.[`${epic}reasonCategory`]) ?? display;
  return code === undefined
    ? undefined
    : { code, system: `${epic}reasonCategory`, ...(display && { display }) };
};

const override = (item: JsonObject, at: string): ParsedField<FeedbackAnswer> => {
  const name = item['overrideReason'] === undefined ? 'overrideReasons' : 'overrideReason';
  const field = `${at}.${name}`;
  const sent = Array.isArray(item[name]) ? item[name][0] : item[name];
  if (sent === undefined || sent === null) return { value: { outcome: 'overridden' } };

  const { reason, userComment, extension } = object(sent) ?? {};
  const coding = codingOf(reason) ?? epicReason(object(extension));
  if (userComment !== undefined && typeof userComment !== 'string') {
    return issue('structure', `${field}.userComment`, 'userComment must be a string');
  }
  const comment = userComment?.trim();
  if (comment && Buffer.byteLength(comment) > feedbackLimits.commentBytes) {
    const most = `userComment may have ${feedbackLimits.commentBytes} bytes of UTF-8 at most`;
    return issue('too-long', `${field}.userComment`, most);
  }
  if (coding === undefined && !comment && object(extension) === undefined) {
    return issue('invariant', field, `${name} needs a reason (a Coding with a code) or a userComment`);
  }
  const overrideReason = { ...(coding && { reason: coding }), ...(comment && { userComment: comment }) };
  return { value: { outcome: 'overridden', overrideReason } };
};

const itemOf = (value: unknown, at: string, now: number): ParsedField<Feedback>[] => {
  const item = object(value);
  if (item === undefined) return [issue('structure', at, 'each item of feedback must be an object')];
  const { outcome } = item;
  const card = cardOf(item, at);
  const outcomeTimestamp = timestampOf(item, at, now);
  const answered =
    outcome === 'accepted'
      ? acceptance(item, at)
      : outcome === 'overridden'
        ? override(item, at)
        : issue('value', `${at}.outcome`, 'outcome must be accepted or overridden');
  const issues = [card, outcomeTimestamp, answered].filter((read) => 'issue' in read);
  if ('issue' in card || 'issue' in outcomeTimestamp || 'issue' in answered) return issues;
  return [{ value: { card: card.value, outcomeTimestamp: outcomeTimestamp.value, ...answered.value } }];
};

/**
 * @param body the request's JSON
 * @param now ISO instant of arrival
 */
export const parseFeedback = (body: unknown, now: string): ParsedFeedback => {
  const refused = (status: 400 | 413, ...issues: FeedbackIssue[]) =>
    ({ kind: 'refused', status, issues }) as const;
  const list = object(body)?.['feedback'];
  if (!Array.isArray(list)) {
    const { issue: missing } = issue('required', 'feedback', 'send { "feedback": [ … ] }, an array of items');
    return refused(400, missing);
  }
  if (list.length > feedbackLimits.items) {
    const { issue: tooMany } = issue(
      'too-costly',
      'feedback',
      `send at most ${feedbackLimits.items} items at once`,
    );
    return refused(413, tooMany);
  }
  const at = Date.parse(now);
  const read = list.map((item, i) => itemOf(item, `feedback[${i}]`, at));
  const items = read.flat().flatMap((item) => ('value' in item ? item.value : []));
  const rejected = read.flatMap((results, index) => {
    const issues = results.flatMap((result) => ('issue' in result ? result.issue : []));
    return issues.length > 0 ? { index, issues } : [];
  });
  return items.length === 0 && rejected.length > 0
    ? refused(400, ...rejected.flatMap(({ issues }) => issues))
    : { kind: 'items', items, rejected };
};
