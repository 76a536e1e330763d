/** What the service would say if the form were saved now, beside the form. It is a preview, and says so. */
import type { IssuedCard } from '../../functions/cards/index.ts';
import { causeSaid, indicatorWord, rootSaid, urgencyWords } from '../shared/clinical-words.ts';
import { IndicatorIcon } from '../shared/icons.tsx';
import { Markdown } from '../shared/markdown.tsx';
import type { AppWords } from '../words/index.ts';
import type { Preview } from './preview.ts';

const CardInBrief = ({ card, isFirst }: { card: IssuedCard; isFirst: boolean }) => {
  const [first = '', ...rest] = (card.detail ?? '').split('\n\n');
  return (
    <article class={`card ${card.indicator}`}>
      <header>
        <p class="indicator">
          <IndicatorIcon indicator={card.indicator} />
          {indicatorWord[card.indicator]}
        </p>
        <h3>{card.summary}</h3>
      </header>
      {isFirst ? (
        <>
          <Markdown text={first} />
          {rest.length > 0 && (
            <details>
              <summary>Reasons, next and sources</summary>
              <Markdown text={rest.join('\n\n')} />
            </details>
          )}
        </>
      ) : (
        <details>
          <summary>Detail</summary>
          <Markdown text={card.detail ?? ''} />
        </details>
      )}
    </article>
  );
};

const Roots = ({ preview, words }: { preview: Preview; words: AppWords }) => {
  const named = Object.entries(preview.assessment.sides).filter(([, { root }]) => root.result !== 'none');
  if (named.length === 0) return null;
  return (
    <section>
      <h3>{words.examination.preview.roots}</h3>
      <ul>
        {named.map(([leg, { root }]) => (
          <li key={leg}>{rootSaid(leg, root)}</li>
        ))}
      </ul>
    </section>
  );
};

const Causes = ({ preview, words }: { preview: Preview; words: AppWords }) => {
  const open = preview.assessment.differential
    .filter(({ category }) => category === 'likely' || category === 'possible')
    .slice(0, 3);
  if (open.length === 0) return null;
  return (
    <section>
      <h3>{words.examination.preview.causes}</h3>
      <ul class="causes">
        {open.map((one) => (
          <li key={`${one.condition}${one.side}`}>
            <strong>{causeSaid(one)}</strong> <span class="tag">{one.category}</span>
            {one.for.length > 0 && (
              <small>
                {words.examination.preview.for}: {one.for.join(', ')}
              </small>
            )}
            {one.against.length > 0 && (
              <small>
                {words.examination.preview.against}: {one.against.join(', ')}
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

interface Props {
  readonly preview: Preview;
  readonly words: AppWords;
  readonly unread: readonly string[];
  readonly next: { readonly says: string; readonly go: (() => void) | undefined } | undefined;
}

export const PreviewPane = ({ preview, words, unread, next }: Props) => {
  const { cards, assessment } = preview;
  const said = words.examination.preview;
  return (
    <aside class="preview" aria-labelledby="preview-heading">
      <h2 id="preview-heading">
        {said.title} <small>{said.note}</small>
      </h2>
      <p class={`urgency ${assessment.urgency}`} role="status">
        <strong>{urgencyWords[assessment.urgency].word}</strong>{' '}
        <span>{urgencyWords[assessment.urgency].means}</span>
      </p>
      {next && (
        <p class="next">
          <span>{said.next}:</span>{' '}
          {next.go ? (
            <button type="button" onClick={next.go}>
              {next.says}
            </button>
          ) : (
            next.says
          )}
        </p>
      )}
      {cards.length === 0 && <p class="hint">{said.nothing}</p>}
      {cards.map((card, n) => (
        <CardInBrief key={card.uuid} card={card} isFirst={n === 0} />
      ))}
      <Roots preview={preview} words={words} />
      <Causes preview={preview} words={words} />
      {unread.length > 0 && (
        <p class="trouble">
          {said.unread} {unread.join(', ')}
        </p>
      )}
    </aside>
  );
};
