/**
 * Stands in the bundles for the part of the signer that signs events of a stream: it is made with every
 * signer, and asked for with event streams alone (docs/decisions/0302).
 */
export class HeaderFormatter {
  format(): never {
    throw new Error('event streams are not in the bundle: infra/bundle/stand-ins.ts takes them out');
  }
}
