/** `npm run rulebook`: the rule book as pages to read, to print and to sign. */
import { printed } from './print.ts';
import { runRulebook } from './run.ts';

const { code, text } = await runRulebook(process.argv.slice(2), {
  today: new Date().toISOString().slice(0, 10),
  print: printed,
});
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
