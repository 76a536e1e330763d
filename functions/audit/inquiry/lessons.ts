/** What `learn` finds out, as data: the table, the JSON and the page are renderings of it. */

export interface RuleLesson {
  readonly rule: string;
  readonly version: string;
  readonly fired: number;
  /** How often it was on a card. */
  readonly shown: number;
  readonly withheld: number;
  readonly accepted: number;
  readonly overridden: number;
  /** Shown, and no feedback so far. */
  readonly unanswered: number;
  /** Override reason → how often; `none` where none was given. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Of the cards that were answered, 0…1; undefined when none was. */
  readonly overrideRate?: number;
  /** Milliseconds from call to decision, median. */
  readonly toDecision?: number;
  /** Overridden nearly always, over enough answers: to be looked at by a clinician. */
  readonly review: boolean;
}

export interface ServiceLesson {
  readonly service: string;
  readonly calls: number;
  readonly refusals: number;
  readonly degraded: number;
  /** Milliseconds of answered calls. */
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
}

export interface MissingDataLesson {
  readonly client: string;
  /** Prefetch key. */
  readonly key: string;
  readonly refusals: number;
  /** Calls and refusals of that client. */
  readonly requests: number;
  readonly rate: number;
}

/** Of the calls whose cards link to the app, how many got so far. Each number is part of the one before. */
export interface Funnel {
  readonly shown: number;
  readonly opened: number;
  readonly saved: number;
  /** The service was asked again about the same patient within a day of the saving. */
  readonly answered: number;
}

/** In their order, with what each means. */
export const funnelSteps = {
  shown: 'card with a link to the app shown',
  opened: 'app opened',
  saved: 'findings saved',
  answered: 'next answer given',
} as const satisfies Readonly<Record<keyof Funnel, string>>;

export interface Lessons {
  /** Of the first call, or the time asked from when there was none. */
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly refusals: number;
  readonly rules: readonly RuleLesson[];
  readonly services: readonly ServiceLesson[];
  readonly missingData: readonly MissingDataLesson[];
  readonly funnel: Funnel;
}
