/** The rules' vignettes, a link each: the chart in words, what is expected, whether it came so, and the cards. */

import { indicatorWord } from '../../app/shared/clinical-words.ts';
import { IndicatorIcon } from '../../app/shared/icons.tsx';
import { Markdown } from '../../app/shared/markdown.tsx';
import type { Vignette } from '../../rules/engine/rule.ts';
import type { AnyRule } from '../../rules/publish/every-rule.ts';
import type { PageAddress } from './address.ts';
import { cardsOf, outcomeOf, rulesWithVignettes, vignettesOf } from './vignettes.ts';
import { labelOf } from './wording.ts';

type AnyVignette = Vignette<string | null>;

const sides: Readonly<Record<string, string>> = { L: ', left', R: ', right', B: ', both legs' };

const valueSaid = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ').replaceAll('-', ' ') : String(value);
};

const ageSaid = (days: number): string => (days === 0 ? '' : `, ${days} days ago`);

const Given = ({ given }: Pick<AnyVignette, 'given'>) => {
  const { age, pregnant, history = [], drugs = [], findings, order } = given;
  const rest = [
    age === undefined ? '' : `${age} years old`,
    pregnant ? 'pregnant' : '',
    ...history.map((one) => (typeof one === 'string' ? one : one[0]).replaceAll('-', ' ')),
    ...drugs.map((drug) => `takes ${drug}`),
    order ? `draft order: ${order.type ?? order.drug}` : '',
  ].filter(Boolean);
  return (
    <>
      {rest.length > 0 && <p>{rest.join(' · ')}</p>}
      <ul class="rows">
        {findings.map(([id, value, side = '', days = 0]) => (
          <li key={`${id}${side}${days}`}>
            <span>
              {labelOf(id)}
              {sides[side]}
            </span>
            <small>
              {valueSaid(value)}
              {ageSaid(days)}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
};

const Cards = ({ rule, vignette }: { rule: AnyRule; vignette: AnyVignette }) => {
  const cards = cardsOf(rule, vignette);
  if (cards.length === 0) return <p class="hint">No card.</p>;
  return (
    <>
      {cards.map((card) => (
        <article key={card.summary} class={`card ${card.indicator}`}>
          <header>
            <p class="indicator">
              <IndicatorIcon indicator={card.indicator} />
              {indicatorWord[card.indicator]}
            </p>
            <h4>{card.summary}</h4>
          </header>
          <Markdown text={card.detail ?? ''} />
        </article>
      ))}
    </>
  );
};

const expected = (expect: string | null): string => expect ?? 'nothing';

const Opened = ({ rule, vignette }: { rule: AnyRule; vignette: AnyVignette }) => (
  <div class="vignette">
    <section>
      <h4>Recorded</h4>
      <Given given={vignette.given} />
    </section>
    <section>
      <Cards rule={rule} vignette={vignette} />
    </section>
  </div>
);

interface VignetteRowProps {
  readonly rule: AnyRule;
  readonly vignette: AnyVignette;
  readonly isOpen: boolean;
  readonly open: () => void;
}

const Row = ({ rule, vignette, isOpen, open }: VignetteRowProps) => {
  const { got, asExpected } = outcomeOf(rule, vignette);
  return (
    <li>
      <button type="button" class="vignette-title" aria-expanded={isOpen} onClick={open}>
        <span class={asExpected ? 'tick' : 'cross'}>
          {asExpected ? '✓ as expected' : '✗ not as expected'}
        </span>{' '}
        {vignette.title}{' '}
        <small>
          {rule.id} says {expected(got)}
          {!asExpected && `, expected ${expected(vignette.expect)}`}
        </small>
      </button>
      {isOpen && <Opened rule={rule} vignette={vignette} />}
    </li>
  );
};

interface Props {
  readonly place: PageAddress;
  readonly go: (change: Partial<PageAddress>) => void;
}

export const VignettesPane = ({ place, go }: Props) => {
  const rule = rulesWithVignettes.find(({ id }) => id === place.rule) ?? rulesWithVignettes[0];
  if (rule === undefined) return null;
  const all = vignettesOf(rule);
  return (
    <section class="audit" aria-labelledby="vignettes-heading">
      <h2 id="vignettes-heading">Vignettes of the rules</h2>
      <p class="hint">
        Each rule carries short stories and what it has to conclude from them. They are evaluated here, by the
        rules in this page.
      </p>
      <label>
        Rule{' '}
        <select value={rule.id} onChange={(event) => go({ rule: event.currentTarget.value, vignette: '' })}>
          {rulesWithVignettes.map(({ id, title }) => (
            <option key={id} value={id}>
              {id}: {title}
            </option>
          ))}
        </select>
      </label>
      <h3>{rule.title}</h3>
      <ul class="vignettes">
        {all.map((vignette, n) => (
          <Row
            key={vignette.title}
            rule={rule}
            vignette={vignette}
            isOpen={place.vignette === String(n + 1)}
            open={() =>
              go({ rule: rule.id, vignette: place.vignette === String(n + 1) ? '' : String(n + 1) })
            }
          />
        ))}
      </ul>
    </section>
  );
};
