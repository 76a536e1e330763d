/**
 * One card: how urgent, in a word, an icon and a colour; what is advised, and what can be done with a click right
 * below; what limits it; folded away, why and where it comes from; and how to say no.
 */
import type { ComponentChildren } from 'preact';
import { indicatorWord } from '../../app/shared/clinical-words.ts';
import { IndicatorIcon } from '../../app/shared/icons.tsx';
import { Markdown } from '../../app/shared/markdown.tsx';
import type { Card, Link, Suggestion } from '../../functions/cds-hooks/wire.ts';
import { placeOf } from './address.ts';
import { OverrideForm } from './override-form.tsx';

/** What the clinician did with a card, and what the service said to the report of it. */
export type CardOutcome =
  | { readonly kind: 'accepted'; readonly labels: readonly string[]; readonly report: string }
  | { readonly kind: 'overridden'; readonly reason: string; readonly report: string };

export interface CardActions {
  readonly accept: (suggestion: Suggestion) => void;
  readonly override: (reason: string | undefined, comment: string) => void;
}

/** Only https addresses become links, whatever the service sent. */
const SafeLink = ({ url, children }: { url: string; children: ComponentChildren }) =>
  /^https:\/\//i.test(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="visually-hidden"> (opens in a new tab)</span>
    </a>
  ) : (
    <span>{children}</span>
  );

/** The mini-EHR adds `launch` and `iss`, and hands `appContext` on with the token, as an EHR does. */
const SmartLink = ({ link: { label, appContext } }: { link: Extract<Link, { type: 'smart' }> }) => {
  const query = new URLSearchParams({
    patient: placeOf(location.search).patient,
    ...(appContext !== undefined && { appContext }),
  });
  return (
    <a href={`/ehr/launch?${query}`} target="_blank" rel="noopener noreferrer">
      {label}
      <span class="visually-hidden"> (opens the app in a new tab)</span>
    </a>
  );
};

const accepted = (outcome: CardOutcome | undefined) => (outcome?.kind === 'accepted' ? outcome.labels : []);

const Suggestions = ({
  card,
  outcome,
  accept,
}: {
  card: Card;
  outcome: CardOutcome | undefined;
  accept: CardActions['accept'];
}) => {
  const suggestions = card.suggestions ?? [];
  if (suggestions.length === 0) return null;
  const recommended = suggestions.find(({ isRecommended }) => isRecommended);
  const taken = accepted(outcome);
  const closed =
    outcome?.kind === 'overridden' || (card.selectionBehavior === 'at-most-one' && taken.length > 0);
  return (
    <div class="suggestions">
      {card.selectionBehavior === 'at-most-one' && suggestions.length > 1 && (
        <p class="hint">Choose at most one:</p>
      )}
      {suggestions.map((suggestion) => {
        const done = taken.includes(suggestion.label);
        return (
          <button
            key={suggestion.uuid ?? suggestion.label}
            type="button"
            class={suggestion === recommended ? 'primary' : undefined}
            disabled={done || closed}
            onClick={() => accept(suggestion)}
          >
            {done ? `Drafted: ${suggestion.label}` : suggestion.label}
          </button>
        );
      })}
    </div>
  );
};

const Done = ({ outcome }: { outcome: CardOutcome }) => (
  <p class="done" role="status">
    {outcome.kind === 'accepted'
      ? `Accepted: ${outcome.labels.join(', ')}.`
      : `Overridden: ${outcome.reason}.`}{' '}
    <small>{outcome.report}</small>
  </p>
);

/**
 * The paragraphs of a detail: what to do now, what must be read with it, and what can wait. A detail of another shape
 * is shown whole.
 */
const paragraphsOf = (detail: string) => {
  const [first = '', ...others] = detail.split('\n\n');
  if (!/^\*\*[^*]+\*\*$/.test(first)) return { act: '', limits: detail, reasons: '' };
  const isReason = (text: string, n: number) =>
    /^(?:Why|Next|But|Also)\b/.test(text) || n === others.length - 1;
  return {
    act: first,
    limits: others.filter((text, n) => !isReason(text, n)).join('\n\n'),
    reasons: others.filter(isReason).join('\n\n'),
  };
};

const Sources = ({ card: { source, links = [] } }: { card: Card }) => (
  <>
    <p class="source">
      <span class="hint">Source</span>{' '}
      {source.url ? <SafeLink url={source.url}>{source.label}</SafeLink> : source.label}
    </p>
    {links.map((link) => (
      <p key={link.label} class="source">
        {link.type === 'smart' ? <SmartLink link={link} /> : <SafeLink url={link.url}>{link.label}</SafeLink>}
      </p>
    ))}
  </>
);

export const CardView = ({
  card,
  outcome,
  actions,
  children,
}: {
  card: Card;
  outcome: CardOutcome | undefined;
  actions: CardActions;
  /** The reasons, below the detail. */
  children?: ComponentChildren;
}) => {
  const { act, limits, reasons } = paragraphsOf(card.detail ?? '');
  return (
    <article class={`card ${card.indicator}`}>
      <header>
        <p class="indicator">
          <IndicatorIcon indicator={card.indicator} />
          {indicatorWord[card.indicator]}
        </p>
        <h3>{card.summary}</h3>
      </header>
      {act && <Markdown text={act} />}
      <Suggestions card={card} outcome={outcome} accept={actions.accept} />
      {outcome && <Done outcome={outcome} />}
      {limits && <Markdown text={limits} />}
      {reasons && (
        <details class="reasons">
          <summary>Reasons, next and sources</summary>
          <Markdown text={reasons} />
          <Sources card={card} />
        </details>
      )}
      {children}
      <footer>
        {!reasons && <Sources card={card} />}
        {!outcome && card.uuid && (
          <OverrideForm reasons={card.overrideReasons ?? []} send={actions.override} />
        )}
      </footer>
    </article>
  );
};
