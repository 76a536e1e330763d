/** A section of the form: a table of findings by leg, with one click for what is normal in the rest of it. */
import { useEffect, useState } from 'preact/hooks';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import { type Key, keyOf, keysOf, legs } from '../encoding/key.ts';
import { Cell } from './cell.tsx';
import { useExamination } from './context.ts';
import { openNormals } from './form.ts';
import { type Section, type SectionId, sectionOf } from './layout.ts';
import { rowLabelOf } from './said.ts';

/** A field, and in a mark beside it what an answer could change. */
const Field = ({ field }: { field: Key }) => {
  const { words, form, stakes } = useExamination();
  const at = form.draft.has(field) ? undefined : stakes.get(field);
  const said = words.examination.stakes;
  return (
    <div class="field">
      <Cell field={field} />
      {at && (
        <span
          class={`stake${at.urgency ? ' of-urgency' : ''}`}
          title={at.urgency ? said.urgency : said.cause}
        >
          <span class="visually-hidden">{at.urgency ? said.urgency : said.cause}</span>
        </span>
      )}
    </div>
  );
};

const Row = ({ id, columns }: { id: FindingId; columns: 1 | 2 }) => {
  const { words } = useExamination();
  const { sided, ask } = findings[id];
  return (
    <tr>
      <th scope="row" title={ask}>
        {rowLabelOf(id, words)}
      </th>
      {sided ? (
        legs.map((leg) => (
          <td key={leg} data-leg={leg} data-label={words.app[leg]}>
            <Field field={keyOf(id, leg)} />
          </td>
        ))
      ) : (
        <td colSpan={columns}>
          <Field field={id} />
        </td>
      )}
    </tr>
  );
};

const Rows = ({ section }: { section: Section }) => {
  const { words } = useExamination();
  const sided = section.rows.some((id) => findings[id].sided);
  return (
    <table aria-label={words.examination.sections[section.id]}>
      {sided && (
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
      )}
      <tbody>
        {section.rows.map((id) => (
          <Row key={id} id={id} columns={sided ? 2 : 1} />
        ))}
      </tbody>
    </table>
  );
};

const Rest = ({ section }: { section: Section }) => {
  const { form, words, fillRest } = useExamination();
  const filled = section.rows.flatMap(keysOf).filter((key) => form.filled.has(key)).length;
  const open = openNormals(form.draft, section).length;
  if (section.rest === undefined || fillRest === undefined) return null;
  const label = words.examination.rest[section.rest];
  return (
    <>
      {filled > 0 && <small class="filled-count">{words.examination.filled[section.rest](filled)}</small>}
      <button
        type="button"
        class="rest"
        aria-disabled={open === 0}
        aria-label={`${label}: ${words.examination.sections[section.id]}`}
        onClick={() => fillRest(section)}
      >
        {label}
      </button>
    </>
  );
};

const Heading = ({ section }: { section: Section }) => {
  const { words } = useExamination();
  const legend = (words.examination.legends as Readonly<Record<string, string>>)[section.id];
  return (
    <>
      {words.examination.sections[section.id]}
      {section.letter && (
        <kbd title={`Key ${section.letter.toUpperCase()}`}>{section.letter.toUpperCase()}</kbd>
      )}
      {legend && <small>{legend}</small>}
    </>
  );
};

const Folded = ({ section }: { section: Section }) => {
  const { form, opened, highlighted } = useExamination();
  const keys = section.rows.flatMap(keysOf);
  const count = keys.filter((key) => form.draft.has(key)).length;
  const onChart = keys.filter((key) => opened.record.has(key) && !form.draft.has(key)).length;
  const wanted = keys.some((key) => highlighted.has(key));
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (wanted) setOpen(true);
  }, [wanted]);
  return (
    <details
      class="section folded"
      data-section={section.id}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Heading section={section} />{' '}
        <small>
          {[count > 0 ? `${count} answered` : '', onChart > 0 ? `${onChart} on record` : '']
            .filter(Boolean)
            .join(', ')}
        </small>
      </summary>
      {open && (
        <>
          <Rows section={section} />
          <Rest section={section} />
        </>
      )}
    </details>
  );
};

export const SectionView = ({ id }: { id: SectionId }) => {
  const section = sectionOf(id);
  if (section.folded) return <Folded section={section} />;
  return (
    <section class="section" data-section={id} data-letter={section.letter}>
      <h2>
        <Heading section={section} />
        <span class="section-tools">
          <Rest section={section} />
        </span>
      </h2>
      <Rows section={section} />
    </section>
  );
};
