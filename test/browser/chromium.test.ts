import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, withoutBrowser } from '../support/chromium.ts';

describe.skipIf(withoutBrowser)('Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => browser?.close());

  test('renders a page', async () => {
    const page = await browser.newPage();
    await page.setContent('<title>Radix CDS</title>');
    expect(await page.evaluate(() => document.title)).toBe('Radix CDS');
  });
});
