/** What the service says about this patient at this moment. New cards replace the old ones; they never pile up. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Card, CdsAnswer, OperationOutcome } from '../../functions/cds-hooks/wire.ts';
import type { Assessment } from '../../rules/engine/types.ts';
import type { HookExchange, HookOrder, NewFinding } from '../ehr/page-api.ts';
import { CardView } from './card.tsx';
import { chartFinding, why } from './mini-ehr.ts';
import { Missing } from './missing.tsx';
import { UrgencyLine } from './urgency-line.tsx';
import { useOutcomes } from './use-outcomes.ts';
import { WhyCard } from './why-card.tsx';

const isAnswer = (received: HookExchange['received']): received is CdsAnswer =>
  received !== null && 'cards' in received;

const assessmentOf = (answer: CdsAnswer): Assessment | undefined =>
  answer.extension?.['org.radix-cds.assessment'] as Assessment | undefined;

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
  const [trouble, setTrouble] = useState('');
  const instance = exchange?.sent.hookInstance;
  const outcomes = useOutcomes({ patient, service, instance, charted, withdraw });
  useEffect(() => setTrouble(''), [instance]);

  const answer = exchange && isAnswer(exchange.received) ? exchange.received : undefined;
  const assessment = answer && assessmentOf(answer);

  const loadWhy = useMemo(() => {
    let loading: ReturnType<typeof why> | undefined;
    return () => {
      loading ??= why(order);
      return loading;
    };
  }, [instance]);

  const failed = (error: unknown) => setTrouble((error as Error).message);
  const answerFinding = (finding: NewFinding) => chartFinding(patient, finding).then(recorded, failed);

  return (
    <div class="cards" aria-busy={pending}>
      <p class="visually-hidden" role="status">
        {answer ? counted(answer.cards) : ''}
      </p>
      <Emergency cards={answer?.cards ?? []} />
      {[trouble, outcomes.trouble].filter(Boolean).map((says) => (
        <p key={says} class="trouble" role="alert">
          {says}
        </p>
      ))}
      {assessment && <UrgencyLine assessment={assessment} cards={answer.cards.length} />}
      {assessment && <Incomplete notChecked={assessment.notChecked} />}
      {!exchange && <Unanswered failure={failure} unselected={unselected} />}
      {exchange && !answer && <Refusal exchange={exchange} />}
      {answer?.cards.map((card) => (
        <CardView
          key={card.uuid ?? card.summary}
          card={card}
          outcome={outcomes.of(card)}
          actions={outcomes.actionsOf(card)}
        >
          {assessment && <WhyCard card={card} assessment={assessment} load={loadWhy} />}
        </CardView>
      ))}
      {assessment && <Missing missing={assessment.missing} answer={answerFinding} examine={examine} />}
    </div>
  );
};
