/** `npm run audit`, where the environment names the audit log. On a laptop sandbox/audit.ts finds it first. */
import { processIo } from './io.ts';
import { runTool } from './run.ts';

process.exitCode = await runTool(process.argv.slice(2), process.env, processIo());
