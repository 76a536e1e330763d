/** An EHR that signs: key pairs, key sets, and JWTs right and wrong. */
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { serviceUrl, startOfTest } from './cds.ts';

export interface TokenSigner {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK & { kid: string };
}

export const signer = async (alg = 'ES384', kid = `key-${alg}`): Promise<TokenSigner> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

export interface TokenChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  /** `undefined` leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds the token is made at. */
  readonly at?: number;
}

let made = 0;

export const claimsOf = ({ claims = {}, at = startOfTest }: TokenChanges = {}) => {
  const iat = Math.floor(at / 1_000);
  return {
    iss: 'https://ehr.test',
    aud: serviceUrl('leg-symptoms-patient-view'),
    iat,
    exp: iat + 300,
    jti: `jti-${++made}`,
    ...claims,
  };
};

const b64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A compact JWS made by hand, for headers and payloads that a library would refuse to make. */
export const handMade = async (
  key: CryptoKey | Uint8Array<ArrayBuffer> | undefined,
  header: object | string,
  payload: object | string,
) => {
  const input = `${b64(header)}.${b64(payload)}`;
  if (key === undefined) return `${input}.`;
  const algorithm = (key as CryptoKey).algorithm as { name: string; hash?: { name: string } };
  const parameters =
    algorithm.name === 'ECDSA'
      ? {
          name: 'ECDSA',
          hash:
            { ES256: 'SHA-256', ES384: 'SHA-384', ES512: 'SHA-512' }[(header as { alg: string }).alg] ??
            'SHA-384',
        }
      : { name: algorithm.name };
  const signature = await crypto.subtle.sign(parameters, key as CryptoKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
};

export const token = (by: TokenSigner, changes: TokenChanges = {}): Promise<string> =>
  new SignJWT(claimsOf(changes))
    .setProtectedHeader({
      alg: by.alg,
      typ: 'JWT',
      kid: by.kid,
      jku: 'https://ehr.test/jwks.json',
      ...changes.header,
    })
    .sign(by.privateKey);

export const bearer = async (by: TokenSigner, changes: TokenChanges = {}) => ({
  authorization: `Bearer ${await token(by, changes)}`,
});
