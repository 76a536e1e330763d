/**
 * Makes the cards of one answer from an evaluation. What lives here: which parts make which card (`plan.ts`), what of
 * them is said and within which budget (`content.ts`, `summary.ts`, `detail.ts`), what was set aside before,
 * markdown, FHIR resources, ids, and the client's profile. What may not: any clinical decision
 * (`rules/management`), I/O, a clock.
 *
 * Pure: the same evaluation, overrides and call id give the same cards, byte for byte.
 */
import type { NotChecked } from '../../rules/engine/types.ts';
import { holeKinds } from '../../rules/evidence/hole.ts';
import type { Extraction } from '../../rules/extract/extraction.ts';
import type { Assessment, Evaluation, Fired } from '../../rules/index.ts';
import type { CardRule, Contribution } from '../../rules/management/index.ts';
import type { SuggestionDraft } from '../../rules/management/suggestion.ts';
import { numberedCard } from '../audit/call-ids.ts';
import { type PrefetchKeyName, prefetchKeys } from '../cds-hooks/services.ts';
import type { HookContext } from '../cds-hooks/wire.ts';
import type { ClientProfile } from '../client/profile.ts';
import { type CardFrame, card, topicOf } from './card.ts';
import { checkCards, type IssuedCard, type Violation } from './check.ts';
import { type Content, contentOf, type Offers, offersOf } from './content.ts';
import { wordsFor } from './detail.ts';
import { bareIncompleteCard, incompleteCard, isUnreadDanger } from './incomplete-card.ts';
import { type Judged, judge, otherwise, unsaid, withoutNagging } from './judge.ts';
import { flagsSetAside, limitsOf, type Shared } from './limits.ts';
import type { Markup } from './markdown.ts';
import { notCheckedSaid } from './not-checked.ts';
import { type FiredRule, redFlagLines, ruleLines, withOutcome } from './outcome.ts';
import { isEmergency, type Plan, plan } from './plan.ts';
import { allowedBy, type CardPolicy, naming, withoutHidden } from './policy.ts';
import { type Fault, firstOf, safely, unheard } from './safely.ts';
import { setAsideCard } from './set-aside-card.ts';
import { type Drafts, draftsIn } from './suggestion.ts';
import { fitted, summaryOf } from './summary.ts';
import { sentence, textOf } from './text.ts';
import { Told } from './told.ts';
import { dateIn } from './why.ts';
import type { KnownOverrides } from './withhold.ts';

export { allowedHosts, checkCards, type IssuedCard, type Violation } from './check.ts';
export type { FiredRule } from './outcome.ts';

export interface Composing {
  readonly evaluation: Evaluation;
  readonly extraction: Pick<Extraction, 'input' | 'sources'>;
  readonly context: HookContext;
  readonly profile: ClientProfile;
  readonly callId: string;
  readonly overrides: KnownOverrides;
  /** What the app that a card links to may report with. */
  readonly report?: string | undefined;
  /** Folder of the rule book's pages, with a slash at its end; absent, no card links to it. */
  readonly ruleBook?: string | undefined;
  /** What the operator switched off or lets run in shadow; absent, all is on. */
  readonly policy?: CardPolicy;
}

export interface Composition {
  /** As 2.0; a 1.0 client's are narrowed where the answer is written. */
  readonly cards: readonly IssuedCard[];
  /** With the card of each recommendation, or why it has none. */
  readonly assessment: Assessment;
  /** For the audit row: every recommendation that fired, its evidence and its card. */
  readonly rules: readonly FiredRule[];
  /** For the audit row: every red flag that was raised, and the card that says it. */
  readonly redFlags: readonly FiredRule[];
  /** What the gate took out: a fault of this service, for the service log. */
  readonly violations: readonly Violation[];
}

/** A switch whose draft cannot be taken back is an order beside it, and must not be called anything else. */
const withoutForeignDrafts = (draft: SuggestionDraft, drafts: Drafts): SuggestionDraft => {
  if (draft.kind !== 'order' || draft.replaces === undefined) return draft;
  const { replaces, ...order } = draft;
  return replaces.drafts.every((ref) => drafts.has(ref)) ? draft : { ...order, label: replaces.alone };
};

const withoutForeignRemovals = (content: Content, drafts: Drafts, profile: ClientProfile): Content => ({
  ...content,
  buttons: content.buttons
    .filter((draft) => (draft.kind !== 'removal' && draft.kind !== 'raise') || drafts.has(draft.draftRef))
    .filter((draft) => draft.kind !== 'raise' || profile.updatesDrafts)
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
type Common = Omit<CardFrame, 'uuid' | 'limits' | 'words' | 'told'>;

const frameOf = (
  { evaluation, extraction, context, profile, callId, report, ruleBook }: Composing,
  drafts: Drafts,
): Common => ({
  callId,
  report,
  ruleBook,
  profile,
  dateOf: dateIn(extraction.sources, extraction.input.now),
  context: {
    patientId: context.patientId,
    ...(context.encounterId !== undefined && { encounterId: context.encounterId }),
    now: extraction.input.now,
    cpt: profile.cpt,
    drafts,
  },
  knowledgeVersion: evaluation.assessment.knowledgeVersion,
});

const rulesOf = ({ parts, riders }: Plan): readonly [CardRule, ...CardRule[]] => {
  const [first, ...others] = [...parts, ...riders].map(({ judged }) => judged.fired.recommendation);
  const rules = new Set([first as CardRule, ...others]);
  return [...rules] as [CardRule, ...CardRule[]];
};

interface Issuing {
  readonly frame: Common;
  readonly drafts: Drafts;
  readonly shared: Shared;
  readonly fault: Fault;
}

const markupOf = ({ plainText }: ClientProfile): Markup => (plainText ? 'plain' : 'markdown');

/** The card of last resort, when its words cannot be made: the title of the rule in their place. */
const bareCard = ({ parts: [{ judged, contribution }] }: Plan, uuid: string): IssuedCard => {
  const { id, recommendation } = judged.fired;
  const { title } = recommendation;
  return {
    uuid,
    summary: fitted(title, 'review the record', []),
    indicator: contribution.indicator,
    source: { label: 'Radix CDS', topic: topicOf(id, title) },
  };
};

/** The plan of a card with its gravest rule alone, in simpler words. */
const inBrief = (one: Plan, part: Contribution): Plan => {
  const [{ judged, contribution }] = one.parts;
  const { indicator, problem } = contribution;
  return {
    ...one,
    parts: [{ judged, contribution: { ...part, indicator, problem } }, ...one.parts.slice(1)],
    riders: [],
  };
};

const issueAll = (
  plans: readonly Plan[],
  { frame, drafts, shared, fault }: Issuing,
): readonly IssuedCard[] => {
  const told = new Told();
  // where it fails each card has its own offers
  const offers = safely<Offers>('offers', fault, { on: (_, draft) => draft }, () => offersOf(plans));
  return plans.map((one, n) => {
    const uuid = numberedCard(frame.callId, n + 1);
    const { fired } = one.parts[0].judged;
    const made = (planOf: () => Plan, isOffering: boolean) => (): IssuedCard => {
      const by = planOf();
      const trial = told.fork();
      const all = contentOf(by, offers);
      const content = isOffering
        ? withoutForeignRemovals(all, drafts, frame.profile)
        : { ...all, buttons: [] };
      const place = { told: trial, isFirst: n === 0, isLast: n === plans.length - 1, fault };
      const limits = limitsOf(by, content, shared, place).map((said) =>
        sentence(textOf(said, markupOf(frame.profile))),
      );
      const worded = {
        summary: summaryOf(by, content.act, content.scope),
        content,
        source: by.parts[0].contribution.source,
      };
      const words = wordsFor(content.indicator, n, plans.length);
      const issued = card(worded, rulesOf(by), { ...frame, uuid, words, limits, told: trial });
      told.adopt(trial);
      return issued;
    };
    const brief = (part: () => Contribution) => made(() => inBrief(one, part()), false);
    return firstOf(fired.id, fault, [
      made(() => one, true),
      made(() => one, false),
      () => {
        const [part, ...least] = otherwise(fired);
        return firstOf(fired.id, unheard, [brief(part), ...least.map(brief), () => bareCard(one, uuid)]);
      },
    ]);
  });
};

/** A danger sign that somebody recorded and nobody can read comes before all but the critical cards. */
const withNote = (told: readonly IssuedCard[], note: IssuedCard): readonly IssuedCard[] => {
  const first = told.findIndex(({ indicator }) => indicator !== 'critical');
  return first === -1 ? [...told, note] : told.toSpliced(first, 0, note);
};

/** What could not be looked at is a line of the first card, and a card of its own where there is none. */
const withWhatIsMissing = (
  composing: Composing,
  notChecked: readonly NotChecked[],
  told: readonly IssuedCard[],
  fault: Fault,
): readonly IssuedCard[] => {
  const unread = notChecked.filter(isUnreadDanger);
  if (unread.length === 0 && (told.length > 0 || !isWorthANote(notChecked, composing))) return told;
  const uuid = numberedCard(composing.callId, told.length + 1);
  const note = firstOf('not-checked', fault, [
    () =>
      incompleteCard(told.length > 0 ? unread : notChecked, {
        uuid,
        markup: markupOf(composing.profile),
        from: composing,
      }),
    () => bareIncompleteCard(uuid),
  ]);
  return withNote(told, note);
};

/** A raised flag that no recommendation says is a fault of this service, though its card was sent. */
const addedOf = ({ id }: Fired): Violation => ({
  card: id.replaceAll('-', ''),
  part: 'card',
  rule: 'a recommendation that says the red flag',
});

interface Hearing {
  readonly judged: readonly Judged[];
  readonly shadowed: readonly FiredRule[];
}

/** A red flag whose recommendations are hidden, and which is not hidden itself, is said by the words of its rule. */
const underPolicy = (
  { evaluation, policy }: Composing,
  recommended: readonly Judged[],
  missed: readonly Fired[],
  judgeOne: (one: Fired) => Judged,
): Hearing => {
  if (policy === undefined) return { judged: [...missed.map(judgeOne), ...recommended], shadowed: [] };
  const first = allowedBy(
    policy,
    recommended.map((one) => {
      const fired = naming(one.fired, policy);
      return fired === one.fired ? one : judgeOne(fired);
    }),
  );
  const added = allowedBy(policy, unsaid(evaluation, first.shown).map(judgeOne));
  return { judged: [...added.shown, ...first.shown], shadowed: [...first.shadowed, ...added.shadowed] };
};

export const composeCards = (composing: Composing): Composition => {
  const { evaluation, extraction, context, profile, callId, overrides, policy } = composing;
  const { assessment, fired } = evaluation;
  const failed: NotChecked[] = [];
  const fault: Fault = (one) => failed.push(one);

  const isNarrative = profile.examination === 'narrative';
  const judgeOne = (one: Fired): Judged => {
    const made = judge(one, overrides, extraction.input.now, fault);
    return isNarrative ? withoutNagging(made) : made;
  };
  const recommended = fired.map(judgeOne);
  const missed = unsaid(evaluation, recommended);
  const { judged, shadowed } = underPolicy(composing, recommended, missed, judgeOne);
  const planned = plan(judged, profile.maxCards);
  const drafts = safely<Drafts>('context.draftOrders', fault, new Map(), () => draftsIn(context));
  const setAside = flagsSetAside(judged);
  const frame = frameOf(composing, drafts);
  const composed = issueAll(planned.cards, {
    frame,
    drafts,
    shared: {
      // read when a card asks for it: what failed on the way is not checked either
      get notChecked() {
        return [...assessment.notChecked, ...failed];
      },
      setAside,
      crowdedOut: planned.crowdedOut,
      beside: planned.cards.slice(1).find(isEmergency),
    },
    fault,
  });

  const notChecked = [...assessment.notChecked, ...failed];
  const reminder =
    composed.length === 0 && setAside.length > 0
      ? safely<readonly IssuedCard[]>('set-aside', fault, [], () => {
          const unread = notCheckedSaid(notChecked).map((said) => textOf(said, markupOf(profile)));
          return [setAsideCard(setAside, numberedCard(callId, 1), unread)];
        })
      : [];
  const told = withWhatIsMissing(
    composing,
    [...assessment.notChecked, ...failed],
    [...composed, ...reminder],
    fault,
  );
  const { patientId } = context;
  const { cards, violations } = checkCards(told, {
    patientId,
    drafts,
    profile,
    ruleBook: composing.ruleBook,
  });
  const rules = ruleLines(judged, planned, callId);
  return {
    cards,
    assessment: withOutcome(policy ? withoutHidden(evaluation, policy, rules) : assessment, rules, [
      ...assessment.notChecked,
      ...failed,
    ]),
    rules: [...rules, ...shadowed],
    redFlags: redFlagLines(evaluation, judged, rules, (id) => policy?.rule(id)),
    violations: [...missed.map(addedOf), ...violations],
  };
};
