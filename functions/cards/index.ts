/**
 * From an evaluation to the cards of one answer. What lives here: order and volume, what was set aside
 * before, markdown, FHIR resources, ids, and the client's profile. What may not: any clinical decision
 * (`rules/management`), I/O, a clock.
 *
 * Pure: the same evaluation, overrides and call id give the same cards, byte for byte.
 */
import type { NotChecked } from '../../rules/engine/types.ts';
import type { Extraction } from '../../rules/extract/types.ts';
import type { Assessment, Evaluation, Fired } from '../../rules/index.ts';
import {
  basisOf,
  type Content,
  contentOf,
  rootAndDifferential,
  scopeSentences,
  standsAlone,
} from '../../rules/management/index.ts';
import type { FiredRule } from '../audit/call-record.ts';
import { cardId } from '../audit/identifiers.ts';
import { NOT_PROVIDED } from '../cds-hooks/services.ts';
import type { HookContext } from '../cds-hooks/types.ts';
import type { ClientProfile } from '../client/profile.ts';
import { card } from './card.ts';
import { checkCards, type IssuedCard, type Violation } from './check.ts';
import { removable } from './drafts.ts';
import { incompleteCard } from './incomplete-card.ts';
import { notCheckedSentence, redFlagSentence } from './not-checked.ts';
import { dateIn } from './recorded.ts';
import { attach, type Planned, type Prepared, select } from './select.ts';
import { type KnownOverrides, type Standing, standing } from './withhold.ts';

export { allowedHosts, checkCards, type IssuedCard, type Violation } from './check.ts';

export interface Composing {
  readonly evaluation: Evaluation;
  readonly extraction: Pick<Extraction, 'input' | 'sources'>;
  readonly context: HookContext;
  readonly profile: ClientProfile;
  readonly callId: string;
  readonly overrides: KnownOverrides;
}

export interface Composition {
  /** As 2.0; a 1.0 client's are narrowed where the answer is written. */
  readonly cards: readonly IssuedCard[];
  /** With the card of each recommendation, or why it has none. */
  readonly assessment: Assessment;
  /** For the audit row: every recommendation that fired, its evidence and its card. */
  readonly rules: readonly FiredRule[];
  /** What the gate took out: a fault of ours, for the log. */
  readonly violations: readonly Violation[];
}

/** A recommendation whose words could not be made still says what it is about. */
const wordless = ({ recommendation }: Fired): Content => ({
  indicator: recommendation.vignettes.fires[0].expect,
  summary: `${recommendation.title}: the record meets this rule, please review it`,
  lead: `${recommendation.title}: the detail could not be prepared; please review the record.`,
  advice: [],
});

const safely = <T>(of: () => T, otherwise: () => T, failed: () => void): T => {
  try {
    return of();
  } catch {
    failed();
    return otherwise();
  }
};

interface Judged extends Prepared {
  readonly basis: readonly string[];
  readonly standing: Standing;
}

const judge = (fired: Fired, { overrides, extraction }: Composing, failed: NotChecked[]): Judged => {
  const fault = () => failed.push({ key: fired.id, why: 'its wording could not be prepared' });
  const content = safely(
    () => contentOf(fired),
    () => wordless(fired),
    fault,
  );
  const basis = safely(
    () => basisOf(fired),
    (): readonly string[] => [],
    fault,
  );
  const emergent = content.level === 'emergent';
  const stands = standing({ id: fired.id, emergent, basis }, overrides, extraction.input.now);
  return {
    fired,
    content,
    basis,
    standing: stands,
    ...(stands.kind === 'shown-again' && { again: stands.sentence }),
  };
};

/** Cards whose advice rests on no emergency having been recorded. */
const saysRedFlags = new Set([
  'REC-01',
  'REC-02',
  'REC-11',
  'REC-12',
  'REC-13',
  'REC-15',
  'REC-23',
  'REC-25',
  'REC-32',
  'REC-33',
]);

const limitsOf = (
  { fired, again }: Planned,
  notChecked: readonly NotChecked[],
  crowdedOut: string | undefined,
): readonly string[] =>
  [
    again,
    saysRedFlags.has(fired.id) ? redFlagSentence({ ...fired.situation, notChecked }) : undefined,
    ...(fired.id === 'REC-34' ? [] : scopeSentences(fired.situation)),
    notCheckedSentence(notChecked),
    crowdedOut,
  ].flatMap((sentence) => sentence ?? []);

const planned = (judged: readonly Judged[], profile: ClientProfile) => {
  const visible = judged.filter((one) => one.standing.kind !== 'withheld');
  const { shown, crowdedOut } = select(
    visible.filter(({ fired }) => standsAlone(fired)),
    profile.maxCards,
    ({ fired, content }) =>
      safely(
        () => rootAndDifferential(fired),
        () => content,
        () => undefined,
      ),
  );
  return {
    shown: attach(
      shown,
      visible.filter(({ fired }) => !standsAlone(fired)),
    ),
    crowdedOut,
  };
};

const alsoApplies = (crowdedOut: readonly Prepared[]): string | undefined =>
  crowdedOut.length === 0
    ? undefined
    : `Also applies: ${crowdedOut.map(({ fired }) => fired.recommendation.title).join('; ')}.`;

const withoutForeignRemovals = (content: Content, drafts: ReadonlySet<string>): Content => ({
  ...content,
  suggestions: (content.suggestions ?? []).filter(
    (draft) => draft.kind !== 'removal' || drafts.has(draft.draftRef),
  ),
});

/**
 * Something failed: always. Merely not sent, as by an EHR that has no such list: only beside advice, or where
 * there are symptoms or orders that it would have been about. A chart without either stays silent.
 */
const isWorthANote = (
  notChecked: readonly NotChecked[],
  cards: number,
  { evaluation, extraction: { input } }: Composing,
): boolean => {
  const orders = input.orders?.length ?? (input.order === undefined ? 0 : 1);
  const relevant = cards > 0 || orders > 0 || evaluation.assessment.urgency !== 'none';
  return notChecked.some(({ why }) => relevant || why !== NOT_PROVIDED);
};

export const composeCards = (composing: Composing): Composition => {
  const { evaluation, extraction, context, profile, callId } = composing;
  const { assessment } = evaluation;
  const failed: NotChecked[] = [];
  const judged = evaluation.fired.map((fired) => judge(fired, composing, failed));
  const { shown, crowdedOut } = planned(judged, profile);
  const notChecked = [...assessment.notChecked, ...failed];
  const drafts = removable(context);
  const { now } = extraction.input;
  const frame = {
    profile,
    dateOf: dateIn(extraction.sources, now),
    context: {
      patientId: context.patientId,
      ...(context.encounterId !== undefined && { encounterId: context.encounterId }),
      now,
      cpt: profile.cpt,
    },
    knowledgeVersion: assessment.knowledgeVersion,
  };
  const also = alsoApplies(crowdedOut);
  const composed = shown.map((one, n) => {
    const last = n === shown.length - 1;
    return card(
      withoutForeignRemovals(one.content, drafts),
      [one.fired.recommendation, ...one.also.map(({ recommendation }) => recommendation)],
      { ...frame, uuid: cardId(callId, n + 1), limits: limitsOf(one, notChecked, last ? also : undefined) },
    );
  });
  const incomplete = !isWorthANote(notChecked, composed.length, composing)
    ? []
    : [
        incompleteCard(notChecked, {
          uuid: cardId(callId, shown.length + 1),
          markup: profile.plainText ? 'plain' : 'markdown',
        }),
      ];
  const { cards, violations } = checkCards([...composed, ...incomplete], {
    patientId: context.patientId,
    drafts,
    profile,
  });
  const rules = ruleLines(judged, shown, crowdedOut, callId);
  return { cards, assessment: assessed(assessment, rules, notChecked), rules, violations };
};

const ruleLines = (
  judged: readonly Judged[],
  shown: readonly Planned[],
  crowdedOut: readonly Prepared[],
  callId: string,
): readonly FiredRule[] =>
  judged.map(({ fired, basis, standing: stands }) => {
    const n = shown.findIndex((one) => one.fired === fired || one.also.includes(fired));
    const crowded = crowdedOut.some((one) => one.fired === fired);
    return {
      id: fired.id,
      version: fired.recommendation.version,
      evidence: basis,
      ...(n >= 0 && { cardUuid: cardId(callId, n + 1) }),
      ...(stands.kind === 'withheld' && { withheld: stands.withheld }),
      ...(crowded && { withheld: { reason: 'volume' } }),
    };
  });

const assessed = (
  assessment: Assessment,
  rules: readonly FiredRule[],
  notChecked: readonly NotChecked[],
): Assessment => ({
  ...assessment,
  notChecked,
  recommendations: assessment.recommendations.map(({ id }) => {
    const line = rules.find((rule) => rule.id === id);
    return {
      id,
      ...(line?.cardUuid !== undefined && { cardUuid: line.cardUuid }),
      ...(line?.withheld && { withheld: line.withheld }),
    };
  }),
});
