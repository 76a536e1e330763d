/**
 * Stands in the bundles for what follows references in fhir-kit-client: it would go to whatever server a chart
 * names, and makes a regular expression of the chart's text. We follow none with it (docs/decisions/0302).
 */
export class ReferenceResolver {
  async resolve(): Promise<never> {
    throw new Error(
      'fhir-kit-client may not follow references: requests go through functions/fhir/egress.ts',
    );
  }
}
