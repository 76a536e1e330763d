/**
 * Who made a chain. Each process makes itself a key when it starts and signs its records with it; its chain is named
 * after the public half, so that a record's signature can be checked by the record alone. The service's own key
 * certifies the name, once a process: who may put items, and no more, can make a chain but no certificate, and can
 * append to no chain that is certified.
 *
 * Costs: one signature a record, about 40 µs; one request to the key service a process.
 */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { isSignedBy, type SignatureAlgorithm, type Signer } from './archive/signer.ts';

/** A statement of the service that a chain is written by one of its processes. */
export interface ChainCertificate {
  /** Id of the key that certified. */
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  /** ISO instant. */
  readonly made: string;
  readonly value: string;
}

/** The member of a body beside link and record. */
export interface BodySignature {
  /** Goes with the first record that is made when it is there. */
  readonly certificate?: ChainCertificate | undefined;
  /** The process's signature over the canonical JSON of link and record: Ed25519, base64url. */
  readonly value: string;
}

export interface ProcessKey {
  /** Name of the process's chain. */
  readonly chain: string;
  sign(text: string): string;
  /** Undefined as long as there is none; a refused one is asked for again after a minute. */
  certificate(): ChainCertificate | undefined;
  /** Resolves when whoever certifies has answered: whether there is a certificate. */
  certified(): Promise<boolean>;
}

const prefix = 'k.';

/** The text that is certified. */
const statement = (chain: string, made: string): string => `radix-cds chain\n${chain}\n${made}`;

const betweenTries = 60_000;

/**
 * @param certifier the service's own key; without one the chain is signed and not certified
 * @param now milliseconds since 1970
 */
export const newProcessKey = (certifier: Signer | undefined, now: () => number): ProcessKey => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const chain = `${prefix}${publicKey.export({ format: 'jwk' }).x}`;
  let certificate: ChainCertificate | undefined;
  let asked: Promise<unknown> | undefined;
  let nextTry = Number.NEGATIVE_INFINITY;
  const ask = async ({ kid, alg, sign }: Signer): Promise<void> => {
    const made = new Date(now()).toISOString();
    const value = (await sign(statement(chain, made))).toString('base64url');
    certificate = { kid, alg, made, value };
  };
  const certified = async (): Promise<boolean> => {
    if (certifier === undefined || certificate !== undefined) return certificate !== undefined;
    if (asked === undefined && now() >= nextTry) {
      nextTry = now() + betweenTries;
      asked = ask(certifier)
        .catch(() => undefined)
        .finally(() => {
          asked = undefined;
        });
    }
    await asked;
    return certificate !== undefined;
  };
  return {
    chain,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    certificate: () => {
      void certified();
      return certificate;
    },
    certified,
  };
};

/** The key in a chain's name; undefined for a name that is no key, as the names of older chains. */
const keyNamed = (chain: string): KeyObject | undefined => {
  if (!chain.startsWith(prefix)) return undefined;
  try {
    const x = chain.slice(prefix.length);
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

export const isSignedChain = (chain: string): boolean => chain.startsWith(prefix);

const signature =
  /,"signed":\{(?:"certificate":(\{"alg":"\w{1,16}","kid":"[^"\\]{1,64}","made":"[^"\\]{24}","value":"[\w-]{1,256}"\}),)?"value":"([\w-]{86})"\}\}$/;

/** Whether the process after whose key its chain is named signed a body. */
export const isSignedByChain = (body: string, chain: string): boolean => {
  const found = signature.exec(body);
  const key = keyNamed(chain);
  if (found === null || key === undefined) return false;
  const text = `${body.slice(0, found.index)}}`;
  return verify(null, Buffer.from(text), key, Buffer.from(found[2] ?? '', 'base64url'));
};

/** The certificate that a body brings; undefined when there is none, or one that no key of these gave. */
export const certificateIn = (
  body: string,
  chain: string,
  certifiers: readonly KeyObject[],
): ChainCertificate | undefined => {
  const text = signature.exec(body)?.[1];
  if (text === undefined) return undefined;
  const certificate = JSON.parse(text) as ChainCertificate;
  const { alg, made, value } = certificate;
  const holds = certifiers.some((key) =>
    isSignedBy(key, alg, statement(chain, made), Buffer.from(value, 'base64url')),
  );
  return holds ? certificate : undefined;
};
