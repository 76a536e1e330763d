/** The reasons face in a browser: from a card of the mini-EHR, by a SMART launch. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';
import { violations, violationsInOtherModes } from './axe.ts';

describe.skipIf(withoutBrowser)('the reasons face', () => {
  const browsing = watchedBrowsing({ width: 1200, height: 900 });
  let page: Page;
  beforeEach(() => {
    page = browsing.page;
  });

  const open = async (patient: string, ask = '') => {
    await page.goto(`${browsing.url}/app/?face=reasons&patient=${patient}&ask=${ask}`);
    await page.getByRole('heading', { name: 'Reasons', level: 1 }).waitFor();
  };

  test('"Why this card" of a card opens it by a SMART launch', async () => {
    await page.goto(`${browsing.url}/?patient=cauda-equina`);
    const link = page.locator('a[href^="/ehr/launch"]', { hasText: 'Why this card' }).first();
    await link.waitFor({ state: 'attached' });
    const [app] = await Promise.all([
      browsing.context.waitForEvent('page'),
      link.evaluate((element: HTMLAnchorElement) => element.click()),
    ]);
    await app.getByRole('heading', { name: 'Reasons', level: 1 }).waitFor();
    await app.getByText('REC-03, version').waitFor();
  });

  test('a card stands with its rules, and each finding with its date and source', async () => {
    await open('cauda-equina');
    await page.locator('article.card').first().waitFor();
    const why = page.locator('section[aria-labelledby="why"]');
    expect(await why.locator('.trace').first().innerText()).toContain('Yes');
    const row = page.locator('section[aria-labelledby="findings"] tr', { hasText: 'Post-void residual' });
    expect(await row.innerText()).toMatch(/420\s+\d{4}-\d\d-\d\d\s+\w+/);
  });

  test('five layers: advice, key facts, why, how, evidence with its strength in plain words', async () => {
    await open('cauda-equina');
    const titles = await page.locator('main > section > h2').allInnerTexts();
    expect(titles).toEqual([
      'Advice',
      'Key facts: findings on the chart',
      'Not documented yet',
      'Why: each rule on this chart',
      'How it is decided',
      'Evidence',
    ]);
    expect(await page.locator('section[aria-labelledby="sources"]').innerText()).toMatch(
      /\(guideline: a guideline says so\)/,
    );
  });

  test('rules that did not fire say why', async () => {
    await open('s1-disc');
    await page.getByText('Rules that did not fire').click();
    await page.getByText(/^Red flags \(\d+\)/).click();
    await page.getByText('RF-CES, version').waitFor();
  });

  test('what is missing is a field: filled and saved, the reasons follow', async () => {
    await open('little-documented', 'saddle-sensory-change');
    await page.locator('[data-field="saddle-sensory-change"]').getByText('Yes', { exact: true }).click();
    await page.getByRole('button', { name: 'Save to the chart' }).click();
    await page.getByText('Saved 1 finding.').waitFor();
    await page.locator('article.card.critical').getByText('Possible cauda equina syndrome').first().waitFor();
    expect(await page.locator('.urgency').innerText()).toContain('Emergent');
  });

  test.each([1200, 380])('no rule of access is broken, nothing scrolls sideways: %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await open('s1-disc');
    expect(await violations(page)).toEqual([]);
    if (width > 380)
      expect(await violationsInOtherModes(page, ['dark', 'more contrast', 'print'])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
