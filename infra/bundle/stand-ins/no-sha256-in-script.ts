/**
 * Stands in the bundles for the SDK's SHA-256 in JavaScript, which it takes where `node:crypto` has none
 * (docs/decisions/0302).
 */
export class Sha256Js {
  constructor() {
    throw new Error('node:crypto of this runtime has no SHA-256');
  }
}
