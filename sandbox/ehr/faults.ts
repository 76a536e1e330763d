/** Faults that the page can put around a call, to see how the service answers. They hold for one call. */
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
export type StagedFault = (typeof faults)[number];

/** Faults that show only when the service fetches from the FHIR server. */
export const ofFetching: ReadonlySet<StagedFault> = new Set<StagedFault>([
  'fhir-slow',
  'fhir-down',
  'access-expired',
  'access-narrowed',
]);
