/** One store fails at a time; what is said names that one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newChain } from '../../functions/audit/chain.ts';
import { memoryTable } from '../../functions/audit/store/memory-table.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import { jar, send } from '../support/cds.ts';
import { keyArn, startKms } from '../support/kms.ts';
import { startS3 } from '../support/s3.ts';
import { runAudit } from './support/audit-tool.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';

/** Nobody listens there. */
const nobody = 'http://127.0.0.1:9';

describe('the tool', () => {
  let dynamo: Awaited<ReturnType<typeof startDynalite>>;
  let kms: Awaited<ReturnType<typeof startKms>>;
  let s3: Awaited<ReturnType<typeof startS3>>;
  let table: string;
  const before = { ...process.env };
  beforeAll(async () => {
    [dynamo, kms, s3] = await Promise.all([startDynalite(), startKms(), startS3()]);
    table = (await createTable(dynamo.endpoint)).name;
  });
  afterAll(async () => {
    process.env = before;
    await Promise.all([dynamo.stop(), kms.stop(), s3.stop()]);
  });

  /** What the tool says of a question, with stores at these endpoints. */
  const saidOf = async (question: string[], down: { table?: string; keys?: string; archive?: string }) => {
    // the clients of KMS and S3 read them of the process alone
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_KMS: down.keys ?? kms.endpoint,
      AWS_ENDPOINT_URL_S3: down.archive ?? s3.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
    });
    const { code, notes } = await runAudit(question, {
      AUDIT_TABLE: table,
      AWS_ENDPOINT_URL_DYNAMODB: down.table ?? dynamo.endpoint,
      PSEUDONYM_KEY_ARNS: `k1=${keyArn('k1')}`,
      SEAL_KEY_ARN: keyArn('seal'),
      SIGN_KEY_ARN: keyArn('sign'),
      LOG_KEY_ARN: keyArn('log'),
      LOG_ORIGIN: 'example.com/log',
      CERTIFY_KEY_ARN: keyArn('certify'),
      ARCHIVE_BUCKET: 'archive',
      AUDIT_READER: 'auditor',
    });
    return `${code} ${notes}`;
  };

  test.each<[string, string[], Parameters<typeof saidOf>[1], RegExp]>([
    [
      'the key service that names people',
      ['patient', '123', '--client', 'st-elsewhere'],
      { keys: nobody },
      /^1 The key service does not answer as it should \(.*KEY_ARNS/s,
    ],
    [
      'the key service that has the key of the tlog',
      ['log-policy'],
      { keys: nobody },
      /^1 The key service does not answer as it should/s,
    ],
    [
      'the archive',
      ['verify', '--archived'],
      { archive: nobody },
      /^1 .*The archive does not answer as it should \(.*ARCHIVE_BUCKET/s,
    ],
    [
      'the audit table',
      ['list', '--client', 'st-elsewhere'],
      { table: nobody },
      /^[12] .*[Tt]he audit table does not/s,
    ],
  ])('names %s', async (_, question, down, said) => {
    const all = await saidOf(question, down);
    expect(all).toMatch(said);
    const named = ['audit table does not', 'key service does not', 'archive does not'].filter((words) =>
      all.includes(words),
    );
    expect(named).toHaveLength(1);
  });
});

describe('feedback that cannot be stored', () => {
  const reasonOf = async (broken: 'seal' | 'table') => {
    const at = jar({
      anonymous: true,
      change: ({ pseudonyms, clock }) => ({
        auditLog: tableAuditLog({
          table:
            broken === 'table'
              ? { ...memoryTable(), partition: async () => Promise.reject(new Error('the table is down')) }
              : memoryTable(),
          pseudonyms,
          seal: async () => {
            if (broken === 'seal') throw new Error('the key service is down');
            return 'sealed';
          },
          chain: newChain('c1'),
          spill: () => undefined,
          now: clock.now,
        }),
      }),
    });
    const { status } = await send(at.handlers.feedback, {
      path: '/cds-services/leg-symptoms-patient-view/feedback',
      body: {
        feedback: [
          {
            card: 'e41355b8-55d3-809b-aa0c-462b50733f01',
            outcome: 'overridden',
            overrideReason: { userComment: 'a comment' },
            outcomeTimestamp: new Date(at.clock.now()).toISOString(),
          },
        ],
      },
    });
    return [status, at.logged.flatMap((line) => ('reason' in line ? line.reason : []))];
  };

  test.each([
    ['for want of a key to seal its words with', 'seal', 'feedback.no-keys'],
    ['as the table is down', 'table', 'feedback.not-stored'],
  ] as const)('%s is told so', async (_, broken, reason) => {
    expect(await reasonOf(broken)).toEqual([503, [reason]]);
  });
});
