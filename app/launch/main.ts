/**
 * `launch.html`: where an EHR begins (`iss` and `launch` in the address), or a user who comes without one
 * (`iss` alone, or a choice of the servers that are registered). It sends the browser to sign in, and says in a
 * sentence why it does not.
 */
import { addressOf } from '../address.ts';
import { type AppWords, wordsIn } from '../words/index.ts';
import { authorize } from './oauth.ts';
import { keepOpening } from './opening.ts';
import { scopesFor } from './scopes.ts';
import { type SmartServer, SmartServersFault, serverNamed, smartServersOf } from './smart-servers.ts';

/** Cannot be launched; the message is for the user and whoever helps them. */
class NotLaunched extends Error {}

const readJson = async (url: string, otherwise: string): Promise<unknown> => {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, credentials: 'omit' });
    if (response.ok) return await response.json();
  } catch {
    // said below
  }
  throw new NotLaunched(otherwise);
};

/** As the server says of itself; SMART 1 servers say nothing. */
const spellingOf = async (server: SmartServer, words: AppWords): Promise<'v1' | 'v2'> => {
  if (server.scopes) return server.scopes;
  const { capabilities } = (await readJson(
    `${server.iss}/.well-known/smart-configuration`,
    words.launch.notSmart(server.name),
  )) as { capabilities?: unknown };
  return Array.isArray(capabilities) && capabilities.includes('permission-v2') ? 'v2' : 'v1';
};

/** fhirclient lets the address override what it is given: client id, patient, server. Not here. */
const keepOnly = (query: URLSearchParams, names: readonly string[]) => {
  const kept = new URLSearchParams([...query].filter(([name]) => names.includes(name)));
  history.replaceState({}, '', `?${kept}`);
};

const begin = async (server: SmartServer, words: AppWords) => {
  const address = addressOf(location.search);
  const query = new URLSearchParams(location.search);
  const fromEhr = query.has('launch');
  const spelling = await spellingOf(server, words);
  keepOpening(sessionStorage, address);
  keepOnly(query, ['iss', 'launch']);
  await authorize({
    iss: server.iss,
    clientId: server.clientId,
    scope: scopesFor({ face: address.face, spelling, fromEhr }),
    redirectUri: new URL('.', location.href).href,
    pkceMode: 'required',
    completeInTarget: true,
  });
};

const say = (text: string) => {
  const line = document.querySelector('#said');
  if (line) line.textContent = text;
};

const attempt = (server: SmartServer, words: AppWords) => {
  say(words.launch.signingIn(server.name));
  begin(server, words).catch((error: unknown) =>
    say(error instanceof NotLaunched ? error.message : words.launch.failed(server.name)),
  );
};

const offer = (servers: readonly SmartServer[], words: AppWords) => {
  const list = document.querySelector('#servers');
  for (const server of servers) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = server.name;
    button.addEventListener('click', () => {
      const url = new URL(location.href);
      url.searchParams.set('iss', server.iss);
      location.href = url.href;
    });
    list?.append(button);
  }
  say(servers.length === 0 ? words.launch.noServer : words.launch.choose);
};

const start = async () => {
  const query = new URLSearchParams(location.search);
  const words = wordsIn(addressOf(location.search).language);
  const servers = smartServersOf(await readJson('smart.json', words.launch.noServer));
  const iss = query.get('iss');
  // an open server that needs no sign-in is no EHR
  if (query.has('fhirServiceUrl')) throw new NotLaunched(words.launch.noIss);
  if (iss === null && query.has('launch')) throw new NotLaunched(words.launch.noIss);
  if (iss === null) return offer(servers, words);
  const server = serverNamed(servers, iss);
  if (server === undefined) throw new NotLaunched(words.launch.unknownServer);
  attempt(server, words);
};

start().catch((error: unknown) =>
  say(
    error instanceof NotLaunched || error instanceof SmartServersFault
      ? error.message
      : wordsIn('en').launch.broken,
  ),
);
