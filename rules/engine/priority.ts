/** How soon a request is wanted, in FHIR's own words; the least urgent first. */
export const priorities = ['routine', 'urgent', 'asap', 'stat'] as const;

export type Priority = (typeof priorities)[number];

/** The more urgent of the two. */
export const moreUrgent = (a: Priority, b: Priority): Priority =>
  priorities.indexOf(b) > priorities.indexOf(a) ? b : a;
