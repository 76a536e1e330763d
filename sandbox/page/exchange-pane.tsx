/** What went over the wire, for the one who has to build the other end. */
import type { Exchange, HookExchange } from '../ehr/page-api.ts';
import { Folded } from './folded.tsx';

const promise = 500;

const pretty = (value: unknown) => JSON.stringify(value, undefined, 2);

const delivered = ({ sent }: HookExchange): string => {
  const keys = Object.keys(sent.prefetch ?? {});
  const prefetched = keys.length > 0 ? `${keys.length} prefetch keys sent` : 'nothing prefetched';
  return sent.fhirServer ? `${prefetched}; the service may query the FHIR server for the rest` : prefetched;
};

/** A browser lays out a node for each line of a text area, thousands here: keep it in a `Folded`. */
const Json = ({ title, value }: { title: string; value: unknown }) => (
  <label>
    {title}
    <textarea readOnly rows={22} spellcheck={false} wrap="off" value={pretty(value)} />
  </label>
);

export const ExchangeTexts = ({ exchange }: { exchange: Exchange<unknown, unknown> }) => (
  <>
    <p class="hint">
      POST <code>{exchange.url}</code>
    </p>
    <div class="wire">
      <Json title="Request body" value={exchange.sent} />
      <Json title="Response body" value={exchange.received} />
      <Json title="Claims of the token" value={exchange.token} />
    </div>
  </>
);

export const ExchangePane = ({ exchange }: { exchange: HookExchange }) => (
  <Folded
    class="exchange"
    summary={
      <>
        Request and response{' '}
        <small>
          {exchange.status} in {exchange.milliseconds} ms
          {exchange.milliseconds > promise ? `, slower than the promised ${promise} ms` : ''} ·{' '}
          {delivered(exchange)}
        </small>
      </>
    }
  >
    <ExchangeTexts exchange={exchange} />
  </Folded>
);
