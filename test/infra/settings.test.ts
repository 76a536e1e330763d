import { describe, expect, test } from 'vitest';
import { type StageSettings, stageNamed } from '../../infra/settings.ts';
import { stages } from '../../infra/stages.ts';

const prod = stages['prod']!;
const env = { account: '123456789012', region: 'eu-central-1' };
const arn = (region: string) =>
  `arn:aws:acm:${region}:123456789012:certificate/00000000-0000-0000-0000-000000000000`;
const domain = { name: 'cds.example.org', certificateArn: arn('eu-central-1') };

const ownKey = (digit: string, region = 'eu-central-1') =>
  `arn:aws:kms:${region}:123456789012:key/${[8, 4, 4, 4, 12].map((n) => digit.repeat(n)).join('-')}`;

const firewall = {
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/00000000-0000-0000-0000-000000000000',
  certificateArn: arn('us-east-1'),
};
const vaultIn = (region: string) => `arn:aws:backup:${region}:123456789012:backup-vault:copies`;

const refusal = (change: object): string => {
  try {
    stageNamed('prod', { prod: { ...prod, ...change } as StageSettings });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('stage settings', () => {
  test.each(Object.keys(stages))('%s can be deployed as it stands', (name) => {
    expect(stageNamed(name, stages).name).toBe(name);
  });

  const wrong: [change: object, sentence: string][] = [
    [
      { env: { ...env, account: '1234' } },
      'prod.env.account is "1234": write the 12 digits of the AWS account',
    ],
    [
      { env: { ...env, region: 'Frankfurt' } },
      'prod.env.region is "Frankfurt": write the code of an AWS region, for instance eu-central-1',
    ],
    [{ httpFhir: true }, "prod: write no httpFhir where archive.lock is 'compliance'"],
    [
      { publicUrl: 'https://cds.example.org/' },
      'prod.publicUrl is "https://cds.example.org/": write the https URL before /cds-services',
    ],
    [{ corsOrigins: ['*'] }, 'prod.corsOrigins.0 is "*": write each origin out'],
    [
      { corsOrigins: ['http://ehr.example.org'] },
      'prod.corsOrigins.0 is "http://ehr.example.org": write each origin',
    ],
    [{ corsOrigins: ['https://ehr.example.org/app'] }, 'without a path or a star'],
    [
      { permissionsBoundary: 'boundary' },
      'prod.permissionsBoundary is "boundary": write the ARN of a managed policy',
    ],
    [{ signOnRoles: [] }, 'prod.signOnRoles: write at least one role, or leave it out'],
    [{ signOnRoles: ['arn:aws:iam::123456789012:role/*'] }, 'write the ARN of a role'],
    [{ alarmTopicArn: 'topic' }, 'prod.alarmTopicArn is "topic": write the ARN of a topic of SNS'],
    [{ officeHours: { from: 18, to: 7 } }, 'prod.officeHours: write hours of one day, from before to'],
    [{ alarmEmails: ['nobody'] }, 'prod.alarmEmails.0 is "nobody": write an e-mail address'],
    [{ alarmEmails: 'it@example.org' }, 'prod.alarmEmails is "it@example.org": write'],
    [{ pseudonymKeys: [] }, "prod.pseudonymKeys: write at least one key id, for instance ['k1']"],
    [{ pseudonymKeys: ['k1', 'k1'] }, 'prod.pseudonymKeys: write each id once'],
    [{ pseudonymKeys: ['K 1'] }, 'prod.pseudonymKeys.0 is "K 1": write ids of up to 16'],
    [
      { capacity: { ...prod.capacity, invoke: { memory: 64, reserved: 1, provisioned: 0 } } },
      'prod.capacity.invoke.memory is 64: write whole MB from 128 to 10240; 1769 is one vCPU',
    ],
    [
      { capacity: { ...prod.capacity, invoke: { memory: 512, reserved: 0, provisioned: 0 } } },
      "prod.capacity.invoke.reserved is 0: write a whole number from 1, or 'unreserved'",
    ],
    [
      { capacity: { ...prod.capacity, invoke: { memory: 512, reserved: 5, provisioned: 6 } } },
      'prod.capacity.invoke: write no more provisioned than reserved',
    ],
    [{ capacity: { ...prod.capacity, audit: undefined } }, 'prod.capacity.audit is missing: write it'],
    [
      { throttle: { ...prod.throttle, audit: { requestsPerSecond: 0.5, burst: 1 } } },
      'prod.throttle.audit.requestsPerSecond is 0.5: write a whole number from 1 to 10000',
    ],
    [{ rollout: 'canary' }, 'prod.rollout is "canary": write one of all-at-once, canary-5-minutes'],
    [
      { policySigners: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'lee', d: 'secret' }] },
      'prod.policySigners.0.d is no setting: take it out',
    ],
    [{ logDays: 100 }, 'prod.logDays is 100: write a retention that CloudWatch Logs has: 1, 3, 5'],
    [
      { archive: { ...prod.archive, years: 5 } },
      'prod.archive.years is 5: write whole years, at least the 6 of 45 CFR 164.316(b)(2)(i)',
    ],
    [
      { archive: { ...prod.archive, lock: 'none' } },
      'prod.archive.lock is "none": write one of compliance, governance',
    ],
    [
      { domain: { ...domain, name: 'https://cds.example.org' } },
      'prod.domain.name is "https://cds.example.org": write a host name in lower case and without https://',
    ],
    [
      { domain: { ...domain, certificateArn: 'mine' } },
      'prod.domain.certificateArn is "mine": write the ARN',
    ],
    [
      { env, domain: { ...domain, certificateArn: arn('us-east-1') } },
      'prod: write a domain.certificateArn of the region in env.region',
    ],
    [
      { domain: { ...domain, hostedZone: { id: 'Z1', name: 'example.com' } } },
      'prod: write a domain.hostedZone that domain.name is in',
    ],
    [
      { domain: { ...domain, mtls: { bucket: 'trust', key: 'ca.pem' } } },
      'prod.domain.mtls.version is missing: write it',
    ],
    [{ env, keys: { seal: 'alias/seal' } }, 'prod.keys.seal is "alias/seal": write the ARN of a key of KMS'],
    [{ keys: { seal: ownKey('a') } }, 'prod: write env beside keys, and keys of that region and account'],
    [
      { env, keys: { seal: ownKey('a', 'eu-west-1') } },
      'prod: write env beside keys, and keys of that region and account',
    ],
    [
      { env, keys: { seal: ownKey('a'), pseudonyms: { k1: ownKey('a') } } },
      'prod: write another key for each purpose in keys',
    ],
    [
      { env, keys: { pseudonyms: { k2: ownKey('a') } } },
      'prod: write each id of keys.pseudonyms into pseudonymKeys, too',
    ],
    [{ env, keys: { sealing: ownKey('a') } }, 'prod.keys.sealing is no setting: take it out'],
    [
      { vpc: { subnets: ['subnet-0123abcd'], securityGroups: ['sg-0123abcd'] } },
      'prod.vpc.subnets: write two ids of private subnets at least, of two zones',
    ],
    [
      { vpc: { subnets: ['subnet-0123abcd', 'subnet-0123abcd'], securityGroups: ['sg-0123abcd'] } },
      'prod.vpc.subnets: write each id once',
    ],
    [
      { vpc: { subnets: ['vpc-0123abcd', 'subnet-0123abcd'], securityGroups: ['sg-0123abcd'] } },
      'prod.vpc.subnets.0 is "vpc-0123abcd": write two ids of private subnets',
    ],
    [{ vpc: { subnets: ['subnet-0123abcd', 'subnet-0123abce'] } }, 'prod.vpc.securityGroups is missing'],
    [{ rollout: 'all-at-once' }, "prod: write canary null where rollout is 'all-at-once'"],
    [
      { canary: { ...prod.canary, latency: { p90: 500 } } },
      'prod.canary.latency.calls is missing: write it, as in the other stages',
    ],
    [
      { canary: { ...prod.canary, cards: { factor: 1, calls: 100 } } },
      'prod.canary.cards.factor is 1: write a number above 1',
    ],
    [
      { canary: { ...prod.canary, serverErrors: { percent: 0, calls: 20 } } },
      'prod.canary.serverErrors.percent is 0: write per cent, from 0.1 to 100',
    ],
    [
      { backup: { days: 3, lock: 'compliance' } },
      'prod.backup.days is 3: write a whole number from 7 to 3650',
    ],
    [{ backup: { days: 35 } }, 'prod.backup.lock is missing: write it'],
    [
      { env, backup: { days: 35, lock: 'governance', copyTo: 'elsewhere' } },
      'prod.backup.copyTo is "elsewhere": write the ARN of a vault of AWS Backup',
    ],
    [
      { env, backup: { days: 35, lock: 'governance', copyTo: vaultIn('eu-central-1') } },
      'prod: write env beside backup.copyTo, and a vault of another region or account',
    ],
    [
      { backup: { days: 35, lock: 'governance', copyTo: vaultIn('eu-west-1') } },
      'prod: write env beside backup.copyTo, and a vault of another region or account',
    ],
    [
      { publicUrl: 'https://cds.example.org', firewall: { ...firewall, webAclArn: 'acl' } },
      'prod.firewall.webAclArn is "acl": write the ARN of a web ACL for CloudFront',
    ],
    [{ firewall }, 'prod: write publicUrl beside firewall, without a port or a path'],
    [{ publicUrl: 'https://cds.example.org/r4', firewall }, 'prod: write publicUrl beside firewall'],
    [
      { publicUrl: 'https://cds.example.org', domain, firewall },
      'prod: write a domain beside firewall that has another name than publicUrl and no mtls',
    ],
    [{ multiRegionKeys: 'yes' }, 'prod.multiRegionKeys is "yes": write true or false'],
    [{ alarmEmail: 'it@example.org' }, 'prod.alarmEmail is no setting: take it out'],
  ];
  test.each(wrong.map(([change, sentence]) => [sentence, change] as const))('%s', (sentence, change) => {
    expect(refusal(change)).toContain(sentence);
  });

  test('every wrong setting is told at once', () => {
    expect(refusal({ logDays: 0, rollout: '' }).split('\n')).toHaveLength(3);
  });

  test.each([undefined, '', 'staging', 'constructor'])(
    'a stage that is not there (%j) is told with those that are',
    (name) => {
      expect(() => stageNamed(name, stages)).toThrow('write -c stage=dev or -c stage=prod');
    },
  );

  test('a stage whose name cannot stand in the name of a role is refused', () => {
    expect(() => stageNamed('My Stage', { 'My Stage': prod })).toThrow(
      'up to 16 lower-case letters and digits',
    );
  });

  test('a domain with all that belongs to it is accepted', () => {
    const settings = {
      ...prod,
      env,
      domain: {
        ...domain,
        hostedZone: { id: 'Z0123456789', name: 'example.org' },
        mtls: { bucket: 'trust', key: 'ca.pem', version: '1' },
      },
    };
    expect(stageNamed('prod', { prod: settings }).domain?.name).toBe('cds.example.org');
  });
});
