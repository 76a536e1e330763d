/**
 * The cards of this chart as other EHRs get them: composed by the service's own code for the profile of each, at the
 * moment when the chart is opened.
 */
import { useEffect, useState } from 'preact/hooks';
import { sandboxChart } from '../../app/chart/sandbox-chart.ts';
import { savedDraft } from '../../app/encoding/on-record.ts';
import { browserClock } from '../../app/examination/clock.ts';
import { type Opened, openSession } from '../../app/examination/session.ts';
import { preview } from '../../app/preview/preview.ts';
import { indicatorWord } from '../../app/shared/clinical-words.ts';
import { Markdown } from '../../app/shared/markdown.tsx';
import { cardFor10 } from '../../functions/cds-hooks/answer-1-0.ts';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { type ClientProfile, profilePresets, standardProfile } from '../../functions/client/profile.ts';

interface Look {
  readonly says: string;
  readonly profile: Partial<ClientProfile>;
  /** An EHR that shows nothing but the first line. */
  readonly summaryAlone?: true;
}

const looks = {
  summary: { says: 'Summary alone', profile: {}, summaryAlone: true },
  plain: { says: 'Plain text', profile: { plainText: true } },
  epic: { says: 'Epic', profile: profilePresets.epic },
  'cds-hooks-1.0': { says: 'CDS Hooks 1.0', profile: profilePresets['cds-hooks-1.0'] },
  'oracle-health': { says: 'Oracle Health', profile: profilePresets['oracle-health'] },
} as const satisfies Readonly<Record<string, Look>>;

type LookId = keyof typeof looks;

const cardsFor = ({ chart, record }: Opened, { profile }: Look): readonly Card[] => {
  const whole = { ...standardProfile, ...profile };
  const { cards } = preview(chart, record, savedDraft(record), browserClock.now(), whole);
  return whole.specVersion === '1.0' ? cards.map(cardFor10) : cards;
};

const VendorCard = ({ card, look, plain }: { card: Card; look: Look; plain: boolean }) => (
  <li>
    <p>
      <small>{indicatorWord[card.indicator]}</small> <strong>{card.summary}</strong>
    </p>
    {!look.summaryAlone && (
      <>
        {plain ? <pre class="plain">{card.detail}</pre> : <Markdown text={card.detail ?? ''} />}
        <p class="hint">
          {(card.suggestions ?? []).map(({ label }) => `[ ${label} ]`).join(' ')}{' '}
          {card.selectionBehavior && `(${card.selectionBehavior})`}
        </p>
      </>
    )}
  </li>
);

const Looks = ({ patient }: { patient: string }) => {
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState('');
  const [id, setId] = useState<LookId>('epic');
  useEffect(() => {
    openSession(sandboxChart(patient), browserClock).then(setOpened, (error: unknown) =>
      setFailure((error as Error).message),
    );
  }, [patient]);
  const look: Look = looks[id];
  return (
    <>
      <label>
        EHR{' '}
        <select value={id} onChange={(event) => setId(event.currentTarget.value as LookId)}>
          {Object.entries(looks).map(([name, { says }]) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </label>
      {failure && <p class="trouble">{failure}</p>}
      {opened && (
        <ul class="vendor-cards">
          {cardsFor(opened, look).map((card) => (
            <VendorCard
              key={card.summary}
              card={card}
              look={look}
              plain={'plainText' in look.profile && look.profile.plainText === true}
            />
          ))}
        </ul>
      )}
    </>
  );
};

export const VendorPreview = ({ patient }: { patient: string }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="exchange vendor" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        As other EHRs show it <small>when the chart is opened</small>
      </summary>
      {isOpen && <Looks patient={patient} />}
    </details>
  );
};
