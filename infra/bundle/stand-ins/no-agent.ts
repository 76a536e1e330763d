/**
 * Stands in the bundles for `agentkeepalive`, the connections of fhir-kit-client's own transport. Every
 * request goes through the egress guard in its place; in the bundle there is no other way out
 * (docs/decisions/0302).
 */
class NoAgent {
  constructor() {
    throw new Error('fhir-kit-client may not send by itself: requests go through functions/fhir/egress.ts');
  }
}

// biome-ignore lint/style/noDefaultExport: as the package has it
export default Object.assign(NoAgent, { HttpsAgent: NoAgent });
