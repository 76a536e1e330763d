/**
 * The service as one process, to be killed: answers the event in the file that its argument names, and says the status
 * on standard output. Its world is what the environment describes, as in the cloud.
 */
import { readFileSync, writeSync } from 'node:fs';
import { handler } from '../../../functions/invoke.ts';

const { setTimeout: soon } = globalThis;
// on a busy machine a limit of 300 ms would end the claim before it is killed
globalThis.setTimeout = ((then: () => void, milliseconds = 0) =>
  soon(then, 100 * milliseconds)) as typeof setTimeout;

const { statusCode } = await handler(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
writeSync(1, `${statusCode}\n`);
