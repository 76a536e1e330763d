/** Somebody else's CDS service by its address: what is asked there, what of its answer is shown, what is said of a failure. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filled } from '../../packages/client/src/prefetch-template.ts';
import { askService, NotAsked } from '../../sandbox/ehr/ask-service.ts';
import { cardsIn, listUrl, otherOrderOf, servicesAt, serviceUrl } from '../../sandbox/ehr/other-services.ts';

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/good/cds-services': (to) =>
    to.end(
      JSON.stringify({
        services: [
          { hook: 'patient-view', id: 'greets', title: 'Greets', prefetch: { p: 'Patient/1' }, more: 1 },
          { hook: 'patient-view', id: '../../admin' },
          { hook: 'patient-view', id: '..' },
          { id: 'no-hook' },
        ],
      }),
    ),
  '/page/cds-services': (to) => to.end('<html>not a list</html>'),
  '/object/cds-services': (to) => to.end('{"cards":[]}'),
  '/moved/cds-services': (to) => to.writeHead(301, { location: 'https://cds.example.org/' }).end(),
  '/closed/cds-services': (to) => to.writeHead(401).end('{}'),
  '/broken/cds-services': (to) => to.writeHead(500).end('{}'),
  '/slow/cds-services': (to) => {
    to.write('{', () => slow());
  },
  '/large/cds-services': (to) => to.end(`"${'x'.repeat(5_000_000)}"`),
};

/** When the answer of `/slow` has begun. */
let slow: () => void = () => undefined;

const answer = ({ url = '' }: IncomingMessage, response: ServerResponse) =>
  (answers[url] ?? ((to) => to.writeHead(404).end()))(response);

describe('the list of services at an address', () => {
  let server: Server;
  let base: string;
  beforeAll(async () => {
    server = createServer(answer);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  test('is read entry by entry: what is no service is counted', async () => {
    const { services, unread } = await servicesAt(`${base}/good`);
    expect(services).toEqual([
      { hook: 'patient-view', id: 'greets', title: 'Greets', prefetch: { p: 'Patient/1' } },
    ]);
    expect(unread).toBe(3);
  });

  test.each([
    ['a page', '/page', 'not with JSON'],
    ['another object', '/object', 'without a list "services"'],
    ['an address that moved', '/moved', 'sends on to https://cds.example.org/'],
    ['one that asks who calls', '/closed', '401'],
    ['a fault', '/broken', 'It answered 500.'],
    ['nothing there', '/nothing', '404'],
    ['an endless answer', '/large', 'more than 4 MB'],
  ])('%s is said', async (_, path, says) => {
    const asked = servicesAt(base + path);
    await expect(asked).rejects.toThrow(NotAsked);
    await expect(asked).rejects.toThrow(says);
  });

  test('of a port where nobody listens is said', async () => {
    await expect(servicesAt('http://127.0.0.1:1/cds-services')).rejects.toThrow('Nothing answers there');
  });

  test.each([
    ['a private address', 'https://10.0.0.1'],
    ['the address of a cloud’s metadata', 'http://169.254.169.254'],
    ['a public address without TLS', 'http://93.184.216.34'],
    ['a private address of IPv6', 'https://[fd00::1]'],
  ])('%s is not asked', async (_, url) => {
    await expect(servicesAt(url)).rejects.toThrow('may not be asked');
  });

  test('of one that has begun to answer and goes no further is said as such', async () => {
    const patience = new AbortController();
    slow = () => setImmediate(() => patience.abort());
    const asked = askService(new URL(`${base}/slow/cds-services`), { signal: patience.signal });
    await expect(asked).rejects.toThrow('did not answer within 10 seconds');
  });

  test.each([
    '',
    'cds.example.org',
    'ftp://cds.example.org',
    'file:///etc/passwd',
    'https://a:b@cds.example.org',
  ])('what is typed as %j is no address of it', async (typed) => {
    await expect(servicesAt(typed)).rejects.toThrow('Type the whole address');
  });

  test.each([
    ['https://cds.example.org', 'https://cds.example.org/cds-services'],
    ['https://cds.example.org/cds-services/', 'https://cds.example.org/cds-services'],
    [' https://cds.example.org/a/cds-services?x=1#y ', 'https://cds.example.org/a/cds-services'],
  ])('%j is the list at %s', (typed, url) => {
    expect(listUrl(typed).href).toBe(url);
  });
});

describe('the address of a service in a list', () => {
  const list = 'https://cds.example.org/cds-services';
  const orderOf = (id: unknown) => ({ url: list, patient: 'p1', service: { id, hook: 'patient-view' } });

  test('is that of the list and its id', () => {
    expect(serviceUrl(list, 'greets')).toBe(`${list}/greets`);
    expect(otherOrderOf(orderOf('greets'))).toMatchObject({ patient: 'p1', drafts: [] });
  });

  test.each(['.', '..', '../admin', 'a/b', 'a?b', '%2e%2e', ''])('%j leads to none', (id) => {
    expect(() => serviceUrl(list, id)).toThrow(NotAsked);
    expect(otherOrderOf(orderOf(id))).toBeUndefined();
  });
});

describe('cards of somebody else', () => {
  const card = { summary: 'Says', indicator: 'info', source: { label: 'Who' } };

  test.each([
    ['without a summary', { ...card, summary: ' ' }, 'summary'],
    ['without a source', { ...card, source: {} }, 'source.label'],
    ['of another urgency', { ...card, indicator: 'hard-stop' }, 'indicator'],
    ['with a suggestion without words', { ...card, suggestions: [{}] }, 'suggestions.0.label'],
  ])('%s: the field is named, and the others are shown', (_, bad, field) => {
    const read = cardsIn({ cards: [card, bad] });
    expect([read?.cards.length, read?.unread]).toEqual([
      1,
      [`Card 2 cannot be shown: ${field} is not as CDS Hooks has it.`],
    ]);
  });

  test('a link to an app that is not registered here leads nowhere', () => {
    const links = [{ label: 'Open', url: 'https://app.example.org/launch', type: 'smart' }];
    expect(cardsIn({ cards: [{ ...card, links }] })?.cards[0]?.links).toEqual([
      { label: 'Open (an app that is not registered here)', url: '', type: 'absolute' },
    ]);
  });

  test.each([[undefined], [{}], [{ cards: 'none' }], [[]]])('%j has no cards', (body) => {
    expect(cardsIn(body)).toBeUndefined();
  });
});

describe('a prefetch template', () => {
  const of = {
    context: { patientId: 'p 1', userId: 'Practitioner/lee', encounterId: 'e1', draftOrders: {} },
    today: '2026-12-01',
  };
  test.each([
    ['Patient/{{context.patientId}}', 'Patient/p%201'],
    ['/Encounter/{{ context.encounterId }}', 'Encounter/e1'],
    ['Practitioner/{{userPractitionerId}}', 'Practitioner/lee'],
    ['Observation?date=ge{{today()}}', 'Observation?date=ge2026-12-01'],
    ['Observation?date=ge{{today() - 90 days}}', 'Observation?date=ge2026-09-02'],
    ['Appointment?date=le{{today() + 2 weeks}}', 'Appointment?date=le2026-12-15'],
  ])('%s', (template, query) => {
    expect(filled(template, of)).toEqual({ query });
  });

  test.each([
    ['Patient/{{userPatientId}}', 'userPatientId'],
    ['Coverage/{{context.coverage.id}}', 'context.coverage.id'],
    ['Bundle/{{context.draftOrders}}', 'context.draftOrders'],
    ['X/{{context.toString}}', 'context.toString'],
  ])('%s cannot be filled, and is said', (template, token) => {
    expect(filled(template, of)).toEqual({ why: `this EHR has nothing for {{${token}}}` });
  });
});
