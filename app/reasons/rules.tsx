/** The cards as the service would answer now, each with the rules behind it; and the rules that did not fire. */
import type { IssuedCard } from '../../functions/cards/index.ts';
import type { RuleTrace } from '../../rules/index.ts';
import type { Preview } from '../preview/preview.ts';
import { indicatorWord } from '../shared/clinical-words.ts';
import { IndicatorIcon } from '../shared/icons.tsx';
import { Markdown } from '../shared/markdown.tsx';
import { Reasons } from '../shared/trace-view.tsx';
import type { AppWords } from '../words/index.ts';

interface Traced {
  readonly traces: readonly RuleTrace[];
  readonly words: AppWords;
}

const RuleSection = ({ trace, traces, words }: Traced & { trace: RuleTrace }) => (
  <section class="rule">
    <h4>
      {trace.title}{' '}
      <small>
        {trace.rule}, {words.reasons.version(trace.version)}
      </small>
    </h4>
    <ul class="trace">
      <Reasons trace={trace} all={traces} />
    </ul>
  </section>
);

const behind = (card: IssuedCard, { assessment }: Preview, traces: readonly RuleTrace[]) => {
  const ids = new Set(
    assessment.recommendations.filter(({ cardUuid }) => cardUuid === card.uuid).map(({ id }) => id),
  );
  return traces.filter(({ kind, rule }) => kind === 'recommendation' && ids.has(rule));
};

export const CardsWithReasons = ({ shown, traces, words }: Traced & { shown: Preview }) => (
  <section aria-labelledby="why">
    <h2 id="why">{words.reasons.cards}</h2>
    {shown.cards.length === 0 && <p>{words.reasons.none}</p>}
    {shown.cards.map((card) => (
      <article key={card.uuid} class={`card ${card.indicator}`}>
        <header>
          <p class="indicator">
            <IndicatorIcon indicator={card.indicator} />
            {indicatorWord[card.indicator]}
          </p>
          <h3>{card.summary}</h3>
        </header>
        <Markdown text={card.detail ?? ''} />
        {behind(card, shown, traces).map((trace) => (
          <RuleSection key={trace.rule} trace={trace} traces={traces} words={words} />
        ))}
      </article>
    ))}
  </section>
);

const kinds = [
  ['red-flag', 'flags'],
  ['recommendation', 'recommendations'],
  ['localisation', 'roots'],
  ['diagnosis', 'causes'],
] as const;

export const RulesThatDidNotFire = ({ traces, words }: Traced) => (
  <details class="others">
    <summary>
      <h2>{words.reasons.rules}</h2>
    </summary>
    <p class="hint">{words.reasons.rulesNote}</p>
    {kinds.map(([kind, name]) => {
      const of = traces.filter((trace) => trace.kind === kind && !trace.fired);
      return (
        of.length > 0 && (
          <details key={kind}>
            <summary>
              {words.reasons[name]} ({of.length})
            </summary>
            {of.map((trace) => (
              <RuleSection
                key={`${trace.rule}${'leg' in trace ? trace.leg : ''}`}
                trace={trace}
                traces={traces}
                words={words}
              />
            ))}
          </details>
        )
      );
    })}
  </details>
);
