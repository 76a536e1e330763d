/** The program `radix-cds`: a new client's files, the doctor, and what a reason of a refusal means. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseRegistry } from '../../../functions/client/registry.ts';
import { doctor } from './doctor/index.ts';
import { lineOf, type Tell } from './doctor/report.ts';
import { remedyOf, tokenRemedies } from './doctor/token-remedies.ts';
import { type ClientAlgorithm, type Identity, newKey } from './identity.ts';

const usage = `npx radix-cds new ID --iss URL [--alg ES384|RS384] [--jku URL] [--fhir URL] [--out FOLDER]
    makes a key pair: identity.json stays with you, clients.json goes to the operator of the service
npx radix-cds doctor URL --client identity.json [--registration clients.json]
                     [--fhir BASE --patient ID [--fhir-token FILE]] [--service ID] [--user Type/ID]
    discovers, signs, asks the FHIR server, calls, and says what is wrong and where it is mended
npx radix-cds explain REASON
    what to mend after a 401, by its reason in the service log, for instance jwt.aud`;

/** Said without a stack: whoever typed the command can mend it. */
class Mistyped extends Error {}

const options = {
  alg: { type: 'string', default: 'ES384' },
  client: { type: 'string' },
  fhir: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  'fhir-token': { type: 'string' },
  iss: { type: 'string' },
  jku: { type: 'string' },
  out: { type: 'string', default: '.' },
  patient: { type: 'string' },
  registration: { type: 'string' },
  service: { type: 'string', default: 'leg-symptoms-patient-view' },
  user: { type: 'string', default: 'Practitioner/radix-cds-doctor' },
} as const;

const words = () => {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Mistyped(`${(error as Error).message}\n\n${usage}`);
  }
};

type Values = ReturnType<typeof words>['values'];

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Mistyped(`${path} cannot be read: write the path of a file`);
  }
};

const identityIn = (path: string): Identity => {
  const wrong = `${path} must be { "iss": "…", "key": { a private JWK with kid } }: npx radix-cds new makes one`;
  try {
    const identity = JSON.parse(textOf(path)) as Identity;
    if (typeof identity.iss === 'string' && typeof identity.key?.kid === 'string' && 'd' in identity.key)
      return identity;
  } catch (error) {
    if (error instanceof Mistyped) throw error;
  }
  throw new Mistyped(wrong);
};

const algorithms: readonly string[] = ['ES384', 'RS384'] satisfies ClientAlgorithm[];
const isAlgorithm = (alg: string): alg is ClientAlgorithm => algorithms.includes(alg);

/** What the service itself would refuse of the entry, on a laptop: elsewhere it may refuse more. */
const checkEntry = (entry: object): void => {
  const { problems } = parseRegistry(JSON.stringify({ clients: [entry] }), {
    allowLoopback: true,
    allowHttpFhir: true,
  });
  if (problems.length > 0)
    throw new Mistyped(problems.map(({ field, sentence }) => `${field} ${sentence}`).join('\n'));
};

const makeNew = async (id: string | undefined, { iss, alg, jku, fhir, out }: Values): Promise<void> => {
  if (id === undefined || iss === undefined) throw new Mistyped(usage);
  if (!isAlgorithm(alg)) throw new Mistyped(`--alg must be one of ${algorithms.join(', ')}`);
  const { key, jwks } = await newKey(alg);
  const where = jku === undefined ? { jwks } : { jku };
  const entry = {
    id,
    iss,
    ...where,
    ...(fhir !== undefined && { fhirServers: [fhir], subject: 'radix-cds' }),
  };
  checkEntry(entry);
  const files = [
    ['identity.json', { iss, key, ...(jku !== undefined && { jku }) }],
    ['clients.json', { clients: [entry] }],
    ...(jku === undefined ? [] : [['jwks.json', jwks] as const]),
  ] as const;
  const there = files.map(([name]) => join(out, name)).find((path) => existsSync(path));
  if (there !== undefined) throw new Mistyped(`${there} is there already: choose another folder by --out`);
  mkdirSync(out, { recursive: true });
  for (const [name, content] of files)
    writeFileSync(join(out, name), `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  console.log(`${join(out, 'identity.json')} stays with you; it has the private key.`);
  console.log(
    `${join(out, 'clients.json')} goes to the operator of the service, who adds it to the registry.`,
  );
  if (jku !== undefined) console.log(`${join(out, 'jwks.json')} is what ${jku} must answer.`);
};

const orderOf = (url: string | undefined, values: Values) => {
  const { client, registration, fhir, patient, service, user } = values;
  if (url === undefined || client === undefined) throw new Mistyped(usage);
  if (!URL.canParse(url)) throw new Mistyped(`${url} is no URL: write that of the service, https://…`);
  if ((fhir === undefined) !== (patient === undefined))
    throw new Mistyped(
      '--fhir and --patient go together: the base of the FHIR server, and the id of a test patient',
    );
  const token = values['fhir-token'];
  return {
    url,
    identity: identityIn(client),
    ...(registration !== undefined && { registration: textOf(registration) }),
    ...(fhir !== undefined &&
      patient !== undefined && {
        fhir: { base: fhir, patientId: patient, ...(token !== undefined && { token: textOf(token).trim() }) },
      }),
    service,
    userId: user,
  };
};

const runDoctor = async (url: string | undefined, values: Values): Promise<void> => {
  const tell: Tell = (line) => {
    if (typeof line !== 'string' && line.finding === 'FAIL') process.exitCode = 1;
    console.log(lineOf(line));
  };
  await doctor(orderOf(url, values), tell);
};

const explain = (reason = ''): void => {
  const remedy = remedyOf(reason);
  if (remedy === undefined)
    throw new Mistyped(`${reason || 'REASON'} is not one of ${Object.keys(tokenRemedies).join(', ')}`);
  console.log(`${reason}: ${remedy}`);
};

const run = async (): Promise<void> => {
  const { values, positionals } = words();
  const [verb, operand] = positionals;
  if (values.help || verb === 'help') return console.log(usage);
  if (verb === 'new') return makeNew(operand, values);
  if (verb === 'doctor') return runDoctor(operand, values);
  if (verb === 'explain') return explain(operand);
  throw new Mistyped(usage);
};

try {
  await run();
} catch (error) {
  if (!(error instanceof Mistyped)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
