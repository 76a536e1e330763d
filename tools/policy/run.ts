/**
 * `npm run policy -- show|history|set|sign|key`: what is on, off or in shadow, without a deployment. A change is
 * signed by a person's key and on record in the audit log before it takes effect.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exportJWK, type GeneralJWS, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { dynamoFromEnvironment } from '../../functions/audit/from-environment.ts';
import { changeRecorder } from '../../functions/audit/record-change.ts';
import { type Environment, SettingError } from '../../functions/base/settings.ts';
import { noPolicy, type Policy, rulingWords, signersNeeded } from '../../functions/policy/policy.ts';
import { approved, parseSigners } from '../../functions/policy/signed-policy.ts';
import {
  contentOf,
  describeRuling,
  nextPolicy,
  signed,
  unsigned,
  WrongPolicy,
  wantedOf,
} from './edit-policy.ts';
import { filePolicyStore, type PolicyStore, tablePolicyStore } from './policy-store.ts';

const usage = [
  'npm run policy -- show                         what is off or in shadow now',
  'npm run policy -- history                      every version, who signed it, and what it changed',
  'npm run policy -- set WHAT STATE --key FILE --reason "…"',
  '     WHAT    rule REC-25 | card draft | service leg-symptoms-order-sign | client lakeside-epic | all',
  '     STATE   on | shadow (evaluated and recorded, not shown) | off',
  '     What can hide a danger waits in a file for a second person: --to FILE (policy.waiting.json)',
  'npm run policy -- sign FILE --key FILE         the second person signs it, and it takes effect',
  "npm run policy -- key FILE --as NAME           makes a signer's key; its public half goes into policySigners",
  '',
  'It takes effect within a minute. On a laptop npm start makes two signers. In the cloud set CLIENTS_TABLE,',
  'POLICY_SIGNERS and the settings of the audit log (docs/operate.md).',
];

const jsonIn = async (path: string | undefined, what: string): Promise<unknown> => {
  if (path === undefined) throw new WrongPolicy(`Name ${what}`);
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new WrongPolicy(`${path} cannot be read as JSON: write the path of ${what}`);
  }
};

const setting = (env: Environment, name: string): string => {
  const value = env[name];
  if (value === undefined || value === '') throw new WrongPolicy(`${name} is not set`);
  return value;
};

const storeFrom = (env: Environment): PolicyStore => {
  const file = env['POLICY_FILE'];
  return file === undefined
    ? tablePolicyStore(dynamoFromEnvironment(env, 5), setting(env, 'CLIENTS_TABLE'))
    : filePolicyStore(file);
};

const signers = (env: Environment): JSONWebKeySet => parseSigners(JSON.parse(setting(env, 'POLICY_SIGNERS')));

interface Version {
  readonly policy: Policy;
  readonly by: readonly string[];
}

/** Those that are properly signed; the others have no effect, and are counted. */
const versions = async (
  env: Environment,
): Promise<{ readonly valid: readonly Version[]; readonly refused: number }> => {
  const keys = signers(env);
  const checked = await Promise.all((await storeFrom(env).all()).map((document) => approved(document, keys)));
  const valid = checked.filter((one): one is Version => typeof one !== 'string');
  return { valid, refused: checked.length - valid.length };
};

const show = async (env: Environment): Promise<string[]> => {
  const { valid, refused } = await versions(env);
  const { policy } = valid.at(-1) ?? { policy: noPolicy };
  return [
    policy.rulings.length === 0 ? 'Everything is on.' : `Version ${policy.version} of ${policy.at}:`,
    ...policy.rulings.map(describeRuling),
    ...(refused > 0 ? [`${refused} stored version(s) are not properly signed and have no effect.`] : []),
  ];
};

const words = ({ rulings }: Policy): readonly string[] => rulings.map(rulingWords);

const history = async (env: Environment): Promise<string[]> => {
  const { valid } = await versions(env);
  if (valid.length === 0) return ['There has been no policy: everything is on.'];
  return valid.map(
    ({ policy, by }) =>
      `${policy.version}  ${policy.at}  ${by.join(' + ')}  ${words(policy).join(' ') || 'everything on'}`,
  );
};

/** On record first, then in effect. */
const publish = async (env: Environment, document: GeneralJWS): Promise<string[]> => {
  const result = await approved(document, signers(env));
  if (typeof result === 'string')
    throw new WrongPolicy(
      result === 'policy.second-person'
        ? 'It can hide a danger: a second person, with a key of their own, must sign it too'
        : 'The key is not one of POLICY_SIGNERS: deploy its public half first',
    );
  const { valid } = await versions(env);
  const before = valid.at(-1)?.policy ?? noPolicy;
  if (result.policy.version !== before.version + 1)
    throw new WrongPolicy(`Version ${before.version} was made meanwhile: run set again`);
  const record = await changeRecorder(env);
  await record({
    of: 'policy',
    about: `${result.policy.version}`,
    before: words(before),
    after: words(result.policy),
    signers: result.by,
  });
  if (!(await storeFrom(env).add({ version: result.policy.version, document })))
    throw new WrongPolicy('Somebody else made this version meanwhile: run set again');
  return [
    `Version ${result.policy.version} takes effect within a minute.`,
    ...result.policy.rulings.map(describeRuling),
  ];
};

interface PolicyOptions {
  readonly key?: string | undefined;
  readonly reason?: string | undefined;
  readonly to?: string | undefined;
  readonly as?: string | undefined;
}

const set = async (
  env: Environment,
  rest: readonly string[],
  { key, reason, to }: PolicyOptions,
): Promise<string[]> => {
  const wanted = wantedOf(rest, reason);
  const { valid } = await versions(env);
  const next = nextPolicy(valid.at(-1)?.policy ?? noPolicy, wanted, new Date().toISOString());
  const document = await signed(unsigned(next), (await jsonIn(key, '--key, your key file')) as JWK);
  if (signersNeeded(next) === 1) return publish(env, document);
  const path = to ?? 'policy.waiting.json';
  await writeFile(path, `${JSON.stringify(document, null, 1)}\n`, { mode: 0o600 });
  return [
    'It can hide a danger, so a second person must sign it. Nothing has changed yet.',
    `npm run policy -- sign ${path} --key THEIR-KEY`,
  ];
};

const sign = async (
  env: Environment,
  [path]: readonly string[],
  { key }: PolicyOptions,
): Promise<string[]> => {
  const document = await jsonIn(path, 'the file that waits for a signature');
  contentOf(document);
  return publish(
    env,
    await signed(document as GeneralJWS, (await jsonIn(key, '--key, your key file')) as JWK),
  );
};

const makeKey = async ([path]: readonly string[], { as }: PolicyOptions): Promise<string[]> => {
  if (path === undefined || as === undefined || !/^[A-Za-z0-9._-]{1,32}$/.test(as))
    throw new WrongPolicy(
      'Write a file and who signs with it: key FILE --as NAME, letters, digits and . _ - up to 32',
    );
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const own = { kid: as, alg: 'ES256' };
  await writeFile(path, `${JSON.stringify({ ...(await exportJWK(privateKey)), ...own })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return [
    `${path} is the private key: it stays with ${as}. For policySigners of the stage:`,
    JSON.stringify({ ...(await exportJWK(publicKey)), ...own }),
  ];
};

const run = async (args: readonly string[], env: Environment): Promise<readonly string[]> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      reason: { type: 'string' },
      to: { type: 'string' },
      as: { type: 'string' },
    },
  });
  const [verb, ...rest] = positionals;
  switch (verb) {
    case 'show':
      return show(env);
    case 'history':
      return history(env);
    case 'set':
      return set(env, rest, values);
    case 'sign':
      return sign(env, rest, values);
    case 'key':
      return makeKey(rest, values);
    default:
      throw new WrongPolicy(usage.join('\n'));
  }
};

export interface PolicyReport {
  /** 0; 2 for what must be written otherwise; 1 for what failed. */
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

export const runPolicy = async (args: readonly string[], env: Environment): Promise<PolicyReport> => {
  try {
    return { code: 0, text: (await run(args, env)).join('\n') };
  } catch (error) {
    const { name, message } = error as Error;
    return error instanceof WrongPolicy || error instanceof SettingError
      ? { code: 2, text: message }
      : { code: 1, text: `${name}: ${message}` };
  }
};
