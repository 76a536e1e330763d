/**
 * From an evaluation to the cards of one answer. What lives here: order and volume, what was set aside
 * before, markdown, FHIR resources, ids, and the client's profile. What may not: any clinical decision
 * (`rules/management`), I/O, a clock.
 *
 * Pure: the same evaluation, overrides and call id give the same cards, byte for byte.
 */
import type { NotChecked } from '../../rules/engine/types.ts';
import { holeKinds } from '../../rules/evidence/hole.ts';
import type { Extraction } from '../../rules/extract/types.ts';
import type { Assessment, Evaluation, Fired } from '../../rules/index.ts';
import { type CardRule, type Content, standsAlone } from '../../rules/management/index.ts';
import type { SuggestionDraft } from '../../rules/management/suggestion.ts';
import type { FiredRule } from '../audit/call-record.ts';
import { cardId } from '../audit/identifiers.ts';
import { type PrefetchKeyName, prefetchKeys } from '../cds-hooks/services.ts';
import type { HookContext } from '../cds-hooks/types.ts';
import type { ClientProfile } from '../client/profile.ts';
import { type CardFrame, card, topicOf } from './card.ts';
import { checkCards, type IssuedCard, type Violation } from './check.ts';
import { removable } from './drafts.ts';
import { bareIncompleteCard, incompleteCard } from './incomplete-card.ts';
import { type Judged, judge, merge, otherwise, unsaid } from './judge.ts';
import { alsoApplies, flagsSetAside, limitsOf, setAside } from './limits.ts';
import { ruleLines, withOutcome } from './outcome.ts';
import { dateIn } from './recorded.ts';
import { type Fault, firstOf, safely } from './safely.ts';
import { attach, type Planned, type Selection, select } from './select.ts';
import { setAsideCard } from './set-aside-card.ts';
import type { KnownOverrides } from './withhold.ts';

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
  /** What the gate took out: a fault of this service, for the service log. */
  readonly violations: readonly Violation[];
}

const selected = (judged: readonly Judged[], { maxCards }: ClientProfile, fault: Fault): Selection => {
  const visible = judged.filter((one) => one.standing.kind !== 'withheld');
  const { shown, crowdedOut } = select(
    visible.filter(({ fired }) => standsAlone(fired)),
    maxCards,
    merge(fault),
  );
  const riders = visible.filter(({ fired }) => !standsAlone(fired));
  return { shown: attach(shown, riders), crowdedOut };
};

/** A switch whose draft cannot be taken back is an order beside it, and must not be called anything else. */
const withoutForeignDrafts = (draft: SuggestionDraft, drafts: ReadonlySet<string>): SuggestionDraft => {
  if (draft.kind !== 'order' || draft.replaces === undefined) return draft;
  const { replaces, ...order } = draft;
  return replaces.drafts.every((ref) => drafts.has(ref)) ? draft : { ...order, label: replaces.alone };
};

const withoutForeignRemovals = (content: Content, drafts: ReadonlySet<string>): Content => ({
  ...content,
  suggestions: (content.suggestions ?? [])
    .filter((draft) => draft.kind !== 'removal' || drafts.has(draft.draftRef))
    .map((draft) => withoutForeignDrafts(draft, drafts)),
});

/** Every call of this client has it: an EHR that has no such list, or a grant that leaves a part out. */
const isOfClient = ({ code }: NotChecked): boolean => code !== undefined && holeKinds[code].of === 'client';

/** A list without which no statement is safe was read in part: it may hide what the chart's symptom points to. */
const isOfRequired = ({ key }: NotChecked): boolean =>
  Object.hasOwn(prefetchKeys, key) && prefetchKeys[key as PrefetchKeyName].required;

/**
 * Something failed in this call: always. What is so in every call of the client stands on the other cards, and is
 * a card of its own only where there is an order or a leg that it would have been about; of the findings and
 * diagnoses also where there is a back. A chart without any of them stays silent.
 */
const isWorthANote = (notChecked: readonly NotChecked[], { evaluation, extraction }: Composing): boolean => {
  const { input } = extraction;
  const orders = input.orders?.length ?? (input.order === undefined ? 0 : 1);
  const relevant = orders > 0 || evaluation.assessment.urgency !== 'none';
  return notChecked.some(
    (one) => relevant || !isOfClient(one) || (evaluation.concerned && isOfRequired(one)),
  );
};

/** What is the same for every card of an answer. */
const frameOf = ({
  evaluation,
  extraction,
  context,
  profile,
}: Composing): Omit<CardFrame, 'uuid' | 'limits'> => ({
  profile,
  dateOf: dateIn(extraction.sources, extraction.input.now),
  context: {
    patientId: context.patientId,
    ...(context.encounterId !== undefined && { encounterId: context.encounterId }),
    now: extraction.input.now,
    cpt: profile.cpt,
  },
  knowledgeVersion: evaluation.assessment.knowledgeVersion,
});

/** When not even a card can be made from the words: they are sent as they are. */
const bareCard = ({ indicator, summary }: Content, { id, title }: CardRule, uuid: string): IssuedCard => ({
  uuid,
  summary,
  indicator,
  source: { label: 'Radix CDS', topic: topicOf(id, title) },
});

const issue = (
  { fired, also, content }: Planned,
  frame: CardFrame,
  drafts: ReadonlySet<string>,
  fault: Fault,
): IssuedCard => {
  const rules = [fired.recommendation, ...also.map(({ recommendation }) => recommendation)] as const;
  const { id, recommendation } = fired;
  const { suggestions: _, ...unoffered } = content;
  const { indicator } = content;
  const lesser = otherwise(fired).map((words) => () => card({ ...words(), indicator }, rules, frame));
  return firstOf(id, fault, [
    () => card(withoutForeignRemovals(content, drafts), rules, frame),
    () => card(unoffered, rules, frame),
    ...lesser,
    () => bareCard(content, recommendation, frame.uuid),
  ]);
};

/** A red flag that somebody recorded and nobody can read comes before all but the critical cards. */
const withNote = (told: readonly IssuedCard[], note: IssuedCard): readonly IssuedCard[] => {
  const first = note.indicator === 'info' ? -1 : told.findIndex(({ indicator }) => indicator !== 'critical');
  return first === -1 ? [...told, note] : told.toSpliced(first, 0, note);
};

/** A raised flag that no recommendation says is a fault of this service, though its card was sent. */
const addedOf = ({ fired: { id } }: Judged): Violation => ({
  card: id.replaceAll('-', ''),
  part: 'card',
  rule: 'a recommendation that says the red flag',
});

export const composeCards = (composing: Composing): Composition => {
  const { evaluation, extraction, context, profile, callId, overrides } = composing;
  const { assessment, fired } = evaluation;
  const failed: NotChecked[] = [];
  const fault: Fault = (one) => failed.push(one);

  const judgeOne = (one: Fired): Judged => judge(one, overrides, extraction.input.now, fault);
  const recommended = fired.map(judgeOne);
  const added = unsaid(evaluation, recommended).map(judgeOne);
  const judged = [...added, ...recommended];
  const selection = selected(judged, profile, fault);
  const { shown } = selection;

  const drafts = safely<ReadonlySet<string>>('context.draftOrders', fault, new Set(), () =>
    removable(context),
  );
  const frame = frameOf(composing);
  const flags = flagsSetAside(judged);
  const also = alsoApplies(selection.crowdedOut);
  const shared = { notChecked: [...assessment.notChecked, ...failed], setAside: setAside(flags) };
  const composed = shown.map((one, n) => {
    const limits = limitsOf(one, shared, n === shown.length - 1 ? also : undefined, fault);
    return issue(one, { ...frame, uuid: cardId(callId, n + 1), limits }, drafts, fault);
  });

  const reminder =
    composed.length === 0 && flags.length > 0
      ? safely('set-aside', fault, [], () => [setAsideCard(flags, cardId(callId, 1))])
      : [];
  const notChecked = [...assessment.notChecked, ...failed];
  const told = [...composed, ...reminder];
  const uuid = cardId(callId, told.length + 1);
  const markup = profile.plainText ? 'plain' : 'markdown';
  const note = firstOf('not-checked', fault, [
    () => incompleteCard(notChecked, { uuid, markup }),
    () => bareIncompleteCard(uuid),
  ]);
  const { cards, violations } = checkCards(
    isWorthANote(notChecked, composing) ? withNote(told, note) : told,
    { patientId: context.patientId, drafts, profile },
  );
  const rules = ruleLines(judged, selection, callId);
  return {
    cards,
    assessment: withOutcome(assessment, rules, notChecked),
    rules,
    violations: [...added.map(addedOf), ...violations],
  };
};
