/** `npm run audit -- keys`: a key of another kind, or that KMS does not give, is named before it costs a row. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyArn, startKms } from '../support/kms.ts';
import { runAudit } from './support/audit-tool.ts';

let kms: Awaited<ReturnType<typeof startKms>>;
const before = { ...process.env };
beforeAll(async () => {
  kms = await startKms();
  // the client of KMS reads them of the process alone
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_KMS: kms.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  process.env = before;
  await kms.stop();
});

const asIs = {
  PSEUDONYM_KEY_ARNS: `k2=${keyArn('k2')},k1@st-elsewhere=${keyArn('k1')}`,
  SEAL_KEY_ARN: keyArn('seal'),
  SIGN_KEY_ARN: keyArn('sign'),
  LOG_KEY_ARN: keyArn('log'),
  CERTIFY_KEY_ARN: keyArn('certify'),
};

test('keys of the right kind are found so', async () => {
  const { code, notes } = await runAudit(['keys'], asIs);
  expect([code, notes.trim()]).toEqual([0, 'KMS has each key, of the kind that it is used as.']);
});

test.each([
  [
    'a pseudonym key that signs',
    { PSEUDONYM_KEY_ARNS: `k1=${keyArn('log')}` },
    ['pseudonyms.k1', 'InvalidKeyUsageException', 'HMAC_256, GENERATE_VERIFY_MAC'],
  ],
  [
    'a sealing key that signs',
    { SEAL_KEY_ARN: keyArn('certify') },
    ['seal', 'ECC_NIST_P256, SIGN_VERIFY', 'RSA_3072 or RSA_4096, ENCRYPT_DECRYPT'],
  ],
  [
    'a tlog key of another curve',
    { LOG_KEY_ARN: keyArn('certify') },
    ['log', 'ECC_NIST_P256, SIGN_VERIFY', 'ECC_NIST_EDWARDS25519, SIGN_VERIFY'],
  ],
])('%s is named, with what it should be', async (_, change, [is, found, shouldBe]) => {
  const { code, text, notes } = await runAudit(['keys', '--format', 'json'], { ...asIs, ...change });
  const wrong = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((row) => row.shouldBe !== undefined);
  expect(code).toBe(1);
  expect(wrong).toEqual([expect.objectContaining({ is, found, shouldBe })]);
  expect(notes).toContain(`cannot be used: ${is}.`);
});

test('keys in files need no look', async () => {
  const { code, notes } = await runAudit(['keys'], {});
  expect([code, notes]).toEqual([2, expect.stringContaining('PSEUDONYM_KEY_ARNS is not set')]);
});
