/** `npm run knowledge`: what changed between two versions of the knowledge. */
import { runKnowledge } from './run.ts';

const watched = process.stderr.isTTY;
const progress = (count: number): void => {
  if (watched && count % 500 === 0) process.stderr.write(`\r${count} charts compared`);
};

const { code, text, note } = await runKnowledge(process.argv.slice(2), progress);
if (watched) process.stderr.write('\r\u001b[K');
if (note !== undefined) console.error(note);
(code === 0 ? console.log : console.error)(text);
process.exitCode = code;
