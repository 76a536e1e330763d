/** One finding that nobody documented, to be charted on the spot: by the kind of value it takes. */
import { useState } from 'preact/hooks';
import type { ChartedSide, ChartedValue } from '../../app/encoding/encode-finding.ts';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import type { NewFinding } from '../ehr/page-api.ts';

type AnswerFinding = (finding: NewFinding) => void;

const words = (word: string) => word.replaceAll('-', ' ');

const SideChoice = ({
  side,
  choose,
}: {
  side: ChartedSide | '';
  choose: (side: ChartedSide | '') => void;
}) => (
  <select
    aria-label="Side"
    value={side}
    onChange={(event) => choose(event.currentTarget.value as ChartedSide | '')}
  >
    <option value="">Side…</option>
    <option value="left">Left</option>
    <option value="right">Right</option>
    <option value="both">Both</option>
  </select>
);

const WordChoice = ({ values, choose }: { values: readonly string[]; choose: (word: string) => void }) => (
  <select aria-label="Value" onChange={(event) => choose(event.currentTarget.value)}>
    <option value="">Value…</option>
    {values.map((value) => (
      <option key={value} value={value}>
        {words(value)}
      </option>
    ))}
  </select>
);

const ItemChoice = ({
  items,
  chosen,
  choose,
}: {
  items: readonly string[];
  chosen: readonly string[];
  choose: (items: readonly string[]) => void;
}) => (
  <fieldset class="items">
    {items.map((item) => (
      <label key={item}>
        <input
          type="checkbox"
          checked={chosen.includes(item)}
          onChange={(event) =>
            choose(event.currentTarget.checked ? [...chosen, item] : chosen.filter((one) => one !== item))
          }
        />
        {words(item)}
      </label>
    ))}
  </fieldset>
);

interface Props {
  readonly id: FindingId;
  readonly answer: AnswerFinding;
  /** Names the form as a place of the page; without it what stands around it does. */
  readonly title?: string;
}

export const AnswerForm = ({ id, answer, title }: Props) => {
  const { value: type, sided } = findings[id];
  const [side, setSide] = useState<ChartedSide | ''>('');
  const [value, setValue] = useState<ChartedValue>();
  const sideKnown = !sided || side !== '';
  const chart = (charted: ChartedValue) => answer({ id, value: charted, ...(side !== '' && { side }) });
  const ready =
    sideKnown && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  return (
    <form
      class="answer"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && value !== undefined) chart(value);
      }}
    >
      {sided && <SideChoice side={side} choose={setSide} />}
      {type.type === 'boolean' && (
        <>
          <button type="button" disabled={!sideKnown} onClick={() => chart(true)}>
            Yes
          </button>
          <button type="button" disabled={!sideKnown} onClick={() => chart(false)}>
            No
          </button>
        </>
      )}
      {type.type === 'one-of' && <WordChoice values={type.values} choose={setValue} />}
      {type.type === 'number' && (
        <input
          type="number"
          aria-label="Value"
          min={type.min}
          max={type.max}
          step={type.integer ? 1 : 'any'}
          onInput={(event) => {
            const { valueAsNumber } = event.currentTarget;
            setValue(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber);
          }}
        />
      )}
      {type.type === 'set' && (
        <ItemChoice items={type.items} chosen={Array.isArray(value) ? value : []} choose={setValue} />
      )}
      {type.type !== 'boolean' && (
        <button type="submit" disabled={!ready}>
          Chart it
        </button>
      )}
    </form>
  );
};
