import type { Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';
import { violations, violationsInOtherModes } from './axe.ts';

/** What a clinician must see first in each chart: how urgent, and the card's opening words. */
const firstCards: Readonly<Record<string, readonly [indicator: string, says: RegExp]>> = {
  'cauda-equina': ['Critical', /^Possible cauda equina syndrome/],
  'becoming-bilateral': ['Critical', /^Warning signs of cauda equina/],
  'foot-drop': ['Critical', /^Left foot drop \(3\/5\)/],
  'peroneal-palsy': ['Warning', /^Right foot drop \(3\/5\), fits the fibular nerve/],
  's1-disc': ['For information', /^Right S1 radiculopathy/],
  stenosis: ['For information', /^Likely spinal stenosis/],
  'vascular-leg': ['For information', /vascular claudication: ankle-brachial index/],
  polyneuropathy: ['For information', /polyneuropathy/],
  'spinal-infection': ['Critical', /^Possible spinal infection/],
  'known-cancer': ['Warning', /metastasis/],
  'little-documented': ['For information', /nothing yet tells/],
  'charting-error': ['For information', /nothing yet tells/],
  'order-time': ['For information', /./],
  pregnant: ['For information', /./],
  teenager: ['For information', /Child/],
};

describe.skipIf(withoutBrowser)('the mini-EHR', () => {
  const browsing = watchedBrowsing({ width: 1440, height: 1000 });
  let page: Page;
  beforeAll(() => {
    page = browsing.page;
  });

  const open = async (query: string) => {
    await page.goto(`${browsing.url}/${query}`);
    await page.locator(query.includes('patient=') ? '.urgency' : '.welcome').waitFor();
  };
  /** As a link within the page does: without loading it anew. */
  const follow = async (query: string) => {
    await page.evaluate(async (to) => {
      history.pushState(undefined, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
      // what stood there is gone
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }, `/${query}`);
    await page.locator(query.includes('patient=') ? '.urgency' : '.welcome').waitFor();
  };
  const firstCard = () => page.locator('article.card').first();
  const openAll = () =>
    page.evaluate(async () => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      // what is made when it is opened is there
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    });

  describe('each story', () => {
    beforeAll(() => open(''));

    test.each(stories)('$id: the first card is the one that matters', async ({ id }) => {
      await follow(`?patient=${id}`);
      const [indicator, says] = firstCards[id] ?? ['', /^$/];
      expect(await firstCard().locator('.indicator').innerText()).toBe(indicator);
      expect(await firstCard().locator('h3').first().innerText()).toMatch(says);
    });
  });

  describe('the first screen of the page', () => {
    beforeAll(() => open('?patient=s1-disc'));

    test.each([
      [1440, 900],
      [1024, 768],
      [380, 800],
    ])('%d × %d shows what to do and its buttons, with the reasons folded', async (width, height) => {
      await page.setViewportSize({ width, height });
      await firstCard().scrollIntoViewIfNeeded();
      const button = firstCard().locator('.suggestions button').first();
      await button.waitFor();
      const card = await firstCard().boundingBox();
      const line = await firstCard().locator('.markdown').first().boundingBox();
      const box = await button.boundingBox();
      expect(box?.y).toBeGreaterThan(line?.y ?? 0);
      // the buttons follow the first line: from the head of the card to them no more than half a screen
      expect((box?.y ?? 0) + (box?.height ?? 0) - (card?.y ?? 0)).toBeLessThan(height / 2);
      if (width > 1000) expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height);
      expect(await firstCard().locator('details.reasons').getAttribute('open')).toBeNull();
    });

    test('what went over the wire, thousands of lines, is made when it is opened', async () => {
      const texts = page.locator('.wire textarea');
      expect(await texts.count()).toBe(0);
      await page.locator('.exchange > summary', { hasText: 'Request and response' }).click();
      await texts.first().waitFor();
      expect(await texts.first().inputValue()).toContain('"hook": "patient-view"');
    });
  });

  test('every story has an expectation', () => {
    expect(Object.keys(firstCards).sort()).toEqual(stories.map(({ id }) => id).sort());
  });

  describe('accessible', () => {
    beforeAll(() => open(''));

    test.each([
      ['nobody picked', ''],
      [
        'orders drafted',
        '?patient=order-time&service=leg-symptoms-order-sign&draft=naproxen&draft=gabapentin',
      ],
      ['set aside', '?patient=charting-error'],
    ])('axe finds nothing: %s, everything opened', async (_, query) => {
      await follow(query);
      await openAll();
      expect(await violations(page)).toEqual([]);
    });

    test('axe finds nothing: an emergency, everything opened, in every mode', async () => {
      await follow('?patient=cauda-equina');
      await openAll();
      expect(await violations(page)).toEqual([]);
      expect(await violationsInOtherModes(page)).toEqual([]);
    });

    test('axe finds nothing in the audit log', async () => {
      await page.goto(`${browsing.url}/?view=audit`);
      await page.locator('.audit tbody tr').first().waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test.each([720, 320])('at a width of %i nothing is cut off or scrolls sideways', async (width) => {
      await page.setViewportSize({ width, height: 600 });
      await open('?patient=foot-drop');
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(content).toBeLessThanOrEqual(window ?? 0);
      expect(await violations(page)).toEqual([]);
    });

    test('the number of cards is announced, emergencies first', async () => {
      await open('?patient=cauda-equina');
      expect(await page.locator('.cards [role=status]').first().innerText()).toMatch(/^1 critical/);
    });

    test('by keyboard alone: pick a patient, reach the advice, open the reasons, say no', async () => {
      await open('');
      const reach = async (text: RegExp) => {
        for (let steps = 0; steps < 200; steps += 1) {
          await page.keyboard.press('Tab');
          const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
          if (text.test(focused)) return;
        }
        throw new Error(`${text} cannot be reached by Tab`);
      };
      await reach(/^OKAFOR/);
      await page.keyboard.press('Enter');
      await page.locator('.urgency').waitFor();
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await reach(/^Skip to the advice/);
      await page.keyboard.press('Enter');
      await reach(/^Why this card/);
      await page.keyboard.press('Enter');
      expect(await firstCard().locator('details.why').getAttribute('open')).not.toBeNull();
      await reach(/^Not for this patient/);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await reach(/^Override this card/);
      await page.keyboard.press('Enter');
      await firstCard().getByText('Overridden: Already done').waitFor();
      expect(await firstCard().locator('.done').innerText()).toContain('Reported to the service.');
    });
  });

  describe('what a clinician does', () => {
    test('a finding charted on the spot changes the advice at once', async () => {
      await open('?patient=little-documented');
      expect(await page.locator('.urgency').innerText()).toContain('Routine');
      await page.getByText('Saddle numbness or tingling', { exact: true }).click();
      await page
        .getByRole('form', { name: /Saddle numbness/ })
        .getByRole('button', { name: 'Yes' })
        .click();
      await page.getByText('Emergent').waitFor();
      expect(await firstCard().locator('h3').first().innerText()).toMatch(/^Possible cauda equina syndrome/);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('missing-heading');
      const row = page.locator('tr', {
        has: page.getByRole('rowheader', { name: 'Saddle numbness or tingling' }),
      });
      expect(await row.innerText()).toMatch(/Yes\s+today, clinician/);
    });

    test('an accepted suggestion is a draft in the chart, and reported', async () => {
      await open('?patient=spinal-infection');
      const suggestion = firstCard().locator('.suggestions button').first();
      const label = await suggestion.innerText();
      await suggestion.click();
      await firstCard().getByText(`Accepted: ${label}`).waitFor();
      expect(await firstCard().locator('.done').innerText()).toContain('Reported to the service.');
      await page.getByRole('heading', { name: 'Draft orders from suggestions' }).waitFor();
    });

    test('drafting naproxen for a patient on apixaban with an eGFR of 38 warns before it is signed', async () => {
      await open('?patient=order-time&service=leg-symptoms-order-sign');
      await page.getByLabel('Naproxen 500 mg').check();
      await page.getByRole('heading', { name: /^Naproxen: / }).waitFor();
      await page.getByRole('button', { name: /^Remove/ }).click();
      await page.waitForURL((url) => !url.search.includes('naproxen'));
      expect(await page.getByLabel('Naproxen 500 mg').isChecked()).toBe(false);
    });

    test.each(['prefetch', 'fhir-server', 'mixed'])('the same first card, data by %s', async (way) => {
      await open(`?patient=foot-drop&data=${way}`);
      expect(await firstCard().locator('h3').first().innerText()).toMatch(/^Left foot drop/);
    });

    test('no order is selected yet: nothing is called, and the page says what to do', async () => {
      await open('?patient=order-time');
      let calls = 0;
      const counting = (request: Request) => {
        if (request.url().endsWith('/ehr/call')) calls++;
      };
      page.on('request', counting);
      await page.getByLabel('Moment').selectOption('leg-symptoms-order-select');
      const advice = page.locator('.advice');
      await advice.getByText('Tick a draft order').waitFor();
      expect([calls, await page.locator('article.card').count()]).toEqual([0, 0]);
      const naproxen = page.getByLabel('Naproxen 500 mg');
      await naproxen.check();
      await firstCard().waitFor();
      await naproxen.uncheck();
      await advice.getByText('Tick a draft order').waitFor();
      expect([calls, await page.locator('article.card').count()]).toEqual([1, 0]);
      page.off('request', counting);
    });

    test('the picked patient is in the address, and Back goes back', async () => {
      await open('?patient=stenosis');
      await page.getByRole('button', { name: /^RAMAN/ }).click();
      await page.locator('.banner-name', { hasText: 'RAMAN' }).waitFor();
      expect(page.url()).toContain('patient=s1-disc');
      await page.goBack();
      await page.locator('.banner-name', { hasText: 'VOGEL' }).waitFor();
    });

    test('what was entered in error is shown, set aside, with the reason', async () => {
      await open('?patient=charting-error');
      const aside = page.locator('section', { has: page.getByRole('heading', { name: 'Set aside' }) }).last();
      expect(await aside.innerText()).toMatch(/Saddle numbness or tingling[\s\S]*entered in error/i);
      expect(await aside.innerText()).toMatch(/older than 30 days/);
    });

    test('why: the rule, the truth of what it asks, and the resource that says so', async () => {
      await open('?patient=cauda-equina');
      await firstCard().locator('.why > summary').click();
      const sign = firstCard()
        .locator('.why li.yes', { hasText: /^Yes numbness or tingling around genitals/ })
        .first();
      await sign.waitFor();
      const source = (await sign.locator('a').getAttribute('href')) ?? '';
      const resource = await (await page.context().request.get(`${browsing.url}${source}`)).json();
      expect(resource.code.text).toBe('saddle numbness or tingling');
      expect(await firstCard().locator('.why').innerText()).toContain('Not documented: reduced anal tone');
    });

    test('the audit log shows the call and what was done, and nobody in it', async () => {
      await open('?patient=known-cancer');
      await firstCard().getByText('Not for this patient').click();
      await firstCard().getByLabel('Already done or in progress').check();
      await firstCard().getByLabel('Comment').fill('seen by Dr Lee');
      await firstCard().getByRole('button', { name: 'Override this card' }).click();
      await firstCard().getByText('Overridden: Already done').waitFor();
      await page.getByRole('button', { name: 'Audit log' }).click();
      // the page may have called again meanwhile: the row of the call that was answered is not always the first
      await page.locator('.audit tbody tr').getByText('overridden (already-done)').first().waitFor();
      expect(await page.locator('.audit').innerText()).not.toMatch(/adeyemi|known-cancer|Dr Lee/i);
    });

    test('absent and not documented look different', async () => {
      await open('?patient=foot-drop');
      const row = (name: string) => page.locator('tr', { has: page.getByRole('rowheader', { name }) });
      expect(await row('New urinary retention').innerText()).toContain('No');
      expect(await row('Straight leg raise').innerText()).toContain('not documented');
      expect(await page.locator('.red-flag .open').innerText()).toContain('New sexual dysfunction');
    });
  });

  describe('when the service is slow or away', () => {
    const advice = () => page.locator('.advice');
    const noCall = () => page.route('**/ehr/call', (route) => route.abort());
    /** What the browser itself says of a request that failed. */
    const expected = () => browsing.forgive('Failed to load resource');

    test('while it is asked the advice says so, and is not empty', async () => {
      const asked = Promise.withResolvers<void>();
      await page.route('**/ehr/call', async (route) => {
        await asked.promise;
        await route.continue();
      });
      await page.goto(`${browsing.url}/?patient=cauda-equina`);
      await advice().getByText('Asking the service…').waitFor();
      asked.resolve();
      await firstCard().waitFor();
      expect(await advice().getByText('Asking the service…').count()).toBe(0);
    });

    test('a call that fails is no all-clear', async () => {
      await noCall();
      await page.goto(`${browsing.url}/?patient=cauda-equina`);
      await advice().getByRole('alert').waitFor();
      expect(await advice().getByRole('alert').innerText()).toMatch(
        /Nothing was checked.*No card does not mean/,
      );
      expect(await page.getByRole('alert').count()).toBe(1);
      expected();
    });

    test('cards of an earlier call do not stand in for one that failed', async () => {
      await open('?patient=cauda-equina');
      await noCall();
      await page.getByLabel('Moment').selectOption({ index: 1 });
      await advice().getByRole('alert').waitFor();
      expect(await page.locator('article.card').count()).toBe(0);
      expected();
    });

    test('when nothing answers it is said once', async () => {
      await open('?patient=stenosis');
      await page.route('**/ehr/**', (route) => route.abort());
      await page.getByRole('button', { name: /^RAMAN/ }).click();
      await page.getByRole('alert').first().waitFor();
      expect(await page.getByRole('alert').count()).toBe(1);
      expected();
    });
  });

  describe('in little room', () => {
    test('an empty page has nothing to scroll to', async () => {
      await open('');
      expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    });

    test('at 200 % zoom all patients are in the list until one is picked, and then its advice is in view', async () => {
      await page.setViewportSize({ width: 640, height: 400 });
      await open('');
      const list = page.locator('.patients');
      expect(await list.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0);
      await page.getByRole('button', { name: /^OKAFOR/ }).click();
      await page.locator('.urgency').waitFor();
      const { y: banner = 999 } = (await page.locator('.banner').boundingBox()) ?? {};
      const { y: urgency = 999 } = (await page.locator('.urgency').boundingBox()) ?? {};
      expect([banner < 50, urgency < 400]).toEqual([true, true]);
    });
  });

  describe('hostile text', () => {
    const hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    const markdown = [
      hostile,
      '[click](javascript:alert(3))',
      '![pixel](https://evil.example/pixel.png)',
      '<a href="https://evil.example" onmouseover="alert(4)" style="position:fixed">x</a>',
      '<form action="https://evil.example"><button>sign</button></form>',
      '<svg><a xlink:href="javascript:alert(5)">x</a></svg>',
      '<style>body{display:none}</style>',
    ].join('\n\n');

    test('in the chart it stays text', async () => {
      await page.route('**/ehr/chart/**', async (route) => {
        const response = await route.fetch();
        const chart = await response.json();
        chart.patient.name = hostile;
        chart.patient.reason = hostile;
        chart.problems[0].text = hostile;
        chart.findings[0].words = hostile;
        await route.fulfill({ response, json: chart });
      });
      await open('?patient=stenosis');
      expect(await page.locator('.banner-name').innerText()).toBe(hostile);
      expect(await page.locator('main img, main script').count()).toBe(0);
    });

    test('in a card it is formatted or dropped, never run', async () => {
      await page.route('**/ehr/call', async (route) => {
        const response = await route.fetch();
        const exchange = await response.json();
        const [card] = exchange.received.cards;
        card.summary = hostile;
        card.detail = markdown;
        card.source = { label: hostile, url: 'javascript:alert(6)' };
        card.links = [{ label: 'link', url: 'data:text/html,<script>alert(7)</script>', type: 'absolute' }];
        await route.fulfill({ response, json: exchange });
      });
      await open('?patient=stenosis');
      expect(await firstCard().locator('h3').first().innerText()).toBe(hostile);
      expect(await firstCard().locator('img, script, style, [style], [onerror], [onmouseover]').count()).toBe(
        0,
      );
      expect(await firstCard().locator('.markdown').locator('form, button, svg').count()).toBe(0);
      // The sanitiser parses in an inert document; that the policy would have stopped it too is no trouble.
      browsing.forgive('Content Security Policy');
      const links = await firstCard()
        .locator('a')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      expect(links.filter((href) => href !== null && !href.startsWith('https://'))).toEqual([]);
    });
  });
});
