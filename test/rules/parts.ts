/** What a recommendation adds to a card, in words: of the first part, or of all of them. */
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { evaluate, type Fired } from '../../rules/index.ts';
import { type Contribution, contributionsOf } from '../../rules/management/index.ts';
import type { SuggestionDraft } from '../../rules/management/suggestion.ts';
import { plainIn } from '../../rules/management/wording/language.ts';
import type { Said } from '../../rules/management/wording/say.ts';

export interface Parts {
  readonly indicator: Contribution['indicator'];
  readonly name: string;
  /** As the summary has it. */
  readonly act: string;
  readonly line: string;
  readonly aside: string;
  /** Name and act: what a summary makes of it. */
  readonly summary: string;
  readonly reasons: Contribution['reasons'];
  readonly why: readonly string[];
  readonly next: readonly string[];
  readonly but: readonly string[];
  readonly limits: readonly string[];
  readonly labels: readonly string[];
  readonly buttons: readonly SuggestionDraft[];
  /** Everything that it says. */
  readonly text: string;
}

const words = (said: Said | undefined): string => (said === undefined ? '' : plainIn(said));
const all = (list: readonly Said[] = []): readonly string[] => list.map((said) => plainIn(said));

const partsOf = (one: Contribution): Parts => {
  const {
    indicator,
    name,
    act,
    aside,
    reasons,
    next = [],
    but = [],
    caveats = [],
    limits,
    buttons = [],
    more,
    evidence,
  } = one;
  const lists = {
    why: reasons.map(({ said }) => plainIn(said)),
    next: next.map(({ said }) => plainIn(said)),
    but: all([...but, ...caveats]),
    limits: all(limits),
    labels: buttons.map(({ label }) => plainIn(label)),
  };
  const said = { name: words(name), act: words(act?.summary), line: words(act?.line), aside: words(aside) };
  const summary = `${said.name}: ${said.act}`;
  const text = [...Object.values(said), ...Object.values(lists).flat(), ...all(more), ...all(evidence)].join(
    ' | ',
  );
  return { indicator, ...said, summary, reasons, ...lists, buttons, text };
};

export const allParts = (fired: Fired): readonly Parts[] => contributionsOf(fired).map(partsOf);

export const partsIn = (fired: readonly Fired[], id: string): Parts | undefined => {
  const found = fired.find((one) => one.id === id);
  return found && allParts(found)[0];
};

export const partsOn = (given: VignetteChart, id: string): Parts | undefined =>
  partsIn(evaluate(inputOf(given)).fired, id);
