/** FHIR resources as they come: of some type, otherwise unchecked. */
export type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

export const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { resourceType?: unknown }).resourceType === 'string';
