/** Another CDS service by its address, on a patient of the sandbox; the service is one of this test. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';
import { violations } from './axe.ts';

const list = {
  services: [
    {
      hook: 'patient-view',
      id: 'greets',
      title: 'Greets the patient',
      prefetch: {
        patient: 'Patient/{{context.patientId}}',
        recent: 'Observation?patient={{context.patientId}}&date=ge{{today() - 90 days}}',
        cover: 'Coverage?beneficiary={{context.insured.id}}',
      },
    },
    { hook: 'medication-refill', id: 'refills', title: 'Refills a drug' },
  ],
};

interface Greeted {
  readonly hook: string;
  readonly context: { readonly patientId: string };
  readonly prefetch: { readonly patient: { readonly name: readonly { readonly family: string }[] } };
}

const greeting = ({ prefetch, context }: Greeted) => ({
  cards: [
    {
      uuid: 'card-1',
      summary: `Seeing ${prefetch.patient.name[0]?.family}`,
      detail: 'Some **bold** words <script>alert(1)</script>',
      indicator: 'info',
      source: { label: 'Greeter' },
      suggestions: [
        {
          uuid: 'suggestion-1',
          label: 'Greet',
          actions: [
            {
              type: 'create',
              description: 'A greeting',
              resource: {
                resourceType: 'ServiceRequest',
                status: 'draft',
                intent: 'order',
                code: { text: 'Greeting' },
                subject: { reference: `Patient/${context.patientId}` },
              },
            },
          ],
        },
      ],
    },
    { summary: 'No source' },
  ],
});

describe.skipIf(withoutBrowser)('another CDS service by its address', () => {
  const browsing = watchedBrowsing({ width: 1440, height: 900 });
  const asked: { readonly path: string; readonly body: unknown; readonly authorization: string }[] = [];
  let server: Server;
  let base: string;
  let other: Locator;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const path = request.url ?? '';
    const body = text === '' ? undefined : JSON.parse(text);
    asked.push({ path, body, authorization: request.headers.authorization ?? '' });
    if (path === '/cds-services') return void response.end(JSON.stringify(list));
    if (path === '/cds-services/greets') return void response.end(JSON.stringify(greeting(body)));
    if (path === '/cds-services/greets/feedback') return void response.end('{}');
    response.writeHead(404).end();
  };

  beforeAll(async () => {
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  beforeEach(async () => {
    asked.length = 0;
    await browsing.page.goto(`${browsing.url}/?patient=foot-drop`);
    await browsing.page.locator('.urgency').waitFor();
    other = browsing.page.locator('details.other');
    await other.locator('> summary').click();
  });

  const listing = async (address: string) => {
    await other.getByLabel('Address of its list of services').fill(address);
    await browsing.page.keyboard.press('Enter');
  };

  test('its services are listed, one is asked with its prefetch and a token, and its cards are shown', async () => {
    await listing(base);
    await other.getByRole('button', { name: 'Greets the patient' }).click();
    await other.getByRole('heading', { name: 'Seeing Whitcombe' }).waitFor();
    const call = asked.find(({ path }) => path === '/cds-services/greets');
    expect(call?.authorization).toMatch(/^Bearer ey/);
    expect(call?.body).toMatchObject({
      hook: 'patient-view',
      context: { patientId: 'foot-drop' },
      prefetch: { patient: { resourceType: 'Patient' }, recent: { resourceType: 'Bundle' } },
    });
    expect((call?.body as object) ?? {}).not.toHaveProperty('fhirAuthorization');
    const said = await other.innerText();
    expect(said).toMatch(/Prefetched: patient, recent\./);
    expect(said).toContain('this EHR has nothing for {{context.insured.id}}');
    expect(said).toContain('Card 2 cannot be shown: indicator is not as CDS Hooks has it.');
    expect(await other.locator('.card script').count()).toBe(0);
    await other.getByText('As other EHRs would show these').click();
    await other.getByLabel('EHR').selectOption('summary');
    expect(await other.locator('.vendor-cards').innerText()).toBe('For information Seeing Whitcombe');
    expect(await violations(browsing.page)).toEqual([]);
  });

  test('its suggestion becomes a draft, and it is told', async () => {
    await listing(`${base}/cds-services`);
    await other.getByRole('button', { name: 'Greets the patient' }).click();
    await other.getByRole('button', { name: 'Greet', exact: true }).click();
    await other.getByText('Reported to the service.').waitFor();
    expect(asked.find(({ path }) => path.endsWith('/feedback'))?.body).toMatchObject({
      feedback: [{ card: 'card-1', outcome: 'accepted', acceptedSuggestions: [{ id: 'suggestion-1' }] }],
    });
    await browsing.page.locator('.chart').getByText('Greeting').waitFor();
  });

  test.each([
    ['a hook that this EHR has no moment for', 'Refills a drug', 'This EHR has no moment for the hook'],
  ])('%s is said', async (_, name, says) => {
    await listing(base);
    await other.getByRole('button', { name }).click();
    await other.getByText(says).waitFor();
    browsing.forgive('502');
  });

  test.each([
    ['http://localhost:1', 'Nothing answers there'],
    ['http://10.0.0.1/cds-services', 'may not be asked'],
  ])('what is wrong with %s is said, and nobody else is asked', async (address, says) => {
    await listing(address);
    await other.getByText(says).waitFor();
    expect(asked).toEqual([]);
    browsing.forgive('502');
  });
});
