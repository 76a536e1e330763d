/**
 * What an admin may set for a stage, and the sentence that says what to write instead of a wrong value.
 * Security is not a setting: encryption, retention, protection and least privilege hold in each stage.
 */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { smartServersOf } from '../app/launch/smart-servers.ts';
import { arnsOf, backup, firewall, ownKeys, vpc } from './account-settings.ts';
import { cloudFrontCertificate, kid, oneOf, text, whole } from './setting-kinds.ts';

const hostName = text(
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  'a host name in lower case and without https://, for instance cds.example.org',
);

const isOrigin = (value: string) =>
  URL.canParse(value) && new URL(value).origin === value && value.startsWith('https://');

const origin = v.pipe(
  v.string(),
  v.check(
    isOrigin,
    'each origin out, with https:// and without a path or a star, for instance https://ehr.example.org',
  ),
);

const domain = v.strictObject({
  name: hostName,
  /** Of AWS Certificate Manager, in the region of the stage. */
  certificateArn: text(
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
    'the ARN that AWS Certificate Manager shows, arn:aws:acm:<region>:<account>:certificate/<id>',
  ),
  /** Route 53 zone to put the record in. Absent: make the record yourself, from the stack's output. */
  hostedZone: v.optional(
    v.strictObject({ id: text(/^Z[A-Z0-9]+$/, 'the id of the zone, Z…'), name: hostName }),
  ),
  /** Callers must show a certificate of an authority in this PEM file. */
  mtls: v.optional(
    v.strictObject({
      bucket: text(/^[a-z0-9.-]{3,63}$/, 'the name of the bucket that holds the trust store'),
      key: text(/^.+$/, 'the key of the PEM file in the bucket'),
      version: text(/^.+$/, 'the S3 version id of the PEM file, so that nobody swaps it unseen'),
    }),
  ),
});

const policySigner = v.strictObject(
  {
    kty: v.literal('EC'),
    crv: v.picklist(['P-256', 'P-384']),
    x: v.string(),
    y: v.string(),
    kid: text(/^[A-Za-z0-9._-]{1,32}$/, 'who signs with it: letters, digits and . _ -'),
    alg: v.optional(v.picklist(['ES256', 'ES384'])),
  },
  'a public EC key as `npm run policy -- key` prints it, without d',
);

/** At most so many executions at once, and as many always to be had. */
const orUnreserved =
  "a whole number from 1, or 'unreserved' when the account's quota leaves nothing to reserve";
const reserved = v.union([whole(1, 10_000, orUnreserved), v.literal('unreserved')], orUnreserved);

const capacity = v.pipe(
  v.strictObject({
    /** MB; 1,769 is one whole vCPU. */
    memory: whole(128, 10_240, 'whole MB from 128 to 10240; 1769 is one vCPU'),
    reserved,
    /** Kept warm; 0 for none. */
    provisioned: whole(0, 10_000),
  }),
  v.check(
    ({ reserved, provisioned }) => reserved === 'unreserved' || provisioned <= reserved,
    'no more provisioned than reserved',
  ),
);

const throttle = v.strictObject({ requestsPerSecond: whole(1, 10_000), burst: whole(1, 5_000) });

/** For each duty that the API exposes. */
const perRoute = <T extends v.GenericSchema>(of: T) =>
  v.strictObject({ discovery: of, invoke: of, feedback: of, audit: of });

const logDays = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days < 9999,
) as number[];

const percent = (from: number) =>
  v.pipe(
    v.number(`per cent, from ${from} to 100`),
    v.minValue(from, `per cent, from ${from} to 100`),
    v.maxValue(100, `per cent, from ${from} to 100`),
  );

/** Calls of the new version, in the time that it is tried, below which it is not judged. */
const calls = whole(10, 100_000);

const canary = v.strictObject({
  /** Of the answers of `invoke` and `feedback`, those with 5xx. */
  serverErrors: v.strictObject({ percent: percent(0.1), calls }),
  /** Milliseconds that nine in ten answers of `invoke` may take. */
  latency: v.strictObject({ p90: whole(50, 8_000), calls }),
  /** How many times more, or fewer, cards a call than all versions together. */
  cards: v.strictObject({
    factor: v.pipe(v.number('a number above 1'), v.gtValue(1, 'a number above 1')),
    calls,
  }),
});

/** A `smart.json` says the same in the same words: its own parser judges it. */
const smartServers = v.pipe(
  v.array(v.looseObject({})),
  v.minLength(1, 'at least one FHIR server that may launch the app: { iss, clientId }'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    try {
      smartServersOf({ servers: dataset.value });
    } catch (error) {
      addIssue({ message: `what app.servers needs (${(error as Error).message})` });
    }
  }),
);

const site = v.strictObject({
  /** Without it CloudFront names the app, `https://….cloudfront.net`. */
  domain: v.optional(
    v.strictObject({
      name: hostName,
      certificateArn: cloudFrontCertificate,
    }),
  ),
  servers: smartServers,
});

const stage = v.pipe(
  v.strictObject({
    /** Absent: the account and region of the credentials it is deployed with. */
    env: v.optional(
      v.strictObject({
        account: text(/^\d{12}$/, 'the 12 digits of the AWS account'),
        region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'the code of an AWS region, for instance eu-central-1'),
      }),
    ),
    domain: v.optional(domain),
    /** The examination app as a site of its own; absent: none is deployed. */
    app: v.optional(site),
    /** What callers call, when something of yours stands in front of the API; tokens must name it. */
    publicUrl: v.optional(
      text(
        /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.-]+)*$/,
        'the https URL before /cds-services, without a slash at its end',
      ),
    ),
    /** A web ACL of yours, in a CloudFront that is made before the API. Absent: none is. */
    firewall: v.optional(firewall),
    /** Where you publish the rule book (`npm run rulebook`); cards link to its pages. Absent: none does. */
    ruleBookUrl: v.optional(
      text(
        /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.-]+)*\/?$/,
        'the https URL of the folder that has the pages, for instance https://cds.example.org/rulebook',
      ),
    ),
    /** Exact origins of EHRs that call from a browser; none means no CORS at all. */
    corsOrigins: v.array(origin),
    /** A policy that bounds the rights of every role of the stacks, where your account asks for one. */
    permissionsBoundary: v.optional(
      text(
        /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/,
        'the ARN of a managed policy, arn:aws:iam::<account>:policy/<name>',
      ),
    ),
    /**
     * Roles of federated sign-on from which people assume the auditor's, operator's and break-glass roles; stars may stand
     * in the name. Absent: anybody of the account whose own policy lets him, with a second factor.
     */
    signOnRoles: v.optional(
      v.pipe(
        v.array(
          text(
            /^arn:aws[a-z-]*:iam::\d{12}:role\/[^*].*$/,
            'the ARN of a role, arn:aws:iam::<account>:role/<path and name>',
          ),
        ),
        v.minLength(1, 'at least one role, or leave it out'),
      ),
    ),
    /** A topic of yours that alarms go to, instead of one of the stack's own. */
    alarmTopicArn: v.optional(
      text(
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
        'the ARN of a topic of SNS, arn:aws:sns:<region>:<account>:<name>',
      ),
    ),
    /** Hours, UTC, in which a working day without one call is an alarm. Absent: silence raises no alarm. */
    officeHours: v.optional(
      v.pipe(
        v.strictObject({ from: whole(0, 23), to: whole(1, 24) }),
        v.check(({ from, to }) => from < to, 'hours of one day, from before to'),
      ),
    ),
    /** Addresses that get a mail when an alarm goes off. */
    alarmEmails: v.array(
      text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address, for instance it@example.org'),
    ),
    /**
     * Ids of the pseudonym keys, the active one first. To rotate, put a new id in front and keep the old ones:
     * what they named is found only while they stand here. `k2@st-elsewhere` is for that client alone.
     */
    pseudonymKeys: v.pipe(
      v.array(kid),
      v.minLength(1, "at least one key id, for instance ['k1']"),
      v.check((ids) => new Set(ids).size === ids.length, 'each id once'),
    ),
    /** Keys of yours, each in place of the one that the data stack makes for the purpose. Absent: it makes them all. */
    keys: v.optional(ownKeys),
    /**
     * Keys that rows and proofs cannot be read or checked without are made so that another region can have a replica.
     * Only before the first deployment: KMS cannot change a key to one, nor back. Absent: keys of one region.
     */
    multiRegionKeys: v.optional(v.boolean('true or false')),
    /**
     * Network of yours that the functions run in. What it must let them reach: docs/deploy.md. Absent: they run in a
     * network of AWS, which reaches what is public.
     */
    vpc: v.optional(vpc),
    /**
     * Public keys of the people who may sign what is switched off (`npm run policy -- key` prints one). What can
     * hide a danger needs two of them. Without any, nothing can be switched off.
     */
    policySigners: v.optional(
      v.pipe(
        v.array(policySigner),
        v.minLength(1, 'at least one key, or leave it out'),
        v.check(
          (keys) => new Set(keys.map(({ kid: of }) => of)).size === keys.length,
          'each person once, under a kid of their own',
        ),
      ),
    ),
    /** Days that what the rules were given is kept beside each row, sealed, for `replay`. Absent: not kept. */
    inputDays: v.optional(whole(1, 400)),
    /**
     * For a stage without real patients: FHIR servers may be registered with an `http` address. What is asked of them, the
     * access token with it, travels in clear.
     */
    httpFhir: v.optional(v.boolean('true or false')),
    capacity: perRoute(capacity),
    throttle: perRoute(throttle),
    /** How a new version of a function takes over; a canary that raises an alarm is rolled back. */
    rollout: oneOf(['all-at-once', 'canary-5-minutes', 'canary-30-minutes']),
    /** What a canary is judged by beside crashes, or null. Absent: by crashes alone. */
    canary: v.optional(v.nullable(canary)),
    /** Days that every log is kept. Audit rows that the table did not take stay in them until they are drained. */
    logDays: v.picklist(logDays, `a retention that CloudWatch Logs has: ${logDays.join(', ')}`),
    archive: v.strictObject({
      years: whole(6, 100, 'whole years, at least the 6 of 45 CFR 164.316(b)(2)(i)'),
      /** `compliance`: nobody can delete a row, not even root. `governance`: who has the right to bypass can. */
      lock: oneOf(['compliance', 'governance']),
      /** Of the function that copies rows into it; the one that signs needs two. */
      reserved,
    }),
    /** Daily copies of the tables by AWS Backup, in a vault of their own. Absent: none (docs/decisions/0304). */
    backup: v.optional(backup),
    /** Added to those that every resource has. */
    tags: v.record(v.string(), v.string('text')),
  }),
  v.check(
    ({ env, domain }) =>
      env === undefined || domain === undefined || domain.certificateArn.includes(`:${env.region}:`),
    'a domain.certificateArn of the region in env.region',
  ),
  v.check(
    ({ domain }) =>
      domain?.hostedZone === undefined || `.${domain.name}`.endsWith(`.${domain.hostedZone.name}`),
    'a domain.hostedZone that domain.name is in',
  ),
  v.check(
    ({ firewall, publicUrl }) =>
      firewall === undefined || (publicUrl !== undefined && new URL(publicUrl).origin === publicUrl),
    'publicUrl beside firewall, without a port or a path: the name that CloudFront gets',
  ),
  v.check(
    ({ firewall, domain, publicUrl }) =>
      firewall === undefined || (domain?.mtls === undefined && `https://${domain?.name}` !== publicUrl),
    'a domain beside firewall that has another name than publicUrl and no mtls: CloudFront has no certificate to show',
  ),
  v.check(
    ({ rollout, canary }) => !canary || rollout !== 'all-at-once',
    "canary null where rollout is 'all-at-once': no version is tried first",
  ),
  v.check(
    ({ backup, env }) =>
      backup?.copyTo === undefined ||
      (env !== undefined && !backup.copyTo.includes(`:${env.region}:${env.account}:`)),
    'env beside backup.copyTo, and a vault of another region or account',
  ),
  v.check(
    ({ keys, env }) =>
      keys === undefined ||
      (env !== undefined && arnsOf(keys).every((arn) => arn.includes(`:${env.region}:${env.account}:`))),
    'env beside keys, and keys of that region and account',
  ),
  v.check(
    ({ keys = {} }) => new Set(arnsOf(keys)).size === arnsOf(keys).length,
    'another key for each purpose in keys, so that losing or lending one says what is lost or lent',
  ),
  v.check(
    ({ keys, pseudonymKeys }) =>
      Object.keys(keys?.pseudonyms ?? {}).every((id) => pseudonymKeys.includes(id)),
    'each id of keys.pseudonyms into pseudonymKeys, too',
  ),
  v.check(
    ({ httpFhir, archive }) => httpFhir !== true || archive.lock !== 'compliance',
    "no httpFhir where archive.lock is 'compliance': that stage keeps rows of real patients, and their tokens would travel in clear",
  ),
);

export type StageSettings = v.InferOutput<typeof stage>;
export type ScaledRoute = keyof StageSettings['capacity'];
export type Capacity = StageSettings['capacity'][ScaledRoute];

/** What a key is for, but for the pseudonym keys, which have ids. */
export type KeyPurpose = Exclude<keyof NonNullable<StageSettings['keys']>, 'pseudonyms'>;

export interface Stage extends StageSettings {
  /** For instance `prod`. */
  readonly name: string;
}

const sentence = (name: string, issue: v.BaseIssue<unknown>) => {
  const at = [name, v.getDotPath(issue)].filter(Boolean).join('.');
  if (issue.expected === 'never') return `${at} is no setting: take it out, or write the name of one`;
  if (issue.received === 'undefined') return `${at} is missing: write it, as in the other stages`;
  const is = typeof issue.input === 'object' ? '' : ` is ${JSON.stringify(issue.input)}`;
  return `${at}${is}: write ${issue.message}`;
};

/** Its message is for the admin; where in the code it came from is of no use to him. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

/**
 * The stage of that name, checked.
 * @param file where they stand, to be named
 * @throws WrongSetting with a line for each wrong setting: where it is, what it is, what to write
 */
export const stageNamed = (
  name: unknown,
  stages: Readonly<Record<string, StageSettings>>,
  file = 'infra/stages.ts',
): Stage => {
  const names = Object.keys(stages).join(' or -c stage=');
  if (typeof name !== 'string' || !Object.hasOwn(stages, name)) {
    throw new WrongSetting(
      `There is no stage ${JSON.stringify(name)}: write -c stage=${names}, or add it to ${file}`,
    );
  }
  if (!/^[a-z][a-z0-9]{0,15}$/.test(name)) {
    throw new WrongSetting(
      `The stage ${name} cannot be deployed: write a name of up to 16 lower-case letters and digits`,
    );
  }
  const { issues, output } = v.safeParse(stage, stages[name]);
  if (issues !== undefined) {
    throw new WrongSetting(
      [`${file} cannot be deployed:`, ...issues.map((i) => `  ${sentence(name, i)}`)].join('\n'),
    );
  }
  return { name, ...output };
};
