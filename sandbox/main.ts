/**
 * `npm start`: the whole of Radix CDS on one machine. The same handlers as in Lambda, an embedded DynamoDB, a
 * FHIR R4 server with synthetic patients, and a small EHR to see the cards in. Loopback only.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Bundle } from 'fhir/r4';
import { auditFromEnvironment, wholeTableFromEnvironment } from '../functions/audit/from-environment.ts';
import { inputOpener, type OpenInput } from '../functions/audit/kept-inputs.ts';
import { SettingError } from '../functions/base/settings.ts';
import { definitions } from '../rules/publish/definitions.ts';
import { unwrapFrom } from '../tools/audit/keys.ts';
import { auditView } from './ehr/audit-view.ts';
import { broughtBy, MINI_EHR, originsOf, SUBJECT, writeRegistry } from './ehr/client-registry.ts';
import { ehrApi } from './ehr/ehr-api.ts';
import { signingKey } from './ehr/signing-key.ts';
import { loadPatients } from './patients/load-patients.ts';
import { accessTokens } from './server/access-tokens.ts';
import { ensureAuditTable } from './server/audit-table.ts';
import { claim, type DataFolder, dataFolder, release, whoStaysIn } from './server/data-folder.ts';
import { embeddedDynamo } from './server/embedded-dynamodb.ts';
import { fhirServer } from './server/fhir-server.ts';
import { type Loopback, listenOnLoopback, PortTaken } from './server/loopback.ts';
import { openFhir, openFhirPath } from './server/open-fhir.ts';
import { pageFiles } from './server/page-files.ts';
import { ensureSigners, publicSigners } from './server/policy-signers.ts';
import { type Backends, type Handlers, routes } from './server/routes.ts';
import { ruleBook, ruleBookPath } from './server/rule-book.ts';
import { type SandboxSettings, settingsFrom } from './server/settings.ts';
import { ownSmartServers, smartOf, smartServersBrought } from './server/smart.ts';
import { starterOf, stopWithStarter } from './server/starter.ts';
import { tellingRefusals } from './server/told-refusals.ts';
import { welcome } from './server/welcome.ts';

/** Said to the user without a stack: they can mend it. */
class Advice extends Error {
  override readonly name = 'Advice';
}

const projectFolder = resolve(import.meta.dirname, '..');

/** The functions read these when they are loaded, so they are set first. */
const environmentOf = (settings: SandboxSettings, data: DataFolder, dynamo: string, url: string) => ({
  AUDIT_TABLE: settings.auditTable,
  AWS_ENDPOINT_URL_DYNAMODB: dynamo,
  AWS_REGION: process.env.AWS_REGION ?? 'us-east-1',
  AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? 'local',
  AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? 'local',
  CDS_BASE_URL: settings.baseUrl ?? url,
  CDS_CLIENTS_FILE: data.clientsFile,
  CDS_RULEBOOK_URL: `${url}${ruleBookPath}/`,
  CDS_ALLOW_ANONYMOUS: settings.allowAnonymous ? '1' : '0',
  CDS_ALLOW_LOOPBACK: '1',
  PSEUDONYM_KEYS_FILE: data.pseudonymKeysFile,
  INPUT_DAYS: '30',
  SPILL: 'log',
  POLICY_FILE: data.policyFile,
  ...publicSigners(data),
});

const loadHandlers = async (): Promise<Handlers> => {
  const [discovery, { makeInvoke }, { makeFeedback }, audit, { worldFromEnvironment }] = await Promise.all([
    import('../functions/discovery.ts'),
    import('../functions/invoke.ts'),
    import('../functions/feedback.ts'),
    import('../functions/audit.ts'),
    import('../functions/world.ts'),
  ]);
  const world = tellingRefusals(await worldFromEnvironment(process.env), console.log);
  return {
    discovery: discovery.handler,
    invoke: makeInvoke(world),
    feedback: makeFeedback(world),
    audit: audit.handler,
  };
};

const listening = async (settings: SandboxSettings, ready: Promise<Backends>): Promise<Loopback> => {
  try {
    return await listenOnLoopback(settings.port, routes(ready));
  } catch (error) {
    if (error instanceof PortTaken)
      throw new Advice(
        `Port ${settings.port} is in use by another program.\nStop that program, or choose another port: PORT=8081 npm start`,
      );
    throw error;
  }
};

const start = async () => {
  const starterHasEnded = starterOf(process.env);
  const settings = settingsFrom(process.env, projectFolder);
  const data = dataFolder(settings.dataFolder);
  const other = await whoStaysIn(data);
  if (other)
    throw new Advice(
      `The data folder ${data.folder} is in use by the sandbox at ${other}.\nStop that one, or choose another folder and port: DATA_DIR=.data-2 PORT=8081 npm start`,
    );
  const parts = Promise.withResolvers<Backends>();
  parts.promise.catch(() => {});
  const server = await listening(settings, parts.promise);
  const url = `http://localhost:${server.port}`;
  try {
    const dynamo = settings.dynamoEndpoint ? undefined : await embeddedDynamo(data.dynamodb);
    await ensureSigners(data);
    const environment = environmentOf(settings, data, dynamo?.endpoint ?? settings.dynamoEndpoint ?? '', url);
    Object.assign(process.env, environment);
    await ensureAuditTable(settings.auditTable).catch((error: unknown) => {
      throw new Advice(
        `DynamoDB at ${environment.AWS_ENDPOINT_URL_DYNAMODB} does not answer as it should: ${(error as Error).message}\nCheck AWS_ENDPOINT_URL_DYNAMODB, or unset it to use the embedded one.`,
      );
    });

    const issuer = `${url}/ehr`;
    const fhirBase = `${url}/fhir`;
    const openBase = `${url}${openFhirPath}`;
    const key = await signingKey(data.ehrKeyFile, issuer);
    const brought = await broughtBy(settings.clientsFile);
    writeRegistry(data.clientsFile, { issuer, publicJwk: key.publicJwk, fhirBase, origin: url }, brought);
    const tokens = accessTokens(Date.now, () => randomBytes(24).toString('base64url'), SUBJECT);
    const published: Bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: definitions().map((resource) => ({ resource })),
    };
    const [fhir, page, handlers] = await Promise.all([
      fhirServer(fhirBase, [...loadPatients(new Date()), published], tokens),
      pageFiles({
        servers: [...ownSmartServers(fhirBase, openBase), ...smartServersBrought(settings.smartFile)],
      }),
      loadHandlers(),
    ]);
    const smart = smartOf({ fhir, fhirBase, openBase, url, tokens, key });
    const word = randomUUID();
    const audit = await auditFromEnvironment(process.env, { now: Date.now });
    // who has moved the auditor's keys away can still start
    let opening: Promise<OpenInput> | undefined;
    const opener = () => (opening ??= unwrapFrom(process.env).then(inputOpener));
    const ehr = ehrApi({
      fhir,
      fhirBase,
      key,
      authorize: tokens.issue,
      serviceBase: url,
      audience: environment.CDS_BASE_URL,
      now: () => new Date(),
      newId: randomUUID,
      audit: auditView(
        {
          log: audit.log,
          rows: audit.table,
          whole: wholeTableFromEnvironment(process.env),
          pseudonyms: audit.pseudonyms,
          openInput: async (sealed) => (await opener())(sealed),
          newId: randomUUID,
        },
        [MINI_EHR, 'anonymous', '-'],
        100,
      ),
      refuseAudit: (isRefusing) => dynamo?.refuse(isRefusing),
      runningWord: word,
    });
    claim(data, { url, word }, environment);
    parts.resolve({
      handlers,
      fhir,
      openFhir: openFhir(fhir, openBase, originsOf(brought), smart.launching),
      ehr,
      page,
      smart: smart.routes,
      ruleBook: ruleBook(),
    });
    console.log(welcome({ url, settings, data, embedded: dynamo !== undefined }));

    const stop = async () => {
      await server.close();
      await dynamo?.close();
      release(data);
      process.exit(0);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    stopWithStarter(starterHasEnded, () => void stop());
  } catch (error) {
    await server.close();
    throw error;
  }
};

const advised = [Advice, SettingError];

start().catch((error: unknown) => {
  const known = error instanceof Error && advised.some((kind) => error instanceof kind);
  console.error(known ? (error as Error).message : error);
  process.exit(1);
});
