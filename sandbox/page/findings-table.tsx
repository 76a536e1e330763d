/** Charted findings by leg. An empty cell says "not documented"; it never looks like a normal finding. */
import { type FindingKind, findings, isFindingId } from '../../rules/findings/index.ts';
import type { NewFinding, ShownFinding } from '../ehr/page-api.ts';
import { AnswerForm } from './answer-form.tsx';
import { daySaid, labelOf, specOf, standsOut, valueWords } from './wording.ts';

export interface Group {
  readonly title: string;
  readonly kinds: readonly FindingKind[];
  /** Findings to ask for in every patient with a leg symptom: named when they are not documented. */
  readonly expected: readonly string[];
}

export const groups: readonly Group[] = [
  {
    title: 'Red-flag questions and signs',
    kinds: ['red-flag', 'vital', 'lab'],
    expected: [
      'saddle-sensory-change',
      'urinary-retention',
      'urinary-incontinence',
      'fecal-incontinence',
      'sexual-dysfunction-new',
      'progressive-weakness',
      'fever',
      'weight-loss-unexplained',
      'major-trauma',
    ],
  },
  {
    title: 'Symptoms',
    kinds: ['symptom'],
    expected: [
      'low-back-pain',
      'pain-path',
      'pain-quality',
      'pain-aggravating',
      'pain-relieving',
      'pain-temporal',
      'pain-onset-days',
    ],
  },
  {
    title: 'Examination',
    kinds: ['exam'],
    expected: [
      'slr',
      'mrc-ankle-dorsiflexion',
      'mrc-great-toe-extension',
      'mrc-ankle-plantarflexion',
      'mrc-knee-extension',
      'reflex-patellar',
      'reflex-achilles',
      'gait',
    ],
  },
];

const order = Object.keys(findings);
const inOrder = (a: string, b: string) => order.indexOf(a) - order.indexOf(b);

/** Takes a finding back as entered in error, with another answer in its place or none. */
export type Mend = (ref: string, instead: NewFinding | undefined) => void;

const Mending = ({ finding, mend }: { finding: ShownFinding; mend: Mend }) => {
  const { id, ref } = finding;
  if (!ref.startsWith('Observation/') || !isFindingId(id)) return null;
  return (
    <details class="mend">
      <summary aria-label={`Change ${labelOf(id)}${finding.side && `, ${finding.side}`}`}>Change</summary>
      <AnswerForm id={id} answer={(instead) => mend(ref, instead)} />
      <button type="button" onClick={() => mend(ref, undefined)}>
        Entered in error
      </button>
    </details>
  );
};

interface MendableFinding {
  readonly now: Date;
  readonly mend: Mend;
}

const Value = ({ finding, now, mend }: MendableFinding & { finding: ShownFinding }) => (
  <span class="value" title={finding.ref}>
    {standsOut(finding) ? <strong>{valueWords(finding)}</strong> : valueWords(finding)}
    <small>
      {daySaid(finding.date, now)}, {finding.author}
    </small>
    <Mending finding={finding} mend={mend} />
  </span>
);

const NotDocumented = () => (
  <span class="unknown">
    <span aria-hidden="true">–</span>
    <span class="visually-hidden">not documented</span>
  </span>
);

/** Newest first: the one that counts is on top, what it replaced stays visible below it. */
const newestFirst = (a: ShownFinding, b: ShownFinding) => b.date.localeCompare(a.date);

const Cell = ({ of, now, mend }: MendableFinding & { of: readonly ShownFinding[] }) =>
  of.length === 0 ? (
    <NotDocumented />
  ) : (
    of
      .toSorted(newestFirst)
      .map((finding) => <Value key={finding.ref} finding={finding} now={now} mend={mend} />)
  );

const sideIs = (side: 'left' | 'right') => (finding: ShownFinding) =>
  finding.side === side || finding.side === 'both';

const Row = ({ id, of, now, mend }: MendableFinding & { id: string; of: readonly ShownFinding[] }) => {
  const sided = of.some(({ side }) => side !== '');
  return (
    <tr>
      <th scope="row">{labelOf(id)}</th>
      {sided ? (
        <>
          <td>
            <Cell of={of.filter(sideIs('left'))} now={now} mend={mend} />
          </td>
          <td>
            <Cell of={of.filter(sideIs('right'))} now={now} mend={mend} />
          </td>
        </>
      ) : (
        <td colSpan={2} class="midline">
          <Cell of={of} now={now} mend={mend} />
        </td>
      )}
    </tr>
  );
};

export const FindingsTable = ({
  group,
  charted,
  now,
  mend,
}: MendableFinding & {
  group: Group;
  charted: readonly ShownFinding[];
}) => {
  const own = charted.filter(({ id }) => group.kinds.includes(specOf(id)?.kind ?? 'symptom'));
  const ids = [...new Set(own.map(({ id }) => id))].sort(inOrder);
  const open = group.expected.filter((id) => !ids.includes(id));
  const sided = own.some(({ side }) => side !== '');
  return (
    <section class={group.kinds.includes('red-flag') ? 'findings red-flag' : 'findings'}>
      <h3>{group.title}</h3>
      {ids.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Finding</th>
              {sided ? (
                <>
                  <th scope="col">Left</th>
                  <th scope="col">Right</th>
                </>
              ) : (
                <th scope="col" colSpan={2}>
                  On record
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <Row key={id} id={id} of={own.filter((finding) => finding.id === id)} now={now} mend={mend} />
            ))}
          </tbody>
        </table>
      )}
      {open.length > 0 && (
        <p class="open">
          <span class="open-label">Not documented:</span> {open.map(labelOf).join(' · ')}
        </p>
      )}
    </section>
  );
};
