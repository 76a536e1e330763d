/** Settings that the security team of an account asks for: keys, network and copies of its own. */
import * as v from 'valibot';
import { cloudFrontCertificate, kid, oneOf, text, whole } from './setting-kinds.ts';

const keyArn = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  'the ARN of a key of KMS, and of no alias: arn:aws:kms:<region>:<account>:key/<id>',
);

/** The account’s own keys; docs/deploy.md says what each must be, and what its policy must let in. */
export const ownKeys = v.strictObject({
  tables: v.optional(keyArn),
  archive: v.optional(keyArn),
  operations: v.optional(keyArn),
  seal: v.optional(keyArn),
  signing: v.optional(keyArn),
  log: v.optional(keyArn),
  certify: v.optional(keyArn),
  /** The ids are those of `pseudonymKeys`. */
  pseudonyms: v.optional(v.record(kid, keyArn)),
});

/** ARNs, as often as they are named. */
export const arnsOf = ({ pseudonyms = {}, ...others }: v.InferOutput<typeof ownKeys>): string[] =>
  [...Object.values(others), ...Object.values(pseudonyms)].flatMap((arn) => arn ?? []);

export const backup = v.strictObject({
  /** Days that a daily copy is kept. */
  days: whole(7, 3_650),
  /** `compliance`: nobody can delete a copy before its time, nor the lock, from three days after the deployment. */
  lock: oneOf(['compliance', 'governance']),
  /** Vault of another region or account that each copy is copied to. */
  copyTo: v.optional(
    text(
      /^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_-]{2,50}$/,
      'the ARN of a vault of AWS Backup, arn:aws:backup:<region>:<account>:backup-vault:<name>',
    ),
  ),
});

/** @param many at least so many, @param kind what an id begins with */
const idsOf = (kind: string, many: number, write: string) =>
  v.pipe(
    v.array(text(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), write)),
    v.minLength(many, write),
    v.check((ids) => new Set(ids).size === ids.length, 'each id once'),
  );

export const vpc = v.strictObject({
  subnets: idsOf('subnet', 2, 'two ids of private subnets at least, of two zones, subnet-…'),
  securityGroups: v.pipe(
    idsOf('sg', 1, 'the id of a security group at least, sg-…'),
    v.maxLength(5, 'five security groups at most'),
  ),
});

export const firewall = v.strictObject({
  /** Of the scope CLOUDFRONT; its rules are its owner's. */
  webAclArn: text(
    /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[A-Za-z0-9_-]+\/[0-9a-f-]{36}$/,
    'the ARN of a web ACL for CloudFront, arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>',
  ),
  /** For the host of `publicUrl`. */
  certificateArn: cloudFrontCertificate,
});
