/**
 * The likely cause of a drift, told by which rates moved together, and the section of docs/operate.md that says what
 * to do. A table: what each cause moves, and which way. The cause that explains most of the evidence is named; of two
 * that explain about as much, the one that stands first.
 */
import { kindOf } from './tally.ts';

/** A rate that is not what it was. */
export interface MovedRate {
  readonly rate: string;
  /** Share that was to be expected, and that is. */
  readonly before: number;
  readonly now: number;
  readonly count: number;
  readonly of: number;
  /** Natural logarithm of the Bayes factor. */
  readonly evidence: number;
  /** The hour, UTC, from which it was compared. */
  readonly since: string;
}

/** Which way a rate moves. */
type Direction = 'up' | 'down' | 'either';

interface Sign {
  /** The names of the rates. */
  readonly rate: RegExp;
  readonly way: Direction;
  /** What comes after by itself: it counts as explained, and cannot be what the cause is told by. */
  readonly follows?: true;
}

interface Cause {
  /** For an operator, in a sentence. */
  readonly says: string;
  readonly moves: readonly Sign[];
}

const up = (rate: RegExp): Sign => ({ rate, way: 'up' });
const down = (rate: RegExp): Sign => ({ rate, way: 'down' });
const either = (rate: RegExp): Sign => ({ rate, way: 'either' });
const then = (sign: Sign): Sign => ({ ...sign, follows: true });

/** What changes on cards when anything before it does. */
const answers = then(either(/^(?:rule|card|urgency|missing|answered|outcome|reason) /));
const understood = then(either(/^(?:finding|condition|medication|side|left-out|unmapped) /));

export const causes = {
  'change-silence': {
    says: 'The client calls less than it does on a Sunday, or not at all.',
    moves: [down(/^called /)],
  },
  'change-repeats': {
    says: 'The same calls come again and again.',
    moves: [up(/^repeated /), then(down(/^answered /))],
  },
  'change-refused': {
    says: 'Requests are refused that were answered before.',
    moves: [up(/^refused (?!jwt\.(?:exp|iat|nbf|replay))/), then(up(/^hole not-sent|^source .* absent/))],
  },
  'change-clock': {
    says: 'A clock or a time zone is off: at the EHR, or of its records.',
    moves: [
      up(/^refused jwt\.(?:exp|iat|nbf)/),
      up(/^left-out future-dated/),
      up(/^hole date-not-read/),
      up(/^flag token\.expired/),
      either(/^time /),
      then(either(/^(?:called|service) /)),
      answers,
      understood,
    ],
  },
  'change-versions': {
    says: 'Calls are answered by a version of the knowledge that a newer one had replaced.',
    moves: [up(/^outdated /), answers],
  },
  'change-withheld': {
    says: 'Cards are held back: by the policy (off or shadow), or because clinicians override them.',
    moves: [up(/^withheld /), then(either(/^(?:card|answered) /))],
  },
  'change-grant': {
    says: 'The token of the client reads less than it did.',
    moves: [
      up(/^hole (?:grant-part|not-granted)/),
      either(/^grant /),
      up(/^flag token\.subject/),
      then(either(/^(?:source|empty|incomplete|hole|flag) /)),
      answers,
      understood,
    ],
  },
  'change-fhir-server': {
    says: "The client's FHIR server fails, is slow, or is another one.",
    moves: [
      up(/^hole (?:not-readable|not-in-time|outcome|other-patient|another-server)/),
      up(/^flag (?:fhir|data\.unavailable|patient\.mismatch)/),
      up(/^source \S+ failed/),
      then(either(/^(?:flag data\.incomplete|source|empty|incomplete|hole|slower|card)(?: |$)/)),
      answers,
      understood,
    ],
  },
  'change-paging': {
    says: 'Lists come in part: pages are missing, or lists are cut.',
    moves: [
      up(/^hole (?:page|pages|list|total)-/),
      then(either(/^(?:flag data\.incomplete|incomplete|hole|empty|source|card)(?: |$)/)),
      answers,
      understood,
    ],
  },
  'change-prefetch': {
    says: 'The EHR stopped sending a part of the chart, or sends it empty.',
    moves: [
      up(/^hole (?:not-sent|wrong-type)/),
      up(/^source \S+ (?:absent|fetched|none)/),
      up(/^empty /),
      down(/^source \S+ prefetch/),
      then(either(/^(?:empty|hole|flag|grant|slower) /)),
      answers,
      understood,
    ],
  },
  'change-unit': {
    says: 'Values come in a unit, a code or a form that is not understood.',
    moves: [
      up(
        /^hole (?:unit-not-read|implausible|value-not-read|unknown-code|form-not-read|status-not-read|not-r4|modified|entry-unreadable|no-subject|resource-failed|side-not-read)/,
      ),
      up(/^left-out (?!future-dated)/),
      answers,
      understood,
    ],
  },
  'change-side': {
    says: 'The sides of findings have changed: all left, all right, or none.',
    moves: [either(/^side /), answers],
  },
  'change-codes': {
    says: 'Findings, diagnoses or drugs that were understood no longer are, or others are in their place: a code was renamed, a code map or a class list changed.',
    moves: [either(/^(?:finding|condition|medication|unmapped|left-out) /), answers],
  },
  'change-rule': {
    says: 'A rule answers more or less often than before on charts that are as before.',
    moves: [either(/^(?:rule|card|urgency) /), then(either(/^(?:missing|answered|outcome|reason) /))],
  },
  'change-feedback': {
    says: 'Feedback no longer comes, or clinicians judge the cards otherwise.',
    moves: [either(/^(?:answered|outcome|reason|matched) /)],
  },
  'change-slow': {
    says: 'Answers take longer than they did.',
    moves: [up(/^slower /)],
  },
  'change-use': {
    says: 'Other patients, other clinicians, or another way of charting.',
    moves: [either(/^(?:user|service|time) /)],
  },
} as const satisfies Readonly<Record<string, Cause>>;

export type CauseId = keyof typeof causes;

export const causeIds = Object.keys(causes) as readonly CauseId[];

/** What is much weaker than the strongest rate came by chance or follows from it. */
const MOST_EVIDENCE = 40;
const LEAST_PART = 0.2;
/** What follows from a cause speaks less for it than what it moves by itself. */
const FOLLOWS = 0.5;

/** Evidence that chance gives some rate of hundreds at any time: 20 to 1. */
const BY_CHANCE = Math.log(20);

const weight = ({ evidence }: MovedRate): number => Math.min(MOST_EVIDENCE, evidence - BY_CHANCE);

const isSignOf = ({ rate: named, way }: Sign, { rate, before, now }: MovedRate): boolean =>
  named.test(rate) && (way === 'either' || (way === 'up') === now > before);

/** Forty findings that vanish together are one piece of news: of each kind of rate the strongest counts. */
const strongestOf = (moved: readonly MovedRate[]): number => {
  const kinds = Map.groupBy(moved, ({ rate }) => kindOf(rate));
  return [...kinds.values()].reduce((sum, rates) => sum + Math.max(...rates.map(weight)), 0);
};

const explained = ({ moves }: Cause, moved: readonly MovedRate[]): number => {
  const isOwn = (rate: MovedRate) => moves.some((sign) => !sign.follows && isSignOf(sign, rate));
  const own = moved.filter(isOwn);
  if (own.length === 0) return 0;
  const follows = moved.filter((rate) => !isOwn(rate) && moves.some((sign) => isSignOf(sign, rate)));
  return strongestOf(own) + FOLLOWS * strongestOf(follows);
};

/** A cause must explain so much more than one before it to be named in its place. */
const MORE = 1.1;

/** @param moved at least one rate */
export const causeOf = (moved: readonly MovedRate[]): CauseId => {
  const least = LEAST_PART * Math.max(...moved.map(weight));
  const told = moved.filter((rate) => weight(rate) >= least);
  let named: CauseId = 'change-use';
  let most = 0;
  for (const id of causeIds) {
    const sum = explained(causes[id], told);
    if (sum > most * MORE) [named, most] = [id, sum];
  }
  return named;
};
