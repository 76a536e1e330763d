/** What nobody documented, as fields to fill: the examination's own, saved as it saves them. */
import { useMemo, useState } from 'preact/hooks';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import type { ChartPort } from '../chart/port.ts';
import { keyOf, keysOf, legs } from '../encoding/key.ts';
import { Cell } from '../examination/cell.tsx';
import { browserClock } from '../examination/clock.ts';
import { type Examination, ExaminationContext } from '../examination/context.ts';
import { type Form, undone, withAnswer } from '../examination/form.ts';
import { labelOf } from '../examination/said.ts';
import { SaveBar } from '../examination/save-bar.tsx';
import { type Opened, openedForm, resumedForm } from '../examination/session.ts';
import { tabStorage } from '../tab-storage.ts';
import type { AppWords } from '../words/index.ts';

/** Every field here was asked for: none is marked before the others. */
const noStakes: Examination['stakes'] = new Map();

interface Props {
  readonly chart: ChartPort;
  readonly opened: Opened;
  readonly fields: readonly FindingId[];
  readonly ask: readonly FindingId[];
  readonly words: AppWords;
  readonly saved: (after: Opened) => void;
}

const FieldRow = ({ id, words }: { id: FindingId; words: AppWords }) => (
  <tr>
    <th scope="row" title={findings[id].ask}>
      {labelOf(id)}
    </th>
    {findings[id].sided ? (
      legs.map((leg) => (
        <td key={leg} data-label={words.app[leg]}>
          <Cell field={keyOf(id, leg)} />
        </td>
      ))
    ) : (
      <td colSpan={2}>
        <Cell field={id} />
      </td>
    )}
  </tr>
);

export const MissingForm = ({ chart, opened, fields, ask, words, saved }: Props) => {
  const [form, setForm] = useState<Form>(() => resumedForm(chart, opened, tabStorage(), browserClock.now()));
  const highlighted = useMemo(() => new Set(ask.flatMap(keysOf)), [ask]);
  return (
    <ExaminationContext.Provider
      value={{
        opened,
        form,
        words,
        highlighted,
        stakes: noStakes,
        answer: (key, value) => setForm((old) => withAnswer(old, key, value)),
      }}
    >
      <section aria-labelledby="missing" class="missing-fields">
        <h2 id="missing">{words.reasons.missing}</h2>
        {fields.length === 0 ? (
          <p>{words.reasons.nothingMissing}</p>
        ) : (
          <>
            <table>
              <thead>
                <tr>
                  <td />
                  {legs.map((leg) => (
                    <th key={leg} scope="col">
                      {words.app[leg]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {fields.map((id) => (
                  <FieldRow key={id} id={id} words={words} />
                ))}
              </tbody>
            </table>
            <SaveBar
              chart={chart}
              opened={opened}
              form={form}
              clock={browserClock}
              words={words}
              undo={() => setForm(undone)}
              done={(after) => {
                setForm(openedForm(after));
                saved(after);
              }}
            />
          </>
        )}
      </section>
    </ExaminationContext.Provider>
  );
};
