/**
 * What was done with the cards of one answer: an accepted suggestion becomes drafts in the chart, and the service is
 * told of it, as of a card that was overridden.
 */
import type { FhirResource } from 'fhir/r4';
import { useEffect, useState } from 'preact/hooks';
import type { Action, Card } from '../../functions/cds-hooks/wire.ts';
import type { CardActions, CardOutcome } from './card.tsx';
import { putDraft, sendFeedback } from './mini-ehr.ts';

interface Answered {
  readonly patient: string;
  /** Id of the service that is told. */
  readonly service: string;
  /** Address of its list, where it is somebody else's. */
  readonly url?: string;
  /** The `hookInstance` of the call: what was done with the cards of one answer says nothing about the next. */
  readonly instance: string | undefined;
  /** A suggestion changed the chart. */
  readonly charted: () => void;
  /** Takes the drafts of the catalogue away that a suggestion deletes; without it they stay, and that is said. */
  readonly withdraw?: (drafts: readonly string[]) => void;
}

interface Outcomes {
  readonly of: (card: Card) => CardOutcome | undefined;
  readonly actionsOf: (card: Card) => CardActions;
  /** Why an accepted suggestion is not in the chart; the service is not told of it then. */
  readonly trouble: string;
}

const created = (actions: readonly Action[] = []): FhirResource[] =>
  actions.flatMap((action) => (action.type === 'delete' ? [] : [action.resource]));
/** `MedicationRequest/draft-naproxen` is the catalogue's `naproxen`. */
const deleted = (actions: readonly Action[] = []): string[] =>
  actions.flatMap((action) =>
    action.type === 'delete'
      ? [('resourceId' in action ? action.resourceId : action.resource).replace(/^.*draft-/, '')]
      : [],
  );

const nameOf = (card: Card): string => card.uuid ?? card.summary;

export const useOutcomes = ({ patient, service, url, instance, charted, withdraw }: Answered): Outcomes => {
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, CardOutcome>>>({});
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    setOutcomes({});
    setTrouble('');
  }, [instance]);

  const report = async (card: Card, feedback: object): Promise<string> => {
    if (card.uuid === undefined) return 'The card has no uuid, so nothing is reported.';
    const item = { card: card.uuid, outcomeTimestamp: new Date().toISOString(), ...feedback };
    try {
      const { status } = await sendFeedback({ service, feedback: [item], ...(url !== undefined && { url }) });
      return status === 200 ? 'Reported to the service.' : `The service answered ${status} to the report.`;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const settle = (card: Card, after: (before: CardOutcome | undefined) => CardOutcome) =>
    setOutcomes((all) => ({ ...all, [nameOf(card)]: after(all[nameOf(card)]) }));

  const accept = async (card: Card, { label, uuid, actions }: Parameters<CardActions['accept']>[0]) => {
    for (const resource of created(actions)) await putDraft(patient, resource);
    const said = await report(card, {
      outcome: 'accepted',
      acceptedSuggestions: uuid ? [{ id: uuid }] : [],
    });
    const gone = deleted(actions);
    const stays = gone.length > 0 && !withdraw ? 'A draft is not taken back here: remove it by hand. ' : '';
    settle(card, (before) => ({
      kind: 'accepted',
      labels: [...(before?.kind === 'accepted' ? before.labels : []), label],
      report: `${stays}${said}`,
    }));
    charted();
    if (gone.length > 0) withdraw?.(gone);
  };

  const override = async (card: Card, code: string | undefined, comment: string) => {
    const reason = card.overrideReasons?.find((one) => one.code === code);
    const said = await report(card, {
      outcome: 'overridden',
      overrideReason: {
        ...(reason && { reason: { code: reason.code, system: reason.system } }),
        ...(comment && { userComment: comment }),
      },
    });
    settle(card, () => ({
      kind: 'overridden',
      reason: reason?.display ?? 'no reason given',
      report: said,
    }));
  };

  return {
    of: (card) => outcomes[nameOf(card)],
    actionsOf: (card) => ({
      accept: (suggestion) =>
        void accept(card, suggestion).catch((error: unknown) => setTrouble((error as Error).message)),
      override: (code, comment) => void override(card, code, comment),
    }),
    trouble,
  };
};
