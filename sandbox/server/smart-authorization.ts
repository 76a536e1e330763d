/**
 * The mini-EHR's authorization server for SMART App Launch 2.2: the authorization code of a public client with
 * PKCE (S256), for one registered app. Who uses the mini-EHR is signed in already, so it grants at once. Codes are
 * good once, for a minute; tokens for an hour.
 */
import { createHash } from 'node:crypto';
import type { AccessTokens } from './access-tokens.ts';

/** What the mini-EHR knows when it opens the app: the launch of one patient. */
export interface Launch {
  readonly patientId: string;
  readonly encounterId?: string;
  /** Of the card's link, handed on as it came. */
  readonly appContext?: string;
}

export interface SmartSettings {
  /** FHIR base, of which the users are. */
  readonly fhirBase: string;
  /** FHIR bases that may stand in `aud`: those of its launches. */
  readonly audiences: readonly string[];
  /** Address of the sandbox. */
  readonly url: string;
  readonly tokens: AccessTokens;
  /** `fhirUser` of whoever uses the mini-EHR. */
  readonly user: string;
  readonly now: () => number;
  readonly newSecret: () => string;
  /** Signed with the mini-EHR's key. */
  readonly idToken: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly patients: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

export const APP_CLIENT_ID = 'radix-app';

interface IssuedCode extends Launch {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly expiresAt: number;
}

/** Where the browser is sent, a page to choose on, or a refusal that goes nowhere. */
export type Authorized =
  | { readonly to: string }
  | { readonly choose: readonly { readonly name: string; readonly to: string }[] }
  | { readonly refused: string };

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface SmartAuthorization {
  readonly configuration: Readonly<Record<string, unknown>>;
  /** @returns the `launch` parameter, good once */
  launch(of: Launch): string;
  authorize(query: URLSearchParams): Promise<Authorized>;
  exchange(form: URLSearchParams): Promise<TokenAnswer>;
}

const codeLife = 60_000;
const launchLife = 300_000;

const known =
  /^(?:openid|fhirUser|launch|launch\/patient|launch\/encounter|patient\/[A-Za-z]+\.(?:read|write|c?r?u?d?s?))$/;

/** The scopes that are granted: those of the request that this server knows. */
const granted = (scope: string): string =>
  scope
    .split(/\s+/)
    .filter((one) => known.test(one))
    .join(' ');

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const withQuery = (uri: string, parts: Readonly<Record<string, string>>): string => {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parts)) url.searchParams.set(name, value);
  return url.href;
};

const configurationOf = (url: string) => ({
  issuer: `${url}/ehr`,
  authorization_endpoint: `${url}/ehr/oauth/authorize`,
  token_endpoint: `${url}/ehr/oauth/token`,
  grant_types_supported: ['authorization_code'],
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  scopes_supported: ['openid', 'fhirUser', 'launch', 'launch/patient', 'patient/*.crus'],
  capabilities: [
    'launch-ehr',
    'launch-standalone',
    'client-public',
    'sso-openid-connect',
    'context-ehr-patient',
    'context-ehr-encounter',
    'context-standalone-patient',
    'permission-patient',
    'permission-v1',
    'permission-v2',
  ],
});

const refusal = (error: string, error_description: string): TokenAnswer => ({
  status: 400,
  body: { error, error_description },
});

/** A refusal before the app is known is not sent to `redirect_uri`, which may be somebody else's address. */
const clientFault = (query: URLSearchParams, { url }: SmartSettings): string | undefined => {
  if (query.get('client_id') !== APP_CLIENT_ID) return 'client_id is not that of a registered app.';
  if (query.get('redirect_uri') !== `${url}/app/`) return 'redirect_uri is not the registered one.';
  return undefined;
};

const requestFault = (query: URLSearchParams, { audiences }: SmartSettings): string | undefined => {
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!audiences.includes((query.get('aud') ?? '').replace(/\/$/, ''))) return 'invalid_request';
  if (query.get('code_challenge_method') !== 'S256' || !query.get('code_challenge')) return 'invalid_request';
  return query.get('state') ? undefined : 'invalid_request';
};

export const smartAuthorization = (settings: SmartSettings): SmartAuthorization => {
  const { fhirBase, url, tokens, user, now, newSecret, idToken, patients } = settings;
  const launches = new Map<string, Launch & { readonly expiresAt: number }>();
  const codes = new Map<string, IssuedCode>();

  const taken = <T extends { readonly expiresAt: number }>(from: Map<string, T>, key: string) => {
    const found = from.get(key);
    from.delete(key);
    return found !== undefined && found.expiresAt > now() ? found : undefined;
  };

  const codeFor = (query: URLSearchParams, of: Launch): string => {
    const code = newSecret();
    codes.set(code, {
      ...of,
      challenge: query.get('code_challenge') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
      scope: granted(query.get('scope') ?? ''),
      expiresAt: now() + codeLife,
    });
    return withQuery(query.get('redirect_uri') ?? '', { code, state: query.get('state') ?? '' });
  };

  const choice = async (query: URLSearchParams): Promise<Authorized> => ({
    choose: (await patients()).map(({ id, name }) => {
      const launch = newSecret();
      launches.set(launch, { patientId: id, expiresAt: now() + launchLife });
      const again = new URLSearchParams(query);
      again.set('launch', launch);
      return { name, to: `${url}/ehr/oauth/authorize?${again}` };
    }),
  });

  return {
    configuration: configurationOf(url),
    launch: (of) => {
      const id = newSecret();
      launches.set(id, { ...of, expiresAt: now() + launchLife });
      return id;
    },
    authorize: async (query) => {
      const refused = clientFault(query, settings);
      if (refused !== undefined) return { refused };
      const error = requestFault(query, settings);
      const back = (code: string): Authorized => ({
        to: withQuery(query.get('redirect_uri') ?? '', { error: code, state: query.get('state') ?? '' }),
      });
      if (error !== undefined) return back(error);
      const launch = query.get('launch');
      if (launch === null) return choice(query);
      const of = taken(launches, launch);
      return of === undefined ? back('invalid_request') : { to: codeFor(query, of) };
    },
    exchange: async (form) => {
      if (form.get('grant_type') !== 'authorization_code')
        return refusal('unsupported_grant_type', 'Send grant_type=authorization_code.');
      const code = taken(codes, form.get('code') ?? '');
      if (code === undefined || form.get('client_id') !== APP_CLIENT_ID)
        return refusal('invalid_grant', 'The code is unknown, used or expired.');
      if (
        form.get('redirect_uri') !== code.redirectUri ||
        challengeOf(form.get('code_verifier') ?? '') !== code.challenge
      )
        return refusal('invalid_grant', 'redirect_uri or code_verifier is not that of the request.');
      const { patientId, encounterId, appContext, scope } = code;
      const { token, lifeSeconds } = tokens.issueToApp(patientId, scope);
      const seconds = Math.floor(now() / 1_000);
      return {
        status: 200,
        body: {
          access_token: token,
          token_type: 'Bearer',
          expires_in: lifeSeconds,
          scope,
          patient: patientId,
          ...(encounterId !== undefined && { encounter: encounterId }),
          ...(appContext !== undefined && { appContext }),
          need_patient_banner: true,
          ...(scope.split(' ').includes('openid') && {
            id_token: await idToken({
              iss: `${url}/ehr`,
              aud: APP_CLIENT_ID,
              sub: user,
              iat: seconds,
              exp: seconds + lifeSeconds,
              fhirUser: `${fhirBase}/${user}`,
            }),
          }),
        },
      };
    },
  };
};
