/**
 * `smart.json` beside the app: the FHIR servers that may launch it, with the client id that each gave it. No other
 * server is ever asked for a sign-in, whatever the address of the launch says.
 */
export interface SmartServer {
  /** For people, where there are several to choose from. */
  readonly name: string;
  /** FHIR base URL without a trailing slash, as the EHR sends it in `iss`. */
  readonly iss: string;
  /** The id of the public client that was registered there. */
  readonly clientId: string;
  /** Which spelling of scopes it knows; absent: as its `smart-configuration` says. */
  readonly scopes?: 'v1' | 'v2';
  /** Origins beside that of `iss` which the app must reach: that of the token endpoint, where it is another. */
  readonly origins: readonly string[];
  /** Origins of pages that show the app in a frame. */
  readonly embeddedBy: readonly string[];
}

/** The file cannot be used. The message names the field and the remedy. */
export class SmartServersFault extends Error {
  override readonly name = 'SmartServersFault';
}

const fault = (field: string, remedy: string): never => {
  throw new SmartServersFault(`smart.json: ${field} must be ${remedy}`);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLocal = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '127.0.0.1';

const baseOf = (value: unknown, field: string): string => {
  const remedy = 'a FHIR base such as https://fhir.example.org/r4, without a query';
  if (typeof value !== 'string' || !URL.canParse(value) || /[?#]/.test(value)) return fault(field, remedy);
  const url = new URL(value);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url))) return fault(field, remedy);
  return value.replace(/\/+$/, '');
};

const textOf = (value: unknown, field: string): string =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : fault(field, 'a text that is not empty');

const originsOf = (value: unknown, field: string): readonly string[] => {
  if (value === undefined) return [];
  const remedy = 'a list of origins such as https://ehr.example.org, without a path';
  if (!Array.isArray(value)) return fault(field, remedy);
  return value.map((one: unknown, n) =>
    typeof one === 'string' && URL.canParse(one) && new URL(one).origin === one
      ? one
      : fault(`${field}[${n}]`, remedy),
  );
};

const known = new Set(['name', 'iss', 'clientId', 'scopes', 'origins', 'embeddedBy']);

const serverOf = (value: unknown, n: number): SmartServer => {
  const at = `servers[${n}]`;
  if (!isRecord(value)) return fault(at, 'an object with iss and clientId');
  const strange = Object.keys(value).find((key) => !known.has(key));
  if (strange !== undefined) return fault(`${at}.${strange}`, 'left out: it is no field of a server');
  const { scopes } = value;
  if (scopes !== undefined && scopes !== 'v1' && scopes !== 'v2')
    return fault(`${at}.scopes`, '"v1" or "v2", or left out');
  const iss = baseOf(value['iss'], `${at}.iss`);
  return {
    name: value['name'] === undefined ? new URL(iss).host : textOf(value['name'], `${at}.name`),
    iss,
    clientId: textOf(value['clientId'], `${at}.clientId`),
    ...(scopes && { scopes }),
    origins: originsOf(value['origins'], `${at}.origins`),
    embeddedBy: originsOf(value['embeddedBy'], `${at}.embeddedBy`),
  };
};

/** @throws SmartServersFault */
export const smartServersOf = (content: unknown): readonly SmartServer[] => {
  const servers = isRecord(content) ? content['servers'] : undefined;
  if (!Array.isArray(servers)) return fault('servers', 'a list: { "servers": [ … ] }');
  return servers.map(serverOf);
};

/** The server that the EHR named, if it is one of them. A slash at the end makes no other server. */
export const serverNamed = (servers: readonly SmartServer[], iss: string): SmartServer | undefined =>
  servers.find((one) => one.iss === iss.replace(/\/+$/, ''));
