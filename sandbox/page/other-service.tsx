/**
 * Any CDS service by the address of its list: which services it has, and what one of them says about the patient in
 * view. The mini-EHR asks it, from this machine; the page itself contacts nobody.
 */
import { useRef, useState } from 'preact/hooks';
import { cardFor10 } from '../../functions/cds-hooks/answer-1-0.ts';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import type { FoundServices } from '../ehr/other-services.ts';
import type { OtherService as ListedOther, OtherExchange } from '../ehr/page-api.ts';
import { CardView } from './card.tsx';
import { ExchangeTexts } from './exchange-pane.tsx';
import { Folded } from './folded.tsx';
import { callOther, servicesAt } from './mini-ehr.ts';
import { useOutcomes } from './use-outcomes.ts';
import { InLooks, type Look } from './vendor-looks.tsx';

/** What an EHR of that make can show of a card that was not made for it. */
const asSeenBy = (card: Card, { profile }: Look): Card => {
  const whole = { ...standardProfile, ...profile };
  const seen = whole.specVersion === '1.0' ? cardFor10(card) : card;
  const suggestions = seen.suggestions?.filter(
    ({ actions = [] }) => actions.length <= whole.maxActionsPerSuggestion,
  );
  const [first] = whole.selectionBehaviors;
  const choice = whole.selectionBehaviors.find((one) => one === seen.selectionBehavior) ?? first;
  return { ...seen, ...(suggestions && { suggestions, ...(choice && { selectionBehavior: choice }) }) };
};

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const Unfilled = ({ exchange: { unfilled, sent } }: { exchange: OtherExchange }) => {
  const keys = Object.keys(sent.prefetch ?? {});
  return (
    <>
      <p class="hint">{keys.length === 0 ? 'Nothing prefetched.' : `Prefetched: ${keys.join(', ')}.`}</p>
      {unfilled.length > 0 && (
        <ul class="rows">
          {unfilled.map(({ key, why }) => (
            <li key={key}>
              <span>Not filled: {key}</span> <small>{why}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

interface AskedOther {
  readonly patient: string;
  readonly url: string;
  readonly service: ListedOther;
}

interface AnswerProps extends AskedOther {
  readonly exchange: OtherExchange;
  readonly charted: () => void;
}

const Answer = ({ exchange, charted, ...of }: AnswerProps) => {
  const { patient, url, service } = of;
  const { hookInstance: instance } = exchange.sent;
  const outcomes = useOutcomes({ patient, url, service: service.id, instance, charted });
  const { cards, unread, status, milliseconds } = exchange;
  return (
    <>
      <p role="status">
        {counted(cards.length, 'card', 'cards')}, {status} in {milliseconds} ms
      </p>
      {unread.map((says) => (
        <p key={says} class="trouble">
          {says}
        </p>
      ))}
      {outcomes.trouble && (
        <p class="trouble" role="alert">
          {outcomes.trouble}
        </p>
      )}
      <div class="cards">
        {cards.map((card) => (
          <CardView
            key={card.uuid ?? card.summary}
            card={card}
            outcome={outcomes.of(card)}
            actions={outcomes.actionsOf(card)}
          />
        ))}
      </div>
      {cards.length > 0 && (
        <Folded class="vendor" summary="As other EHRs would show these">
          <InLooks cardsIn={(look) => cards.map((card) => asSeenBy(card, look))} />
        </Folded>
      )}
      <Unfilled exchange={exchange} />
      <Folded summary="Request and response">
        <ExchangeTexts exchange={exchange} />
      </Folded>
    </>
  );
};

interface Props {
  readonly patient: string;
  /** Ids of the draft catalogue. */
  readonly drafts: readonly string[];
  /** A suggestion changed the chart. */
  readonly charted: () => void;
}

const Asking = ({ patient, drafts, charted }: Props) => {
  const [found, setFound] = useState<FoundServices>();
  const [service, setService] = useState<ListedOther>();
  const [exchange, setExchange] = useState<OtherExchange>();
  const [said, setSaid] = useState('');
  const typed = useRef<HTMLInputElement>(null);
  /** Counts the questions: an answer that comes after a newer question is dropped. */
  const asked = useRef(0);
  const newest = () => {
    asked.current += 1;
    const own = asked.current;
    return (act: () => void) => {
      if (own === asked.current) act();
    };
  };
  const failed = (error: unknown) => setSaid((error as Error).message);

  const list = () => {
    setSaid('Asking for its services…');
    setFound(undefined);
    setService(undefined);
    setExchange(undefined);
    const came = newest();
    servicesAt(typed.current?.value ?? '').then(
      (at) =>
        came(() => {
          setFound(at);
          setSaid(at.services.length === 0 ? 'It lists no service.' : '');
        }),
      (error) => came(() => failed(error)),
    );
  };
  const ask = (url: string, one: ListedOther) => {
    setSaid('Asking the service…');
    setService(one);
    setExchange(undefined);
    const came = newest();
    callOther({ url, service: one, patient, drafts }).then(
      (answer) =>
        came(() => {
          setExchange(answer);
          setSaid('');
        }),
      (error) => came(() => failed(error)),
    );
  };

  return (
    <div class="other-body">
      <form
        class="controls"
        onSubmit={(event) => {
          event.preventDefault();
          list();
        }}
      >
        <label>
          Address of its list of services
          <input
            ref={typed}
            type="url"
            name="cds-services"
            required
            placeholder="https://cds.example.org/cds-services"
          />
        </label>
        <button type="submit">List its services</button>
      </form>
      <p class="hint">
        The mini-EHR asks it from this machine with a token of its own, so that it need not allow this page
        (CORS): https anywhere, http on this machine. It is sent what its prefetch templates ask of this
        synthetic patient.
      </p>
      {said && <p role="status">{said}</p>}
      {found && (
        <ul class="other-services">
          {found.services.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one === service ? 'true' : undefined}
                onClick={() => ask(found.url, one)}
              >
                {one.title ?? one.id}
              </button>{' '}
              <small>
                {one.hook}, {counted(Object.keys(one.prefetch ?? {}).length, 'prefetch key', 'prefetch keys')}
              </small>
            </li>
          ))}
        </ul>
      )}
      {found && found.unread > 0 && (
        <p class="trouble">
          {counted(found.unread, 'entry', 'entries')} of the list could not be read: each needs a hook, and an
          id of letters, digits and ". _ ~ -".
        </p>
      )}
      {found && service && exchange && (
        <Answer patient={patient} url={found.url} service={service} exchange={exchange} charted={charted} />
      )}
    </div>
  );
};

export const OtherService = (props: Props) => (
  <details class="exchange other">
    <summary>
      Another CDS service <small>by its address, on this patient</small>
    </summary>
    {/* what was asked of another patient, and comes late, is not shown on this one */}
    <Asking key={props.patient} {...props} />
  </details>
);
