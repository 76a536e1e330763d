/** SMART App Launch in a browser: launch, sign-in, token, read, save, and the card that the finding changes. */
import type { Bundle, Observation } from 'fhir/r4';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium, withoutBrowser } from '../support/chromium.ts';
import { newDataFolder, type RunningSandbox, startSandbox } from '../support/sandbox-process.ts';

describe.skipIf(withoutBrowser)('SMART App Launch', () => {
  let sandbox: RunningSandbox;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let trouble: string[];
  let asked: string[];

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandbox({ DATA_DIR: newDataFolder() }), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.end('SIGKILL');
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    trouble = [];
    asked = [];
    context.on('request', (request) => {
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
      if (new URL(request.url()).origin !== sandbox.url) trouble.push(`request to ${request.url()}`);
    });
    context.on('weberror', (error) => trouble.push(error.error().message));
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    expect(trouble).toEqual([]);
  });

  const launched = (patient: string, appContext?: object): Promise<unknown> => {
    const query = new URLSearchParams({
      patient,
      ...(appContext && { appContext: JSON.stringify(appContext) }),
    });
    return page.goto(`${sandbox.url}/ehr/launch?${query}`);
  };
  const cardsOf = async (patient: string): Promise<string[]> => {
    const response = await fetch(`${sandbox.url}/ehr/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        patient,
        service: 'leg-symptoms-patient-view',
        delivery: 'prefetch',
        drafts: [],
      }),
    });
    const { received } = (await response.json()) as { received: { cards: { summary: string }[] } };
    return received.cards.map(({ summary }) => summary);
  };

  const statusesOf = async (patient: string, id: string): Promise<readonly unknown[]> => {
    const answer = await fetch(`${sandbox.url}/ehr/fhir/Observation?patient=${patient}&_count=1000`);
    const { entry = [] } = (await answer.json()) as Bundle<Observation>;
    return entry
      .flatMap(({ resource }) =>
        resource?.code.coding?.some(({ code }) => code === id) ? resource.status : [],
      )
      .sort();
  };

  test('a card of the mini-EHR opens the examination on what it asks for', async () => {
    await page.goto(`${sandbox.url}/?patient=cauda-equina`);
    const link = page.locator('a[href^="/ehr/launch"]', { hasText: 'Examine' }).first();
    await link.waitFor({ state: 'attached' });
    const [app] = await Promise.all([
      context.waitForEvent('page'),
      link.evaluate((element: HTMLAnchorElement) => element.click()),
    ]);
    await app.getByText('OKAFOR').waitFor();
    expect(new URL(app.url()).pathname).toBe('/app/');
  });

  test('what a card’s link opens, and what is saved there, is counted in the audit log without a name', async () => {
    await page.goto(`${sandbox.url}/?patient=becoming-bilateral`);
    const link = page.locator('a[href^="/ehr/launch"]', { hasText: 'Examine' }).first();
    await link.waitFor({ state: 'attached' });
    const [app] = await Promise.all([
      context.waitForEvent('page'),
      link.evaluate((element: HTMLAnchorElement) => element.click()),
    ]);
    await app.locator('[data-field="fecal-incontinence"]').getByText('No', { exact: true }).click();
    await app.getByRole('button', { name: 'Save to the chart' }).click();
    await app.getByText('Saved 1 finding.').waitFor();
    await expect
      .poll(async () => {
        await page.goto(`${sandbox.url}/?view=audit`);
        await page.locator('.calls tbody tr').first().waitFor();
        return page.locator('.calls').innerText();
      })
      .toContain('app opened, saved');
    await page.goto(`${sandbox.url}/?patient=becoming-bilateral`);
    await page.locator('.cards .card').first().waitFor();
    await page.goto(`${sandbox.url}/?view=audit&tab=app`);
    const steps = page.locator('.funnel tbody tr');
    await steps.first().waitFor();
    const counts = (await steps.locator('td:nth-child(2)').allInnerTexts()).map(Number);
    expect(counts.slice(1)).toEqual([expect.any(Number), 1, 1]);
    expect(await page.locator('.audit').innerText()).not.toMatch(/becoming-bilateral|Practitioner/);
  });

  test('launch → token → read → save → the next call has another card', async () => {
    const before = await cardsOf('little-documented');
    await launched('little-documented', { face: 'examination', ask: ['saddle-sensory-change'] });
    await page.locator('[data-field="saddle-sensory-change"]').getByText('Yes', { exact: true }).click();
    await page.getByRole('button', { name: 'Save to the chart' }).click();
    await page.getByText('Saved 1 finding.').waitFor();
    const after = await cardsOf('little-documented');
    expect(before.join()).not.toContain('cauda equina syndrome');
    expect(after[0]).toContain('cauda equina');
    expect(asked).toEqual(
      expect.arrayContaining([
        'GET /fhir/.well-known/smart-configuration',
        'GET /ehr/oauth/authorize',
        'POST /ehr/oauth/token',
        'GET /fhir/Observation',
        'POST /fhir',
      ]),
    );
  });

  test('the token is in the session storage alone, the code and the state are gone from the address', async () => {
    await launched('s1-disc');
    await page.locator('[data-section="cauda-equina"]').waitFor();
    expect(page.url()).toBe(`${sandbox.url}/app/`);
    const kept = await page.evaluate(() => ({
      session: JSON.stringify(sessionStorage),
      local: JSON.stringify(localStorage),
      cookie: document.cookie,
    }));
    expect(kept.session).toContain('access_token');
    expect(kept.session).not.toContain('refresh_token');
    expect([kept.local, kept.cookie]).toEqual(['{}', '']);
  });

  test('a reload goes on with the session', async () => {
    await launched('s1-disc');
    await page.locator('[data-section="cauda-equina"]').waitFor();
    await page.reload();
    await page.locator('[data-section="cauda-equina"]').waitFor();
  });

  test('changes survive a reload and a session that has ended: signed in again, they are saved', async () => {
    await launched('stenosis');
    await page.locator('[data-field="night-sweats"]').getByText('Yes', { exact: true }).click();
    await page.getByRole('button', { name: 'Save to the chart' }).click();
    await page.getByText('Saved 1 finding.').waitFor();
    await page.locator('[data-field="fever"]').getByText('Yes', { exact: true }).click();
    await page.getByText('1 change not saved').waitFor();
    const warned = page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.accept();
      return dialog.type();
    });
    await page.reload();
    expect(await warned).toBe('beforeunload');
    await page.getByText('1 change not saved').waitFor();
    await page.route('**/fhir', (route) => route.fulfill({ status: 401, json: {} }));
    await page.getByRole('button', { name: 'Save to the chart' }).click();
    await page.getByRole('alert').getByText('The session in the EHR has ended.').waitFor();
    await page.unroute('**/fhir');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('link', { name: /Vogel/ }).click();
    await page.getByText('1 change not saved').waitFor();
    // saved before the session ended, and corrected after
    await page.locator('[data-field="night-sweats"]').getByText('No', { exact: true }).click();
    await page.getByText('2 changes not saved').waitFor();
    await page.getByRole('button', { name: 'Save to the chart' }).click();
    await page.getByText('Saved 2 findings.').waitFor();
    expect(await statusesOf('stenosis', 'night-sweats')).toEqual(['entered-in-error', 'final']);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('fever');
  });

  test.each(['examination', 'reasons'])(
    'a session that has ended before the chart opens: the %s offers to sign in again',
    async (face) => {
      await context.route('**/fhir/Patient/*', (route) => route.fulfill({ status: 401, json: {} }));
      await launched('s1-disc', { face });
      await page.getByRole('alert').getByText('The session in the EHR has ended.').waitFor();
      await page.getByRole('button', { name: 'Sign in again' }).click();
      await page.getByRole('link', { name: /Vogel/ }).waitFor();
    },
  );

  test('standalone: sign in without a chart, and choose the patient there', async () => {
    await page.goto(`${sandbox.url}/app/launch.html`);
    await page.getByRole('button', { name: 'Radix CDS sandbox' }).click();
    await page.getByRole('link', { name: /Okafor/ }).click();
    await page.getByText('OKAFOR').waitFor();
  });

  test.each([
    ['a server that is not registered', '?iss=https%3A%2F%2Fevil.test%2Ffhir&launch=x', 'is not registered'],
    [
      'an open server without sign-in',
      '?fhirServiceUrl=https%3A%2F%2Fevil.test%2Ffhir',
      'names no FHIR server',
    ],
    ['a launch without a server', '?launch=x', 'names no FHIR server'],
  ])('%s is not asked, and the page says what to do', async (_, query, says) => {
    await page.goto(`${sandbox.url}/app/launch.html${query}`);
    await page.getByText(says).waitFor();
    expect(asked.join()).not.toContain('oauth');
  });

  test('a launch that the EHR refuses says so, and reads nothing', async () => {
    const iss = encodeURIComponent(`${sandbox.url}/fhir`);
    await page.goto(`${sandbox.url}/app/launch.html?iss=${iss}&launch=made-up`);
    await page.getByText('did not grant access (invalid_request)').waitFor();
    expect(asked.join()).not.toContain('/fhir/Patient');
  });

  test('a malformed appContext opens the app all the same', async () => {
    await page.goto(`${sandbox.url}/ehr/launch?patient=s1-disc&appContext=%7B%22face%22%3A`);
    await page.locator('[data-section="cauda-equina"]').waitFor();
  });
});
