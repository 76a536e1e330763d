/** docs/conformance.md M: the links from a card to the SMART app, for a client that has it registered. */

import { describe, expect, test } from 'vitest';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { findings } from '../../rules/findings/index.ts';
import type { Any } from '../support/any.ts';
import { entry, jar, send } from '../support/cds.ts';
import { bundle, finding, pathOf, prefetch, request, serviceOf } from '../support/requests.ts';

const launchUrl = 'https://app.ehr.test/radix/launch';

const linksOf = async (
  client: object,
  resources: readonly object[] = [finding('saddle-sensory-change')],
  hook: Hook = 'patient-view',
): Promise<Any[]> => {
  const at = jar({ anonymous: true, clients: [entry(client)] });
  const body = request(hook, {
    prefetch: prefetch({ observations: bundle(resources as never) }, serviceOf[hook]),
  });
  const { body: answer } = await send(at.handlers.invoke, { path: pathOf(hook), body });
  return answer.cards.flatMap(({ links = [] }: Any) => links);
};
const smartOnes = (links: readonly Any[]) => links.filter(({ type }) => type === 'smart');
const contexts = (links: readonly Any[]) => smartOnes(links).map(({ appContext }) => JSON.parse(appContext));

describe('a client with the app registered', () => {
  test('R-157: links are of type smart, with a label', async () => {
    const links = smartOnes(await linksOf({ smart: { launchUrl } }));
    expect(links.length).toBeGreaterThan(0);
    for (const { label } of links) expect(label).toMatch(/\S/);
  });

  test('R-158: they lead to the registered URL and nothing more', async () => {
    for (const { url } of smartOnes(await linksOf({ smart: { launchUrl } }))) expect(url).toBe(launchUrl);
  });

  test('R-159: appContext says what to open: the face, the call and what the card asks for', async () => {
    const [examination, reasons] = contexts(await linksOf({ smart: { launchUrl } }));
    expect(examination).toEqual({
      face: 'examination',
      call: expect.stringMatching(/^[0-9a-f-]{34}00$/),
      ask: expect.arrayContaining(['urinary-retention']),
      report: expect.stringMatching(/^[\w.-]+$/),
    });
    for (const id of examination.ask) expect(Object.keys(findings)).toContain(id);
    expect(reasons).toEqual({ face: 'reasons', call: examination.call, report: examination.report });
  });

  test('T139: appContext is a string of at most 1 KB without patient, user or encounter', async () => {
    for (const { appContext } of smartOnes(await linksOf({ smart: { launchUrl } }))) {
      expect(typeof appContext).toBe('string');
      expect(Buffer.byteLength(appContext)).toBeLessThanOrEqual(1_024);
      expect(appContext).not.toMatch(/"p1"|Practitioner|Patient|e1/);
    }
  });

  test('R-160: no link launches by itself', async () => {
    for (const link of await linksOf({ smart: { launchUrl } }))
      expect(link).not.toHaveProperty('autolaunchable');
  });

  test('what is recorded is not asked for', async () => {
    const [{ ask }] = contexts(
      await linksOf({ smart: { launchUrl } }, [
        finding('saddle-sensory-change'),
        finding('urinary-retention'),
      ]),
    );
    expect(ask).not.toContain('urinary-retention');
  });

  test('a card that says what could not be read opens the examination on it', async () => {
    const unread = {
      ...finding('saddle-sensory-change'),
      valueBoolean: undefined,
      valueString: 'numb since Monday',
    };
    const [examination] = contexts(await linksOf({ smart: { launchUrl } }, [unread]));
    expect(examination).toMatchObject({ face: 'examination', ask: ['saddle-sensory-change'] });
  });

  test('at most four links a card, the sources among them', async () => {
    const links = await linksOf({ smart: { launchUrl } });
    expect(links.length).toBeLessThanOrEqual(4);
    expect(links.map(({ type }) => type)).toContain('absolute');
  });

  test('linkHosts is for sources: it takes no link to the app away', async () => {
    const links = await linksOf({ smart: { launchUrl }, profile: { linkHosts: [] } });
    expect(new Set(links.map(({ type }) => type))).toEqual(new Set(['smart']));
  });

  test('R-215: an EHR that passes no appContext gets one link a card, without it', async () => {
    const links = smartOnes(await linksOf({ smart: { launchUrl }, profile: { preset: 'oracle-health' } }));
    expect(links).toEqual([{ label: expect.any(String), url: launchUrl, type: 'smart' }]);
  });
});

test('R-157: a client without it gets no SMART link and no appContext', async () => {
  const links = await linksOf({});
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(link).toEqual({ label: link.label, url: link.url, type: 'absolute' });
});
