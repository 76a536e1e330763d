/**
 * Which cards an answer holds, from the parts of its recommendations (docs/decisions/0601): emergencies by
 * problem, dangers by problem, the one leg card, one card a draft, the problem list. What has no card of its own
 * rides on one, and what has no room is named on the last.
 */
import type { FlagUrgency } from '../../rules/engine/criterion.ts';
import type { Order } from '../../rules/engine/types.ts';
import {
  type CardProblem,
  type Contribution,
  isSpineScan,
  standsAlone,
} from '../../rules/management/index.ts';
import type { Judged } from './judge.ts';

export interface CardPart {
  readonly judged: Judged;
  readonly contribution: Contribution;
}

export interface Plan {
  readonly problem: CardProblem;
  readonly draft?: Order;
  /** The first leads: its name, its act. */
  readonly parts: readonly [CardPart, ...CardPart[]];
  /** One line each: what another card would have said. */
  readonly riders: readonly CardPart[];
}

export interface Planned {
  readonly cards: readonly Plan[];
  /** Applies, and has no room: named on the last card. */
  readonly crowdedOut: readonly Plan[];
}

const DANGERS: readonly CardProblem[] = [
  'vascular',
  // a bleeding explains the weakness, and a scan of the spine alone misses it
  'bleeding',
  'spine',
  'infection',
  'joint',
  'malignancy',
  'fracture',
  'thrombosis',
];

/** Beside one another no more than these: who reads three emergencies at once reads none. */
const MOST_EMERGENCIES = 2;
const MOST_DANGERS = 2;

const levels: Readonly<Record<FlagUrgency, number>> = { emergent: 0, urgent: 1, soon: 2 };
const levelOf = ({ contribution: { level } }: CardPart): number => (level === undefined ? 3 : levels[level]);

const indicators = { critical: 0, warning: 1, info: 2 } as const;
const gravest = (a: CardPart, b: CardPart): number =>
  indicators[a.contribution.indicator] - indicators[b.contribution.indicator] || levelOf(a) - levelOf(b);

const isSome = (parts: readonly CardPart[]): parts is readonly [CardPart, ...CardPart[]] => parts.length > 0;

const planOf = (
  problem: CardProblem,
  parts: readonly CardPart[],
  riders: readonly CardPart[] = [],
): readonly Plan[] => {
  const sorted = [...parts].sort(gravest);
  return isSome(sorted) ? [{ problem, parts: sorted, riders }] : [];
};

const byProblem = (parts: readonly CardPart[]): readonly Plan[] =>
  DANGERS.flatMap((problem) =>
    planOf(
      problem,
      parts.filter(({ contribution }) => contribution.problem === problem),
    ),
  );

/** A vessel first of all, then the most urgent; else in the order of the problems. */
const urgentFirst = (plans: readonly Plan[]): readonly Plan[] => {
  const rank = ({ problem, parts: [first] }: Plan) => (problem === 'vascular' ? -1 : levelOf(first));
  return [...plans].sort((a, b) => rank(a) - rank(b));
};

export const isEmergency = ({ parts }: Plan): boolean =>
  parts.some(({ contribution }) => contribution.indicator === 'critical');

/** It says a red flag. */
const isSafety = ({ parts }: Plan): boolean =>
  parts.some(({ contribution }) => contribution.level !== undefined);

const scans = ({ parts: [{ contribution }] }: Plan): boolean =>
  (contribution.buttons ?? []).some((draft) => draft.kind === 'order' && isSpineScan(draft));

/** One scan, one time: a danger that would be looked for by the scan of the spine's emergency is a line of it. */
const byScan = (
  emergencies: readonly Plan[],
  warnings: readonly Plan[],
): { readonly emergencies: readonly Plan[]; readonly warnings: readonly Plan[] } => {
  const host = emergencies.find((one) => one.problem === 'spine' && scans(one));
  if (host === undefined) return { emergencies, warnings };
  const lines = warnings.filter(scans).flatMap(({ parts }) => parts);
  return {
    emergencies: emergencies.map((one) =>
      one === host ? { ...one, parts: [...host.parts, ...lines] as Plan['parts'] } : one,
    ),
    warnings: warnings.filter((one) => !scans(one)),
  };
};

const byDraft = (parts: readonly CardPart[]): readonly Plan[] => {
  const groups = new Map<unknown, CardPart[]>();
  for (const part of parts) {
    const key = part.contribution.draft?.draftRef ?? part.contribution.draft;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()]
    .flatMap((group) =>
      planOf('draft', group).map((plan): Plan => {
        const draft = plan.parts[0].contribution.draft;
        return draft === undefined ? plan : { ...plan, draft };
      }),
    )
    .sort((a, b) => gravest(a.parts[0], b.parts[0]));
};

/** What names the card leads; then as the recommendations stand. */
const legCard = (parts: readonly CardPart[], riders: readonly CardPart[]): readonly Plan[] => {
  const named = ({ contribution: { name } }: CardPart) => (name === undefined ? 1 : 0);
  const sorted = [...parts].sort(
    (a, b) =>
      indicators[a.contribution.indicator] - indicators[b.contribution.indicator] || named(a) - named(b),
  );
  return isSome(sorted) && sorted.some(({ contribution }) => contribution.name !== undefined)
    ? [{ problem: 'leg', parts: sorted, riders }]
    : [];
};

const isRider = ({ judged: { fired } }: CardPart): boolean => !standsAlone(fired);

/** Set aside, the leg card is withheld whole; once one of its recommendations has new evidence, it shows whole. */
const legParts = (all: readonly CardPart[]): readonly CardPart[] => {
  const withheld = ({ judged }: CardPart) => judged.standing.kind === 'withheld';
  return all.some((part) => !withheld(part) && !isRider(part)) ? all : [];
};

const hasAside = ({ contribution }: CardPart): boolean => contribution.aside !== undefined;

export const plan = (judged: readonly Judged[], maxCards: number): Planned => {
  const all = judged.flatMap((one) =>
    one.contributions.map((contribution): CardPart => ({ judged: one, contribution })),
  );
  const of = (problem: CardProblem) => all.filter(({ contribution }) => contribution.problem === problem);
  const visible = (parts: readonly CardPart[]) =>
    parts.filter(({ judged: one }) => one.standing.kind !== 'withheld');

  const dangers = byProblem(visible(all.filter((part) => !isRider(part))));
  const { emergencies, warnings } = byScan(
    urgentFirst(dangers.filter(isEmergency)),
    urgentFirst(dangers.filter((one) => !isEmergency(one))),
  );
  const drafts = byDraft(visible(of('draft')));
  const list = planOf('problem-list', visible(of('problem-list')));
  const record = visible(of('record'));
  const leg = emergencies.length > 0 ? [] : legCard(legParts(of('leg')), []);
  const rest = [...warnings.slice(0, MOST_DANGERS), ...drafts, ...leg, ...list];

  // no limit of a client drops a red flag
  const kept = rest.filter((one, n) => n < maxCards || isSafety(one));
  const cards = [...emergencies.slice(0, MOST_EMERGENCIES), ...kept];
  const crowdedOut = [
    ...emergencies.slice(MOST_EMERGENCIES),
    ...warnings.slice(MOST_DANGERS),
    ...rest.filter((one) => !kept.includes(one)),
  ];
  if (cards.length === 0) {
    const alone = crowdedOut.length > 0 || maxCards === 0 ? [] : planOf('record', record);
    return { cards: alone, crowdedOut };
  }
  // with an emergency, what the leg card would say is one line of it; old data is a line where its conclusion stands
  const cause = visible(of('leg'))
    .filter(hasAside)
    .filter(({ contribution }) => contribution.name !== undefined);
  const touched = Math.max(
    0,
    cards.findIndex(({ problem }) => problem === 'leg'),
  );
  const follow = visible(all.filter(isRider)).filter(
    ({ contribution }) => contribution.problem === 'spine' && contribution.aside !== undefined,
  );
  return {
    cards: cards.map((one, n): Plan => {
      const riders = [
        ...(n === touched ? record : []),
        ...(n === 0 && isEmergency(one) ? [...cause.slice(0, 1), ...follow] : []),
      ];
      return riders.length > 0 ? { ...one, riders } : one;
    }),
    crowdedOut,
  };
};
