/** Stands in for the polyfills that fhirclient names: what the browser itself has. */
export const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
