/**
 * The page after the sign-in: the token that `launch.html` asked for becomes a chart, and `appContext` says what to
 * open. A page that is reloaded goes on with the session that it has; tokens are in the session storage alone.
 */
import type { Address } from '../address.ts';
import type { ChartPort } from '../chart/port.ts';
import { smartChart } from '../chart/smart-chart.ts';
import type { AppWords } from '../words/index.ts';
import { type AppContext, appContextOf } from './app-context.ts';
import { encounterOf, keepEncounter } from './kept-encounter.ts';
import { type ClientState, ready } from './oauth.ts';
import { keptOpening, launchOf } from './opening.ts';
import { reportingChart, stepReporter, stepsPath } from './report-steps.ts';

export interface SmartSession {
  readonly chart: ChartPort;
  readonly address: Address;
  /** Of the card's link, when one opened the app. */
  readonly call?: string;
}

/** Nothing was opened. The message is a sentence for the user. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
}

const opened = (address: Address, { face, ask }: AppContext): Address => ({
  ...address,
  ...(face && { face }),
  ...(ask.length > 0 && { ask }),
});

const refusedOf = (search: string, words: AppWords): string | undefined => {
  const query = new URLSearchParams(search);
  return query.has('error') ? words.launch.refused(query.get('error') ?? '') : undefined;
};

const extraOf = (state: ClientState): Readonly<Record<string, unknown>> => ({ ...state.tokenResponse });

/** @throws NotOpened */
export const smartSession = async (search: string, words: AppWords): Promise<SmartSession> => {
  const refused = refusedOf(search, words);
  if (refused !== undefined) throw new NotOpened(refused);
  const client = await ready().catch(() => {
    throw new NotOpened(words.launch.notSignedIn);
  });
  const token = extraOf(client.state);
  const { patient } = token;
  const user = client.getFhirUser();
  if (typeof patient !== 'string') throw new NotOpened(words.launch.noPatient);
  if (user === null) throw new NotOpened(words.launch.noUser);
  const context = appContextOf(token['appContext']);
  const address = opened(keptOpening(sessionStorage), context);
  const base = client.state.serverUrl.replace(/\/+$/, '');
  const named = token['encounter'];
  const encounter = encounterOf(sessionStorage, {
    base,
    patient,
    user,
    ...(typeof named === 'string' && { encounter: named }),
  });
  const chart = smartChart(
    {
      base,
      authorization: () => client.getAuthorizationHeader() ?? '',
      visit: {
        patientId: patient,
        author: { reference: user.replace(/^.*\/(?=\w+\/[^/]+$)/, '') },
        ...(encounter !== undefined && { encounter: { reference: `Encounter/${encounter}` } }),
      },
    },
    () => {
      if (encounter !== undefined) keepEncounter(sessionStorage, { base, patient, user, encounter });
      location.assign(`launch.html?${launchOf(client.state.serverUrl, address)}`);
    },
  );
  return {
    chart: context.report ? reportingChart(chart, stepReporter(context.report, stepsPath)) : chart,
    address,
    ...(context.call && { call: context.call }),
  };
};
