/** The client of a Radix CDS service. What is exported here is what is published; README.md shows it at work. */
export {
  assessmentOf,
  type CdsClient,
  type CdsClientOptions,
  CdsRefused,
  cdsClient,
  type RefusedIssue,
} from './cds-client.ts';
export { type ClientAlgorithm, type Identity, type NewKey, newKey, signToken } from './identity.ts';
export { FhirNotRead, type FhirReaderOptions, fhirReader, prefetchFor, type ReadFhir } from './prefetch.ts';
export type * from './wire.ts';
