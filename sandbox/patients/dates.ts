/** The days of the stories, counted back from the visit. `load-patients.ts` moves that day to today. */
import type { StoryTime } from './story.ts';

/** The day of every story's visit. The last entry of that day is charted before `ANCHOR_HOUR` UTC. */
export const ANCHOR = '2026-11-02';
export const ANCHOR_HOUR = 10;

export const dayMilliseconds = 86_400_000;

/** `YYYY-MM-DD` */
export const daysBefore = (days: number): string =>
  new Date(Date.parse(`${ANCHOR}T00:00:00Z`) - days * dayMilliseconds).toISOString().slice(0, 10);

export const at = ({ daysAgo = 0, time = '09:00' }: StoryTime): string =>
  `${daysBefore(daysAgo)}T${time}:00Z`;
