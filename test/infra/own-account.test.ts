/** What the security team of an account asks for, beyond `guards.test.ts`: keys of its own, and keys for two regions. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type StackResource, type Synthesised, synth } from './support/synth.ts';

const env = { account: '123456789012', region: 'eu-central-1' };
const ownKey = (n: number) => `arn:aws:kms:eu-central-1:123456789012:key/mrk-${`${n}`.repeat(32)}`;

const keys = {
  tables: ownKey(1),
  operations: ownKey(3),
  seal: ownKey(4),
  certify: ownKey(5),
  pseudonyms: { k1: ownKey(6) },
};

let made: Synthesised;
beforeAll(() => {
  made = synth('prod', {
    change: (stage) => ({
      ...stage,
      env,
      alarmEmails: ['it@example.org'],
      pseudonymKeys: ['k2', 'k1'],
      keys,
      multiRegionKeys: true,
    }),
  });
});

const madeKeys = () => made.ofType('AWS::KMS::Key');

/** In what resource, of which type, an ARN stands. */
const typesWith = (text: string): string[] => [
  ...new Set(
    made.resources
      .filter(([, resource]: readonly [string, StackResource]) => JSON.stringify(resource).includes(text))
      .map(([, { Type }]) => Type),
  ),
];

describe('keys of the account’s own', () => {
  test('are used in place of those that the stack makes, which it makes no more', () => {
    expect(
      madeKeys()
        .map(({ Properties }) => Properties['KeySpec'])
        .sort(),
    ).toEqual(['ECC_NIST_EDWARDS25519', 'ECC_NIST_P256', 'HMAC_256', undefined]);
  });

  test.each([
    ['tables', keys.tables, 'AWS::DynamoDB::GlobalTable'],
    ['operations', keys.operations, 'AWS::Logs::LogGroup'],
    ['operations', keys.operations, 'AWS::SNS::Topic'],
    ['seal', keys.seal, 'AWS::Lambda::Function'],
    ['certify', keys.certify, 'AWS::Lambda::Function'],
    ['pseudonyms.k1', keys.pseudonyms.k1, 'AWS::Lambda::Function'],
    ['pseudonyms.k1', keys.pseudonyms.k1, 'AWS::IAM::ManagedPolicy'],
  ])('%s %s is the key of each %s', (_, arn, type) => expect(typesWith(arn)).toContain(type));

  test('stand in the ring in the order of the settings', () => {
    const ring = made
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties['Environment'].Variables['PSEUDONYM_KEY_ARNS'])
      .find((arns) => arns !== undefined);
    expect(JSON.stringify(ring)).toMatch(new RegExp(`k2=.*,k1=${keys.pseudonyms.k1}`));
  });

  test('are watched like the others', () => {
    const watched = made
      .ofType('AWS::Events::Rule')
      .find(({ Properties }) => Properties['Description']?.includes('#key-endangered'));
    const keyId = watched?.Properties['EventPattern'].detail.requestParameters.keyId;
    expect(keyId).toHaveLength(2 * (madeKeys().length + 5));
    expect(keyId).toEqual(expect.arrayContaining([keys.seal, keys.seal.replace(/.*\//, '')]));
  });
});

test('what rows and proofs cannot do without can have a replica in another region, what lies in a region cannot', () => {
  const kinds = madeKeys().map(({ Properties }) => [Properties['Description'], Properties['MultiRegion']]);
  expect(kinds.sort()).toEqual([
    ['radix-cds prod: archive of the audit log', undefined],
    ['radix-cds prod: checkpoints of the archive', true],
    ['radix-cds prod: manifests of the archive, of former days', true],
    ['radix-cds prod: pseudonyms, key k2', true],
  ]);
});
