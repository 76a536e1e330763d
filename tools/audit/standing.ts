/** What the client registry and the policy hold now, to hold it against the changes on record. */
import { dynamoFromEnvironment } from '../../functions/audit/from-environment.ts';
import { filesOf } from '../../functions/audit/inquiry/inquiry.ts';
import type { ChangeRecord } from '../../functions/audit/record.ts';
import type { VerifyFinding } from '../../functions/audit/verify/finding.ts';
import {
  type RegistryState,
  standingFindings,
  storedHash,
} from '../../functions/audit/verify/standing-check.ts';
import type { Environment } from '../../functions/base/settings.ts';
import { storedClients } from '../../functions/client/client-source.ts';
import { fileVersions, tableVersions } from '../../functions/policy/policy-source.ts';
import type { Run, Tool } from './command.ts';

const standingNow = async (env: Environment): Promise<RegistryState> => {
  const table = env['CLIENTS_TABLE'];
  const file = env['POLICY_FILE'];
  const dynamo = dynamoFromEnvironment(env, 5);
  return {
    clients:
      table === undefined
        ? undefined
        : new Map((await storedClients(dynamo, table)).map(({ id, entry }) => [id, storedHash(entry)])),
    policies:
      file !== undefined
        ? await fileVersions(file)
        : table === undefined
          ? undefined
          : await tableVersions(dynamo, table),
  };
};

/** All changes on record, newest first. */
export async function* changesOnRecord({
  access: { log },
}: Pick<Tool, 'access'>): AsyncGenerator<ChangeRecord> {
  const files = filesOf(log, (range) => log.changes({ newestFirst: true, ...range }));
  for await (const { call } of files) if (call.record.kind === 'change') yield call.record;
}

/** A change is on record before it is made, and in an index a moment later. */
const settles = 1_000;

/** Where the registry or the policy is not as the last change on record left it, after a second look. */
export const unrecorded = async (tool: Tool, { io }: Pick<Run, 'io'>): Promise<readonly VerifyFinding[]> => {
  const look = async () =>
    standingFindings(await standingNow(tool.env), await Array.fromAsync(changesOnRecord(tool)));
  const first = await look();
  if (first.length === 0) return first;
  await io.pause(settles);
  return look();
};
