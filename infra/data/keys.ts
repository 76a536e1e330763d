/**
 * Every key, one per purpose, so that losing or lending one says what is lost or lent: made here, and never deleted with
 * a stack, or one of the account's own. KMS rotates the symmetric ones by itself; pseudonym keys are rotated in the
 * settings of the stage.
 */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyKinds } from '../../functions/audit/keys/key-kinds.ts';
import { product } from '../names.ts';
import type { KeyPurpose, Stage } from '../settings.ts';

/** The kind, as the construct takes it. */
const kindOf = ({ specs: [spec], usage }: (typeof keyKinds)[keyof typeof keyKinds]) => ({
  keySpec: KeySpec[spec],
  keyUsage: KeyUsage[usage],
});
type Kind = ReturnType<typeof kindOf>;

export class Keys extends Construct {
  /** Audit table, its stream, client registry. */
  readonly tables: IKey;
  /** Archive bucket. */
  readonly archive: IKey;
  /** Logs and alarm messages. */
  readonly operations: IKey;
  /** Pseudonyms, digests and call ids: kid → HMAC key, the active one first. */
  readonly pseudonyms: ReadonlyMap<string, IKey>;
  /** Who writes with its public half cannot read back. */
  readonly seal: IKey;
  /** Signed the manifests of the archive before it was a tlog; what checks them needs it still. */
  readonly signing: IKey;
  /** Signs the checkpoints of the tlog that is kept of the archive: Ed25519, as its open formats ask for. */
  readonly log: IKey;
  /** Certifies the processes that write the audit log. */
  readonly certify: IKey;

  readonly #stage: Stage;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    this.#stage = stage;
    this.tables = this.keyFor('tables', 'audit table and client registry');
    this.archive = this.keyFor('archive', 'archive of the audit log');
    this.operations = this.keyFor('operations', 'logs and alarm messages');
    this.seal = this.keyFor(
      'seal',
      'sealed references, opened by the re-identifier alone',
      kindOf(keyKinds.seal),
    );
    this.signing = this.keyFor(
      'signing',
      'manifests of the archive, of former days',
      kindOf(keyKinds.signing),
    );
    this.log = this.keyFor('log', 'checkpoints of the archive', kindOf(keyKinds.log));
    this.certify = this.keyFor('certify', 'processes that write the audit log', kindOf(keyKinds.certify));
    this.pseudonyms = new Map(
      stage.pseudonymKeys.map((kid) => [
        kid,
        this.ownOrMade(`Pseudonyms-${kid.replace('@', '-')}`, stage.keys?.pseudonyms?.[kid], {
          description: `pseudonyms, key ${kid}`,
          kind: kindOf(keyKinds.pseudonyms),
        }),
      ]),
    );
    this.letOperate();
  }

  private keyFor(purpose: KeyPurpose, description: string, kind?: Kind): IKey {
    const name = `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}`;
    return this.ownOrMade(name, this.#stage.keys?.[purpose], { description, ...(kind && { kind }) });
  }

  /** @param own ARN of the account's own */
  private ownOrMade(
    name: string,
    own: string | undefined,
    { description, kind }: { readonly description: string; readonly kind?: Kind },
  ): IKey {
    if (own !== undefined) return Key.fromKeyArn(this, name, own);
    const { name: stageName, multiRegionKeys } = this.#stage;
    return new Key(this, name, {
      description: `${product} ${stageName}: ${description}`,
      alias: `${product}/${stageName}/${name.toLowerCase()}`,
      ...(kind ?? { enableKeyRotation: true }),
      // what lies in a region is encrypted anew in another
      ...(kind && multiRegionKeys && { multiRegion: true }),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** `kid=arn,kid=arn` as the functions read it. */
  get pseudonymKeyArns(): string {
    return [...this.pseudonyms].map(([kid, { keyArn }]) => `${kid}=${keyArn}`).join(',');
  }

  /** The policy of a key of the account's own is its owner's: docs/deploy.md says what it must let in. */
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
