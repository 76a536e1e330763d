/** What the environment says about the local server, with the defaults that make `npm start` enough. */
import { isAbsolute, resolve } from 'node:path';
import { SettingError } from '../../functions/base/settings.ts';

export interface SandboxSettings {
  /** 0: any free port. */
  readonly port: number;
  /** Where everything that must survive a restart is kept. */
  readonly dataFolder: string;
  /** A DynamoDB to use in place of the embedded one. */
  readonly dynamoEndpoint?: string;
  readonly auditTable: string;
  /** A registry of clients besides the mini-EHR. */
  readonly clientsFile?: string;
  /** FHIR servers besides the sandbox's own that may launch the app: a `smart.json`. */
  readonly smartFile?: string;
  /** What `aud` must start with; by default the address that is printed. */
  readonly baseUrl?: string;
  readonly allowAnonymous: boolean;
}

const portOf = (text: string): number => {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SettingError(`PORT is "${text}": use a number from 0 to 65535 (0 = any free port).`);
};

const urlOf = (name: string, text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new SettingError(`${name} is "${text}": use an absolute http(s) URL.`);
};

const given = (env: NodeJS.ProcessEnv, name: string) => env[name]?.trim() || undefined;

/** Throws a `SettingError` for the first setting that cannot be used. */
export const settingsFrom = (env: NodeJS.ProcessEnv, projectFolder: string): SandboxSettings => {
  const dataFolder = given(env, 'DATA_DIR') ?? '.data';
  const endpoint = given(env, 'AWS_ENDPOINT_URL_DYNAMODB');
  const clientsFile = given(env, 'CDS_CLIENTS_FILE');
  const smartFile = given(env, 'APP_SMART_FILE');
  const baseUrl = given(env, 'CDS_BASE_URL');
  const anonymous = given(env, 'CDS_ALLOW_ANONYMOUS');
  return {
    port: portOf(given(env, 'PORT') ?? '8080'),
    dataFolder: isAbsolute(dataFolder) ? dataFolder : resolve(projectFolder, dataFolder),
    ...(endpoint && { dynamoEndpoint: urlOf('AWS_ENDPOINT_URL_DYNAMODB', endpoint) }),
    auditTable: given(env, 'AUDIT_TABLE') ?? 'radix-cds-audit',
    ...(clientsFile && { clientsFile: resolve(projectFolder, clientsFile) }),
    ...(smartFile && { smartFile: resolve(projectFolder, smartFile) }),
    ...(baseUrl && { baseUrl: urlOf('CDS_BASE_URL', baseUrl) }),
    // Who brings a registry wants to see who is let in; without one, the first curl should just work.
    allowAnonymous: anonymous === undefined ? clientsFile === undefined : anonymous === '1',
  };
};
