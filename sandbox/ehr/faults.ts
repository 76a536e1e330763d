/** What can go wrong around a call, to see what the service makes of it. One call at a time. */
export const faults = [
  'none',
  'prefetch-missing',
  'fhir-slow',
  'fhir-down',
  'access-expired',
  'access-narrowed',
  'client-token-expired',
  'audit-refusing',
] as const;
export type Fault = (typeof faults)[number];

/** Those that show only when the service fetches for itself. */
export const ofFetching: ReadonlySet<Fault> = new Set<Fault>([
  'fhir-slow',
  'fhir-down',
  'access-expired',
  'access-narrowed',
]);
