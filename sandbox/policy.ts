/** `npm run policy`: the policy tool, finding the sandbox of this laptop by itself, as `npm run audit` does. */
import { SettingError } from '../functions/base/settings.ts';
import { runPolicy } from '../tools/policy/run.ts';
import { localEnvironment } from './server/local-environment.ts';

const argv = process.argv.slice(2);

try {
  const { env, close } = await localEnvironment(process.env, argv[0] !== 'key' && argv.length > 0);
  try {
    const { code, text } = await runPolicy(argv, env);
    (code === 0 ? console.log : console.error)(text);
    process.exitCode = code;
  } finally {
    await close();
  }
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
