/** fhirclient, of which the sign-in alone is used: authorization code with PKCE, state in the session storage. */
import BrowserAdapter from 'fhirclient/lib/adapters/BrowserAdapter.js';
import type { fhirclient } from 'fhirclient/lib/types.d.ts';

export type ClientState = fhirclient.ClientState;

const { authorize, ready } = new BrowserAdapter.default({ replaceBrowserHistory: true }).getSmartApi();

export { authorize, ready };
