/**
 * Every key, one per purpose, so that losing or lending one says what is lost or lent. None is ever deleted
 * with a stack. KMS rotates the symmetric ones by itself; pseudonym keys are rotated in the settings of the stage.
 */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { product } from '../names.ts';
import type { Stage } from '../settings.ts';

export class Keys extends Construct {
  /** Audit table, its stream, client registry. */
  readonly tables: Key;
  /** Archive bucket. */
  readonly archive: Key;
  /** Logs and alarm messages. */
  readonly operations: Key;
  /** Pseudonyms, digests and call ids: kid → HMAC key, the active one first. */
  readonly pseudonyms: ReadonlyMap<string, Key>;
  /** Who writes with its public half cannot read back. */
  readonly seal: Key;
  /** Signed the manifests of the archive before it was a tlog; what checks them needs it still. */
  readonly signing: Key;
  /** Signs the checkpoints of the tlog that is kept of the archive: Ed25519, as its open formats ask for. */
  readonly log: Key;
  /** Certifies the processes that write the audit log. */
  readonly certify: Key;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    const kept = (name: string, description: string, spec?: { keySpec: KeySpec; keyUsage: KeyUsage }) =>
      new Key(this, name, {
        description: `${product} ${stage.name}: ${description}`,
        alias: `${product}/${stage.name}/${name.toLowerCase()}`,
        ...(spec ?? { enableKeyRotation: true }),
        removalPolicy: RemovalPolicy.RETAIN,
      });

    this.tables = kept('Tables', 'audit table and client registry');
    this.archive = kept('Archive', 'archive of the audit log');
    this.operations = kept('Operations', 'logs and alarm messages');
    this.seal = kept('Seal', 'sealed references, opened by the re-identifier alone', {
      keySpec: KeySpec.RSA_3072,
      keyUsage: KeyUsage.ENCRYPT_DECRYPT,
    });
    this.signing = kept('Signing', 'manifests of the archive, of former days', {
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
    });
    this.log = kept('Log', 'checkpoints of the archive', {
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
    });
    this.certify = kept('Certify', 'processes that write the audit log', {
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
    });
    this.pseudonyms = new Map(
      stage.pseudonymKeys.map((kid) => [
        kid,
        kept(`Pseudonyms-${kid.replace('@', '-')}`, `pseudonyms, key ${kid}`, {
          keySpec: KeySpec.HMAC_256,
          keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
        }),
      ]),
    );
    this.letOperate();
  }

  /** `kid=arn,kid=arn` as the functions read it. */
  get pseudonymKeyArns(): string {
    return [...this.pseudonyms].map(([kid, { keyArn }]) => `${kid}=${keyArn}`).join(',');
  }

  private letOperate() {
    const { account, region, partition } = Stack.of(this);
    this.operations.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Logs',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
    for (const service of ['cloudwatch', 'events']) {
      this.operations.addToResourcePolicy(
        new PolicyStatement({
          sid: `Alarms${service}`,
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: ['*'],
        }),
      );
    }
  }
}
