/**
 * One field: a finding of one leg, or of the patient. Buttons that are pressed or not, and none pressed is "not
 * asked"; or a number. The keys of the form find a field by its attributes (`keyboard.ts`).
 */
import { useMemo } from 'preact/hooks';
import { findings } from '../../rules/findings/index.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { type Key, partsOf } from '../encoding/key.ts';
import type { AppWords } from '../words/index.ts';
import { type Choice, choicesOf, isLong, spoken } from './choices.ts';
import { useExamination } from './context.ts';
import { labelOf, whenSaid } from './said.ts';

/** What somebody recorded before this visit: a hint on the button, never an answer of this form. */
const useOnRecord = (key: Key) => {
  const { opened, form } = useExamination();
  const recorded = opened.record.get(key)?.find(({ own }) => own === undefined);
  if (recorded === undefined || form.draft.has(key)) return undefined;
  return { value: recorded.value, when: whenSaid(recorded) };
};

const nameOf = (field: Key, words: AppWords): string => {
  const { id, leg } = partsOf(field);
  return leg === undefined ? labelOf(id) : `${labelOf(id)}, ${words.app[leg].toLowerCase()}`;
};

const Buttons = ({ field, choices }: { field: Key; choices: readonly Choice[] }) => {
  const { form, answer, words, highlighted } = useExamination();
  const value = form.draft.get(field);
  const before = useOnRecord(field);
  const wanted = highlighted.has(field);
  const filled = form.filled.has(field);
  // the same element again is not looked at again: a form has two hundred fields, and one of them changed
  return useMemo(() => {
    const name = nameOf(field, words);
    return (
      <fieldset
        aria-label={name}
        class={`cell${wanted ? ' wanted' : ''}${filled ? ' filled' : ''}`}
        data-field={field}
      >
        {choices.map((choice) => {
          const wasRecorded = before !== undefined && before.value === choice.value;
          const hint = wasRecorded ? words.examination.onRecord(spoken(choice), before.when) : spoken(choice);
          return (
            <button
              key={choice.sign}
              type="button"
              tabIndex={-1}
              aria-pressed={value === choice.value}
              aria-label={`${name}: ${hint}`}
              title={hint}
              class={wasRecorded ? 'recorded' : undefined}
              data-keys={choice.keys.join(' ')}
              onClick={() => answer(field, value === choice.value ? undefined : choice.value)}
            >
              {choice.sign}
            </button>
          );
        })}
      </fieldset>
    );
  }, [field, choices, value, before?.value, before?.when, wanted, filled, answer, words]);
};

const Amount = ({ field }: { field: Key }) => {
  const { form, answer, words } = useExamination();
  const { id } = partsOf(field);
  const type = findings[id].value;
  const before = useOnRecord(field);
  if (type.type !== 'number') return null;
  const value = form.draft.get(field);
  const hint = before && words.examination.onRecord(String(before.value), before.when);
  return (
    <input
      class="amount"
      type="number"
      inputMode={type.integer ? 'numeric' : 'decimal'}
      aria-label={nameOf(field, words)}
      title={hint}
      placeholder={before ? String(before.value) : '–'}
      min={type.min}
      max={type.max}
      step={type.integer ? 1 : 'any'}
      value={typeof value === 'number' ? value : ''}
      onInput={(event) => {
        const { valueAsNumber, validity } = event.currentTarget;
        const isRead = !Number.isNaN(valueAsNumber) && validity.valid;
        answer(field, isRead ? valueAsNumber : undefined);
      }}
    />
  );
};

/** A list of words too long for buttons. */
const Select = ({ field, choices }: { field: Key; choices: readonly Choice[] }) => {
  const { form, answer, words, highlighted } = useExamination();
  const before = useOnRecord(field);
  const value = form.draft.get(field);
  return (
    <select
      class={`amount${highlighted.has(field) ? ' wanted' : ''}`}
      aria-label={nameOf(field, words)}
      title={before && words.examination.onRecord(String(before.value), before.when)}
      data-field={field}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => answer(field, currentTarget.value || undefined)}
    >
      <option value="">{before ? `– (${String(before.value)} ${before.when})` : '–'}</option>
      {choices.map((choice) => (
        <option key={choice.says} value={String(choice.value)}>
          {choice.says}
        </option>
      ))}
    </select>
  );
};

/** Each item was chosen, asked and denied, or not asked. */
const Items = ({ field, items }: { field: Key; items: readonly string[] }) => {
  const { form, answer, highlighted } = useExamination();
  const { id } = partsOf(field);
  const value = form.draft.get(field);
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const without = (item: string) => chosen.filter((one) => one !== item && one !== `!${item}`);
  const toggled = (item: string, sign: string): ChartedValue =>
    chosen.includes(sign + item) ? without(item) : [...without(item), sign + item];
  return (
    <div class={`items${highlighted.has(field) ? ' wanted' : ''}`} data-field={field}>
      {items.map((item) => (
        <fieldset key={item} aria-label={`${labelOf(id)}: ${item.replaceAll('-', ' ')}`} class="item">
          {(['', '!'] as const).map((sign) => (
            <button
              key={sign}
              type="button"
              aria-pressed={chosen.includes(sign + item)}
              aria-label={`${item.replaceAll('-', ' ')}: ${sign === '' ? 'yes' : '− no'}`}
              onClick={() => answer(field, toggled(item, sign))}
            >
              {sign === '' ? item.replaceAll('-', ' ') : '−'}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
};

export const Cell = ({ field }: { field: Key }) => {
  const { id } = partsOf(field);
  const type = findings[id].value;
  const choices = choicesOf(id);
  if (isLong(id)) return <Select field={field} choices={choices} />;
  if (choices.length > 0) return <Buttons field={field} choices={choices} />;
  if (type.type === 'set') return <Items field={field} items={type.items} />;
  return <Amount field={field} />;
};
