/** Three of the layers: the cards as the service would answer now, the rules behind each, and how they decide. */
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

interface AdviceProps {
  readonly cards: readonly IssuedCard[];
  readonly words: AppWords;
}

export const Advice = ({ cards, words }: AdviceProps) => (
  <section aria-labelledby="advice">
    <h2 id="advice">{words.reasons.advice}</h2>
    {cards.length === 0 && <p>{words.reasons.none}</p>}
    {cards.map((card) => (
      <article key={card.uuid} class={`card ${card.indicator}`}>
        <header>
          <p class="indicator">
            <IndicatorIcon indicator={card.indicator} />
            {indicatorWord[card.indicator]}
          </p>
          <h3>{card.summary}</h3>
        </header>
        <Markdown text={card.detail ?? ''} />
      </article>
    ))}
  </section>
);

/** The rules behind each card, with their traces. */
export const Why = ({ shown, traces, words }: Traced & { shown: Preview }) => (
  <section aria-labelledby="why">
    <h2 id="why">{words.reasons.why}</h2>
    {shown.cards.map((card) => (
      <section key={card.uuid} class="behind">
        <h3>{card.summary}</h3>
        {behind(card, shown, traces).map((trace) => (
          <RuleSection key={trace.rule} trace={trace} traces={traces} words={words} />
        ))}
      </section>
    ))}
  </section>
);

const kinds = [
  ['red-flag', 'flags'],
  ['recommendation', 'recommendations'],
  ['localisation', 'roots'],
  ['diagnosis', 'causes'],
] as const;

const RulesThatDidNotFire = ({ traces, words }: Traced) => (
  <details class="others">
    <summary>
      <h3>{words.reasons.rules}</h3>
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

/** The way from statements to advice, the rules that said nothing, and which knowledge it was. */
export const How = ({ traces, words, knowledgeVersion }: Traced & { readonly knowledgeVersion: string }) => (
  <section aria-labelledby="how">
    <h2 id="how">{words.reasons.how}</h2>
    <p>{words.reasons.howText}</p>
    <RulesThatDidNotFire traces={traces} words={words} />
    <p class="hint">{words.reasons.knowledge(knowledgeVersion)}</p>
  </section>
);
