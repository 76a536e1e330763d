/**
 * The patients' bundles with the day of the visit moved to today, so that look-back windows, ages and "two
 * days ago" stay what the story says.
 */
import type { Bundle } from 'fhir/r4';
import { bundleFile } from './bundle-file.ts';
import { ANCHOR, ANCHOR_HOUR, dayMilliseconds } from './dates.ts';
import { stories } from './stories/index.ts';

const dateOrTime = /^(\d{4}-\d{2}-\d{2})(T.*)?$/;

/** Whole days from the stories' visit to the last day whose morning is over: never into the future. */
const daysSince = (now: Date) =>
  Math.floor((now.getTime() - Date.parse(`${ANCHOR}T${ANCHOR_HOUR}:00:00Z`)) / dayMilliseconds);

const moved = (text: string, days: number) => {
  const [, date, rest = ''] = dateOrTime.exec(text) ?? [];
  if (!date) return text;
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10) + rest;
};

/** Every full date and time in the file moves by the same number of days; nothing else does. */
export const movedToToday = (file: string, now: Date): Bundle => {
  const days = daysSince(now);
  return JSON.parse(file, (_, value) => (typeof value === 'string' ? moved(value, days) : value)) as Bundle;
};

/** All patients, as of `now`; about 1.5 MB of JSON. */
export const loadPatients = (now: Date): Bundle[] =>
  stories.map((story, number) => movedToToday(bundleFile(story, number), now));
