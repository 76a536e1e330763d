/**
 * `npm run audit`: the audit tool, finding the audit log of this laptop by itself. Where AUDIT_TABLE names a table,
 * as in the cloud, that is the audit log.
 */
import { SettingError } from '../functions/base/settings.ts';
import { processIo } from '../tools/audit/io.ts';
import { runTool } from '../tools/audit/run.ts';
import { localEnvironment } from './server/local-environment.ts';

/** Commands that need no audit log. */
const offline = new Set(['check', 'public-key', 'rotate-key', 'help', '--help', '-h']);

const argv = process.argv.slice(2);
const [command = 'help'] = argv;
const settingAtFault = (error: unknown): never => {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(process.env['AUDIT_TABLE'] === undefined && error.message.startsWith('There is no') ? 1 : 2);
};
const { env, close } = await localEnvironment(process.env, !offline.has(command)).catch(settingAtFault);
process.exitCode = await runTool(argv, env, processIo());
await close();
