/** How EHRs show a card: which there are to choose from, and one card in the look of one. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { indicatorWord } from '../../app/shared/clinical-words.ts';
import { Markdown } from '../../app/shared/markdown.tsx';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { type ClientProfile, profilePresets } from '../../functions/client/profile.ts';

export interface Look {
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

const isPlain = ({ profile }: Look): boolean => profile.plainText === true;

const VendorCard = ({ card, look }: { card: Card; look: Look }) => (
  <li>
    <p>
      <small>{indicatorWord[card.indicator]}</small> <strong>{card.summary}</strong>
    </p>
    {!look.summaryAlone && (
      <>
        {isPlain(look) ? <pre class="plain">{card.detail}</pre> : <Markdown text={card.detail ?? ''} />}
        <p class="hint">
          {(card.suggestions ?? []).map(({ label }) => `[ ${label} ]`).join(' ')}{' '}
          {card.selectionBehavior && `(${card.selectionBehavior})`}
        </p>
      </>
    )}
  </li>
);

/** A choice of looks above the cards. */
export const InLooks = ({
  cardsIn,
  children,
}: {
  readonly cardsIn: (look: Look) => readonly Card[];
  readonly children?: ComponentChildren;
}) => {
  const [id, setId] = useState<LookId>('epic');
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
      {children}
      <ul class="vendor-cards">
        {cardsIn(look).map((card) => (
          <VendorCard key={card.uuid ?? card.summary} card={card} look={look} />
        ))}
      </ul>
    </>
  );
};
