/** What the service says about this patient at this moment. New cards replace the old ones; they never pile up. */
import type { FhirResource } from 'fhir/r4';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type {
  Action,
  Card,
  CdsAnswer,
  OperationOutcome,
  Suggestion,
} from '../../functions/cds-hooks/wire.ts';
import type { Assessment } from '../../rules/engine/types.ts';
import type { HookExchange, HookOrder, NewFinding } from '../ehr/page-api.ts';
import { type CardActions, type CardOutcome, CardView } from './card.tsx';
import { chartFinding, putDraft, sendFeedback, why } from './mini-ehr.ts';
import { Missing } from './missing.tsx';
import { UrgencyLine } from './urgency-line.tsx';
import { WhyCard } from './why-card.tsx';

const isAnswer = (received: HookExchange['received']): received is CdsAnswer =>
  received !== null && 'cards' in received;

const assessmentOf = (answer: CdsAnswer): Assessment | undefined =>
  answer.extension?.['org.radix-cds.assessment'] as Assessment | undefined;

const created = (actions: readonly Action[] = []): FhirResource[] =>
  actions.flatMap((action) => (action.type === 'delete' ? [] : [action.resource]));
/** `MedicationRequest/draft-naproxen` is the catalogue's `naproxen`. */
const deleted = (actions: readonly Action[] = []): string[] =>
  actions.flatMap((action) =>
    action.type === 'delete'
      ? [('resourceId' in action ? action.resourceId : action.resource).replace(/^.*draft-/, '')]
      : [],
  );

const counted = (cards: readonly Card[]): string => {
  const critical = cards.filter(({ indicator }) => indicator === 'critical').length;
  const others = cards.length - critical;
  if (cards.length === 0) return 'No cards.';
  const said = [
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(others > 0 ? [`${others} ${critical > 0 ? 'other' : ''}`.trim()] : []),
  ];
  return `${said.join(' and ')} ${cards.length === 1 ? 'card' : 'cards'}.`;
};

/** Said at once, whatever else is being read aloud. */
const Emergency = ({ cards }: { cards: readonly Card[] }) => {
  const critical = cards.find(({ indicator }) => indicator === 'critical');
  return critical ? (
    <p key={critical.uuid} class="visually-hidden" role="alert">
      {critical.summary}
    </p>
  ) : null;
};

const Refusal = ({ exchange }: { exchange: HookExchange }) => (
  <article class="card warning">
    <h3>The service refused the call ({exchange.status})</h3>
    <ul>
      {((exchange.received as OperationOutcome | null)?.issue ?? []).map((issue) => (
        <li key={issue.details?.text ?? issue.diagnostics}>
          {issue.details?.text ?? issue.diagnostics ?? issue.code}
        </li>
      ))}
    </ul>
  </article>
);

const Incomplete = ({ notChecked }: { notChecked: Assessment['notChecked'] }) =>
  notChecked.length === 0 ? null : (
    <p class="incomplete">
      <strong>Not all data could be read:</strong>{' '}
      {notChecked.map(({ key, why }) => `${key} (${why})`).join(', ')}
    </p>
  );

const Unanswered = ({ failure, unselected }: Pick<Props, 'failure' | 'unselected'>) =>
  failure === '' ? (
    <p class="asking">
      {unselected ? 'Tick a draft order: the service is asked when one is selected.' : 'Asking the service…'}
    </p>
  ) : (
    <p class="trouble" role="alert">
      Nothing was checked: the service was not reached. No card does not mean no problem. {failure}
    </p>
  );

interface Props {
  readonly exchange: HookExchange | undefined;
  /** Why there is no exchange, when one was tried. */
  readonly failure: string;
  readonly pending: boolean;
  /** The hook is about an order, and no order is drafted yet. */
  readonly unselected: boolean;
  readonly order: HookOrder;
  /** A suggestion changed the chart. */
  readonly charted: () => void;
  /** A finding was charted, so the service is asked again. */
  readonly recorded: () => void;
  readonly examine: () => void;
  /** A suggestion takes these drafts away. */
  readonly withdraw: (drafts: readonly string[]) => void;
}

export const CardsPane = ({
  exchange,
  failure,
  pending,
  unselected,
  order,
  charted,
  recorded,
  examine,
  withdraw,
}: Props) => {
  const { patient, service } = order;
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, CardOutcome>>>({});
  const [trouble, setTrouble] = useState('');
  const instance = exchange?.sent.hookInstance;
  // What was done with the cards of one answer says nothing about those of the next.
  useEffect(() => {
    setOutcomes({});
    setTrouble('');
  }, [instance]);

  const answer = exchange && isAnswer(exchange.received) ? exchange.received : undefined;
  const assessment = answer && assessmentOf(answer);

  const loadWhy = useMemo(() => {
    let loading: ReturnType<typeof why> | undefined;
    return () => {
      loading ??= why(order);
      return loading;
    };
  }, [instance]);

  const report = async (card: Card, feedback: object): Promise<string> => {
    try {
      const { status } = await sendFeedback({
        service,
        feedback: [{ card: card.uuid, outcomeTimestamp: new Date().toISOString(), ...feedback }],
      });
      return status === 200 ? 'Reported to the service.' : `The service answered ${status} to the report.`;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const settle = (card: Card, outcome: CardOutcome) =>
    setOutcomes((all) => ({ ...all, [card.uuid ?? card.summary]: outcome }));

  const accept = async (card: Card, suggestion: Suggestion) => {
    for (const resource of created(suggestion.actions)) await putDraft(patient, resource);
    const said = await report(card, {
      outcome: 'accepted',
      acceptedSuggestions: suggestion.uuid ? [{ id: suggestion.uuid }] : [],
    });
    const before = outcomes[card.uuid ?? card.summary];
    const labels = [...(before?.kind === 'accepted' ? before.labels : []), suggestion.label];
    settle(card, { kind: 'accepted', labels, report: said });
    charted();
    const gone = deleted(suggestion.actions);
    if (gone.length > 0) withdraw(gone);
  };

  const override = async (card: Card, code: string | undefined, comment: string) => {
    const reason = card.overrideReasons?.find((one) => one.code === code);
    const said = await report(card, {
      outcome: 'overridden',
      overrideReason: {
        ...(reason && { reason: { code: reason.code, system: reason.system } }),
        ...(comment && { userComment: comment }),
      },
    });
    settle(card, { kind: 'overridden', reason: reason?.display ?? 'no reason given', report: said });
  };

  const failed = (error: unknown) => setTrouble((error as Error).message);
  const answerFinding = (finding: NewFinding) => chartFinding(patient, finding).then(recorded, failed);

  const actionsOf = (card: Card): CardActions => ({
    accept: (suggestion) => void accept(card, suggestion).catch(failed),
    override: (code, comment) => void override(card, code, comment),
  });

  return (
    <div class="cards" aria-busy={pending}>
      <p class="visually-hidden" role="status">
        {answer ? counted(answer.cards) : ''}
      </p>
      <Emergency cards={answer?.cards ?? []} />
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {assessment && <UrgencyLine assessment={assessment} cards={answer.cards.length} />}
      {assessment && <Incomplete notChecked={assessment.notChecked} />}
      {!exchange && <Unanswered failure={failure} unselected={unselected} />}
      {exchange && !answer && <Refusal exchange={exchange} />}
      {answer?.cards.map((card) => (
        <CardView
          key={card.uuid ?? card.summary}
          card={card}
          outcome={outcomes[card.uuid ?? card.summary]}
          actions={actionsOf(card)}
        >
          {assessment && <WhyCard card={card} assessment={assessment} load={loadWhy} />}
        </CardView>
      ))}
      {assessment && <Missing missing={assessment.missing} answer={answerFinding} examine={examine} />}
    </div>
  );
};
