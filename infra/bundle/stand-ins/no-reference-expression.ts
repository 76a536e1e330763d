/**
 * Stands in the bundles for the expression that takes a reference apart in fhir-kit-client, a list of all
 * resource types: only what follows references asks for it, which is not there either. It matches nothing, so
 * that no text is taken for a reference (docs/decisions/0302).
 */
export const fhirReferenceRegEx = /(?!)/;
