import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, openPage, withoutBrowser } from '../support/chromium.ts';

describe.skipIf(withoutBrowser)('Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => browser?.close());

  test('renders a page', async () => {
    const page = await openPage(browser);
    await page.setContent('<title>Radix CDS</title>');
    expect(await page.evaluate(() => document.title)).toBe('Radix CDS');
  });
});
