/** As much of the key service as the functions ask for: derives, gives public keys, signs. Keys live in memory. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const keyArn = (name: string) => `arn:aws:kms:us-east-1:123456789012:key/${name}`;

export const startKms = async () => {
  const seal = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const log = generateKeyPairSync('ed25519');
  const pairs = new Map([
    [keyArn('seal'), seal],
    [keyArn('log'), log],
  ]);
  const kindOf = (arn: string) =>
    arn === keyArn('seal')
      ? { KeySpec: 'RSA_3072', KeyUsage: 'ENCRYPT_DECRYPT' }
      : {
          KeySpec: arn === keyArn('log') ? 'ECC_NIST_EDWARDS25519' : 'ECC_NIST_P256',
          KeyUsage: 'SIGN_VERIFY',
        };
  const der = (arn: string) => (pairs.get(arn) ?? signing).publicKey.export({ type: 'spki', format: 'der' });
  const actions: Record<string, (asked: Record<string, string>) => object | undefined> = {
    GenerateMac: ({ KeyId = '', Message = '' }) =>
      pairs.has(KeyId)
        ? undefined
        : { Mac: createHmac('sha256', KeyId).update(Buffer.from(Message, 'base64')).digest('base64') },
    GetPublicKey: ({ KeyId = '' }) => ({ PublicKey: der(KeyId).toString('base64'), ...kindOf(KeyId) }),
    // a digest is signed as if it were the text: enough to see that something was
    Sign: ({ KeyId = '', Message = '', MessageType = '' }) => {
      const message = Buffer.from(Message, 'base64');
      const signature =
        KeyId === keyArn('log') && MessageType === 'RAW'
          ? sign(null, message, log.privateKey)
          : sign('sha256', message, signing.privateKey);
      return { Signature: signature.toString('base64') };
    },
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const action = actions[String(request.headers['x-amz-target']).replace('TrentService.', '')];
    const asked = JSON.parse(Buffer.concat(chunks).toString());
    const answer = action?.(asked);
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(
      JSON.stringify(
        answer ?? { __type: action ? 'InvalidKeyUsageException' : 'UnsupportedOperationException' },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Public half of what signs checkpoints. */
    logKey: log.publicKey,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
