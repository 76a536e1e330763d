/**
 * What a card may say and what it offers, from its plan: one act, the strongest reasons first, what is next, what
 * is uncertain, three buttons. Nothing that the chart shows as done is advised.
 */

import type { Indicator } from '../../rules/engine/types.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import {
  type Act,
  type Ask,
  barredSaid,
  type Contribution,
  covers,
  draftedFor,
  draftSaid,
  inHand,
  isAsked,
  isBarred,
  isDone,
  isMeasured,
  isRecorded,
  isTooSlow,
  jointStudy,
  legQuestions,
  orderName,
  type Recorded,
  type Situation,
} from '../../rules/management/index.ts';
import { asOne, type OrderDraft, type SuggestionDraft } from '../../rules/management/suggestion.ts';
import { english } from '../../rules/management/wording/language.ts';
import { inWords, isSameSaid, type Said, say } from '../../rules/management/wording/say.ts';
import type { CardPart, Plan } from './plan.ts';

export const MOST_BUTTONS = 3;

export interface Content {
  readonly indicator: Indicator;
  readonly act: Act | undefined;
  readonly scope: readonly Said[];
  /** All reasons, the strongest first; `told.ts` chooses among them. */
  readonly reasons: readonly Recorded[];
  readonly next: readonly Said[];
  /** Ids of the findings that the card asks for, in its first line or below it: read where an app examines them. */
  readonly asks: () => readonly FindingId[];
  readonly but: readonly Said[];
  readonly caveats: readonly Said[];
  /** Lines about recommendations that share the card, and about orders that are already made. */
  readonly also: readonly Said[];
  /** Sentences of the rules that never give way. */
  readonly limits: readonly Said[];
  readonly buttons: readonly SuggestionDraft[];
}

const isOrder = (draft: SuggestionDraft): draft is OrderDraft => draft.kind === 'order';

/** Each offer once. One study stands for two, in the place of the first. */
const merged = (all: readonly SuggestionDraft[]): readonly SuggestionDraft[] => {
  const kept: SuggestionDraft[] = [];
  for (const draft of all) {
    const n = kept.findIndex((one) => isSameOffer(one, draft));
    const other = kept[n];
    if (other === undefined) kept.push(draft);
    else if (isOrder(other) && isOrder(draft)) kept[n] = joined(other, draft);
  }
  return kept;
};

const joined = (one: OrderDraft, other: OrderDraft): OrderDraft =>
  asOne(one, other, jointStudy(one.orderable, other.orderable) ?? one.orderable);

const isSameOffer = (one: SuggestionDraft, other: SuggestionDraft): boolean => {
  if (!isOrder(one) || !isOrder(other) || one.replaces || other.replaces)
    return one.kind === other.kind && isSameSaid(one.label, other.label);
  return one.side === other.side && jointStudy(one.orderable, other.orderable) !== undefined;
};

/** The act's own first; then what is done today, then words for the patient, then the problem list. */
const kinds: Readonly<Record<SuggestionDraft['kind'], number>> = {
  raise: 0,
  removal: 0,
  order: 1,
  task: 1,
  advice: 2,
  problem: 3,
};

/** An examination beside another act comes with the words for the patient, as its rule has them. */
const rankOf = (draft: SuggestionDraft): number =>
  draft.kind === 'task' && (draft.task === 'perform-exam' || draft.form) ? kinds.advice : kinds[draft.kind];

const buttonsOf = (plan: Plan, acting: CardPart | undefined): readonly SuggestionDraft[] => {
  const of = ({ contribution }: CardPart) => contribution.buttons ?? [];
  const own = acting ? of(acting) : [];
  const others = plan.parts.filter((part) => part !== acting).flatMap(of);
  const ranked = plan.problem === 'leg' ? [...others].sort((a, b) => rankOf(a) - rankOf(b)) : others;
  return merged([...own, ...ranked]);
};

/** It asks for more than the card's own study: the whole spine beside the lumbar one. That is said first. */
const widens = ({ contribution: { buttons = [] } }: CardPart, acting: CardPart | undefined): boolean => {
  const [wider] = buttons;
  const [own] = acting?.contribution.buttons ?? [];
  if (wider === undefined || own === undefined || !isOrder(wider) || !isOrder(own)) return false;
  return wider.orderable !== own.orderable && covers(wider, own);
};

/** What stands in the way of an offer: it is a draft of this call, which is raised where it is too slow. */
const drafted = (s: Situation, draft: SuggestionDraft): readonly SuggestionDraft[] => {
  if (!isOrder(draft)) return [];
  const found = draftedFor(s, draft);
  if (found?.draftRef === undefined || !isTooSlow(found, draft.priority)) return [];
  const label = say('button.raise', { what: draftSaid(s, found), priority: draft.priority });
  const { draftRef } = found;
  return [{ kind: 'raise', label, description: label, draftRef, priority: draft.priority }];
};

/** In words, for an EHR that cannot change a draft by a click. */
const draftedSaid = (s: Situation, draft: OrderDraft): readonly Said[] => {
  const found = draftedFor(s, draft);
  if (found === undefined) return [];
  const what = draftSaid(s, found);
  return [
    isTooSlow(found, draft.priority)
      ? say('done.raise', { what, priority: draft.priority })
      : say('done.draft', { what }),
  ];
};

/** `MRI lumbar spine ordered today`. */
const whenSaid = (s: Situation, draft: OrderDraft): Said | undefined => {
  const found = inHand(s, draft);
  if (found === undefined || (found.state === 'done' && isMeasured(s, draft))) return undefined;
  const when = inWords(english.ago(found.days));
  return say(found.state === 'done' ? 'done.result' : 'done.order', {
    what: orderName(draft.orderable),
    when,
  });
};

const inHandNote = (things: readonly Said[]): readonly Said[] =>
  things.length === 0 ? [] : [say('done.note', { things })];

const isTaken = (s: Situation, { buttons = [], act }: Contribution): boolean => {
  const asked = buttons.slice(0, act?.orders ?? 0);
  // a draft of this call is not ordered before it is signed
  return (
    asked.length > 0 &&
    asked.every((draft) => isDone(s, draft) && !(isOrder(draft) && draftedFor(s, draft) !== undefined))
  );
};

/** On a leg card what is for the cause that leads, else that cause's own next step; what is in hand gives way. */
const actingOf = (plan: Plan, s: Situation): CardPart | undefined => {
  const [lead] = plan.parts;
  const able = plan.parts.filter(({ contribution }) => contribution.act !== undefined);
  if (plan.problem !== 'leg' || lead.contribution.level !== undefined)
    return able.find((part) => part === lead) ?? able[0];
  const cause = lead.contribution.causes?.[0];
  const open = able.filter(({ contribution }) => !isTaken(s, contribution));
  const others = open.filter((part) => part !== lead);
  const isFor = ({ contribution: { causes = [] } }: CardPart) =>
    cause !== undefined && causes.includes(cause);
  const isFree = ({ contribution: { causes = [] } }: CardPart) => causes.length === 0;
  return others.find(isFor) ?? open.find((part) => part === lead) ?? others.find(isFree) ?? able[0];
};

/** The findings that the open questions ask for, each once. */
const recordsOf = (s: Situation, asks: readonly Ask[]): readonly FindingId[] => [
  ...new Set(asks.filter((ask) => !isAsked(s, ask)).flatMap(({ records }) => records)),
];

/** The rules whose cards may tick an emergency referral or MRI beforehand. */
export const preselecting: ReadonlySet<string> = new Set(['REC-03', 'REC-04', 'REC-05', 'REC-08', 'REC-37']);

/** Ticked only on a card that interrupts, and by whose rule: an offer that another card brought is offered plainly. */
const asOffered = (draft: SuggestionDraft, indicator: Indicator, rule: string): SuggestionDraft => {
  if (draft.recommended === undefined || (indicator === 'critical' && preselecting.has(rule))) return draft;
  const { recommended: _, ...plainly } = draft;
  return plainly;
};

/** An old danger in the summary is told there. */
const isSaidAlready =
  (parts: readonly CardPart[]) =>
  ({ contribution: { problem } }: CardPart): boolean =>
    problem === 'record' && parts.some(({ contribution }) => contribution.saysOldDanger);

/** The card has a red flag that says the same cause. */
const isTold = ({ contribution: { causes = [] } }: CardPart, { contribution: lead }: CardPart): boolean =>
  lead.level !== undefined && causes[0] !== undefined && causes[0] === lead.causes?.[0];

/** Which offer of an answer stands on which card: one study is offered once, with the strongest time and width. */
export interface Offers {
  /** The offer as this card has it; undefined where an earlier card has it. */
  readonly on: (plan: Plan, draft: OrderDraft) => OrderDraft | undefined;
}

interface SharedOffer {
  readonly plan: Plan;
  draft: OrderDraft;
}

/** Cost: nothing for the one card that most answers have. */
export const offersOf = (plans: readonly Plan[]): Offers => {
  if (plans.length < 2) return { on: (_, draft) => draft };
  const all: SharedOffer[] = [];
  const find = (draft: OrderDraft) => all.find((one) => isSameOffer(one.draft, draft));
  for (const plan of plans) {
    const s = plan.parts[0].judged.fired.situation;
    for (const draft of buttonsOf(plan, actingOf(plan, s))) {
      if (!isOrder(draft) || draft.replaces || isDone(s, draft)) continue;
      const known = find(draft);
      if (known === undefined) all.push({ plan, draft });
      else known.draft = joined(known.draft, draft);
    }
  }
  return {
    on: (plan, draft) => {
      const known = find(draft);
      if (known === undefined) return draft;
      return known.plan === plan ? known.draft : undefined;
    },
  };
};

/** What a card offers: each as no earlier card does, a draft of this call in place of a second order. */
const offered = (s: Situation, plan: Plan, all: readonly SuggestionDraft[], offers: Offers) =>
  all.flatMap((draft): readonly SuggestionDraft[] => {
    const one = isOrder(draft) && !draft.replaces ? offers.on(plan, draft) : draft;
    if (one === undefined || isBarred(s, one)) return [];
    return isDone(s, one) ? drafted(s, one) : [one];
  });

/** Of the lead this many stand before the first of each other part: what is dangerous there is not cut for the lead's fourth. */
const BEFORE_OTHERS = 3;

const spread = ([lead = [], ...others]: readonly (readonly Recorded[])[]): readonly Recorded[] => [
  ...lead.slice(0, BEFORE_OTHERS),
  ...others.flatMap((one) => one.slice(0, 1)),
  ...lead.slice(BEFORE_OTHERS),
  ...others.flatMap((one) => one.slice(1)),
];

export const contentOf = (plan: Plan, offers: Offers): Content => {
  const { parts, riders, problem } = plan;
  const [{ judged, contribution: lead }] = parts;
  const s = judged.fired.situation;
  const acting = actingOf(plan, s);
  const own = acting?.contribution;
  const [before] = riders.flatMap(({ contribution: { first } }) => first ?? []);
  const leads = problem === 'leg' && lead.level === undefined ? before : undefined;
  const taken = own !== undefined && isTaken(s, own);
  const all = buttonsOf(plan, acting);
  const inHands = all.filter(isOrder).flatMap((draft) => whenSaid(s, draft) ?? []);
  const act: Act | undefined =
    leads ?? (taken && inHands[0] !== undefined ? { summary: inHands[0], line: say('done.line') } : own?.act);
  const ordered = acting === undefined ? parts : [acting, ...parts.filter((part) => part !== acting)];
  const contributions = ordered.map(({ contribution }) => contribution);
  const leadFirst = [lead, ...contributions.filter((one) => one !== lead)];
  const indicator = lead.indicator;
  const asides = [
    ...(problem === 'draft' || problem === 'leg' ? [] : parts.slice(1)),
    ...(problem === 'leg'
      ? parts.filter((part) => part !== acting && part !== parts[0] && !isTold(part, parts[0]))
      : []),
    ...riders.filter((rider) => !isSaidAlready(leads === undefined ? parts : [...parts, ...riders])(rider)),
  ]
    .sort((a, b) => Number(widens(b, acting)) - Number(widens(a, acting)))
    .flatMap(({ contribution: { aside } }) => aside ?? []);
  const questions = problem === 'leg' ? legQuestions(s) : [];
  const examined = examinedBy(own);
  return {
    indicator,
    act,
    scope: contributions.flatMap((one) => one.scope ?? []),
    reasons: spread(leadFirst.map(({ reasons }) => reasons)),
    next: [
      ...questions,
      ...contributions.flatMap((one) =>
        one === own && problem === 'leg' && isExam(one) ? [] : (one.next ?? []),
      ),
    ].flatMap((ask) => (isAsked(s, ask) || isIn(s, ask, examined) ? [] : ask.said)),
    asks: () => recordsOf(s, [...questions, ...contributions.flatMap(({ next = [] }) => next)]),
    but: [...contributions.flatMap((one) => one.but ?? []), ...barredSaid(s, all)],
    caveats: contributions.flatMap((one) => one.caveats ?? []),
    also: [
      ...all.filter(isOrder).flatMap((draft) => draftedSaid(s, draft)),
      ...inHandNote(inHands.slice(taken ? 1 : 0)),
      ...asides,
    ],
    limits: parts.flatMap(({ contribution }) => contribution.limits ?? []),
    buttons: offered(s, plan, all, offers)
      .slice(0, MOST_BUTTONS)
      .map((draft) => asOffered(draft, indicator, judged.fired.id)),
  };
};

/** What the button of the first line records. */
const examinedBy = (own: Contribution | undefined): readonly FindingId[] =>
  (own?.buttons ?? []).flatMap((draft) => (draft.kind === 'task' ? (draft.records ?? []) : []));

/** The first line examines it already, or a part of it. */
const isIn = (s: Situation, { records }: Ask, examined: readonly FindingId[]): boolean =>
  examined.length > 0 && records.some((id) => !isRecorded(s, id) && examined.includes(id));

/** What the first line asks for is not asked again below it. */
const isExam = ({ act, next }: Contribution): boolean => act !== undefined && next !== undefined;
