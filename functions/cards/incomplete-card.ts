/** The one note that says what could not be checked (D5), when something could not. Never an all-clear. */
import type { NotChecked } from '../../rules/engine/types.ts';
import { holeKinds } from '../../rules/evidence/hole.ts';
import { type FindingSpec, findings, isFindingId } from '../../rules/findings/index.ts';
import { shortened } from '../../rules/management/words.ts';
import { appLinks, type LinkedFrom } from './app-links.ts';
import { TOPICS } from './card.ts';
import type { IssuedCard } from './check.ts';
import { DETAIL_LIMIT } from './detail.ts';
import { inert, type Markup } from './markdown.ts';
import { notCheckedNames, notCheckedSummary } from './not-checked.ts';

/** The item was recorded, so the clinician can look it up now. */
const isRecorded = ({ code }: NotChecked): boolean => code !== undefined && 'recorded' in holeKinds[code];

const isSafety = (id: string): boolean => {
  if (!isFindingId(id)) return false;
  const { safety }: FindingSpec = findings[id];
  return safety === true;
};

/** A danger sign that somebody recorded and nobody can read: a warning, not a line. */
export const isUnreadDanger = (one: NotChecked): boolean =>
  isRecorded(one) && (one.about ?? []).some(isSafety);

const lines = (all: readonly NotChecked[], markup: Markup): string =>
  all
    .slice(0, 8)
    .map((one) => `- ${notCheckedNames([one]).join(', ')}: ${inert(one.why, markup)}`)
    .join('\n');

const source = {
  label: 'Radix CDS: what could not be checked',
  topic: { system: TOPICS, code: 'NOTCHECKED', display: 'Check incomplete' },
} as const;

/** When not even what could not be checked can be said. */
export const bareIncompleteCard = (uuid: string): IssuedCard => ({
  uuid,
  summary: 'Leg-symptom check incomplete: some warnings may be missing',
  indicator: 'warning',
  source,
});

/** To the examination, where what could not be read can be asked again. */
const linked = (all: readonly NotChecked[], from: LinkedFrom): Pick<IssuedCard, 'links'> => {
  const asks = new Set(all.flatMap(({ about = [] }) => about).filter(isFindingId));
  const links = appLinks(() => [...asks], from);
  return links.length > 0 ? { links } : {};
};

export const incompleteCard = (
  all: readonly NotChecked[],
  { uuid, markup, from }: { readonly uuid: string; readonly markup: Markup; readonly from: LinkedFrom },
): IssuedCard => ({
  ...linked(all, from),
  uuid,
  summary: notCheckedSummary(all),
  detail: shortened(
    [
      'This check is not complete. No card does not mean no problem.',
      lines(all, markup),
      'Review what could not be read, or ask for the check again later.',
    ].join('\n\n'),
    DETAIL_LIMIT,
  ),
  indicator: all.some(isRecorded) ? 'warning' : 'info',
  source,
});
