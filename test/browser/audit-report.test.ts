import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import { lessonsPage } from '../../functions/audit/inquiry/lessons-page.ts';
import { launchChromium, withoutBrowser } from '../support/chromium.ts';

const lessons: Lessons = {
  from: '2026-10-01T00:00:00.000Z',
  to: '2027-01-01T00:00:00.000Z',
  calls: 1_204,
  refusals: 31,
  rules: [
    {
      rule: 'REC-13',
      version: '1.0.0',
      fired: 220,
      shown: 200,
      withheld: 20,
      accepted: 9,
      overridden: 141,
      unanswered: 50,
      reasons: { 'known-baseline': 100, 'clinical-judgement': 41 },
      overrideRate: 0.94,
      toDecision: 95_000,
      review: true,
    },
    {
      rule: 'REC-03',
      version: '1.0.0',
      fired: 12,
      shown: 12,
      withheld: 0,
      accepted: 9,
      overridden: 1,
      unanswered: 2,
      reasons: { 'already-done': 1 },
      overrideRate: 0.1,
      toDecision: 31_000,
      review: false,
    },
    {
      rule: '<script>',
      version: '"&',
      fired: 1,
      shown: 0,
      withheld: 1,
      accepted: 0,
      overridden: 0,
      unanswered: 0,
      reasons: {},
      review: false,
    },
  ],
  services: [
    {
      service: 'leg-symptoms-patient-view',
      calls: 1_204,
      refusals: 31,
      degraded: 2,
      ms: { p50: 21, p95: 64, p99: 118, max: 402 },
    },
  ],
  missingData: [{ client: 'st-elsewhere', key: 'conditions', refusals: 31, requests: 1_235, rate: 0.025 }],
  funnel: { shown: 400, opened: 100, saved: 60, answered: 45 },
};

describe.skipIf(withoutBrowser)('the report of what the audit log teaches', () => {
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(lessonsPage(lessons));
  });
  afterAll(() => browser?.close());

  test('axe finds nothing', async () => {
    // the page allows no script; axe comes in from outside
    const { violations } = await page
      .evaluate(`${axe.source}; axe.run()`)
      .then((result) => result as axe.AxeResults);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  test('asks for nothing from anywhere', () => {
    expect(asked).toEqual([]);
  });

  test('names first what a clinician should look at', async () => {
    expect(await page.locator('.review').innerText()).toContain(
      'REC-13 version 1.0.0: overridden 94 % of 150 times',
    );
  });

  test('every bar has its numbers in the same row', async () => {
    const row = page.getByRole('row', { name: /REC-13/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      '220',
      '200',
      '20',
      '9',
      '141',
      '50',
      '94 %',
      '2 min',
      'known-baseline 100\nclinical-judgement 41',
      '',
    ]);
    expect(await row.locator('svg[aria-hidden=true] rect').count()).toBe(3);
  });

  test('says how far the cards that lead to the app got', async () => {
    const row = page.getByRole('row', { name: /^findings saved/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['60', '15 %', '']);
  });

  test('shows text as text', async () => {
    expect(await page.getByRole('rowheader', { name: '<script> version "&' }).count()).toBe(1);
  });

  test('on paper nothing is cut off', async () => {
    await page.emulateMedia({ media: 'print' });
    const pageWidth = await page.evaluate(() => {
      document.body.style.width = '1046px'; // A4 landscape less its margins, at 96 dpi
      return Math.max(...[...document.querySelectorAll('table')].map((table) => table.scrollWidth));
    });
    await page.emulateMedia({ media: 'screen' });
    expect(pageWidth).toBeLessThanOrEqual(1046);
  });
});
