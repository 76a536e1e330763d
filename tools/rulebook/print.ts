/** The book as a PDF, printed by the Chromium of this machine; without one there is none. */
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test/support/chromium.ts';

/**
 * @param from the file with all pages
 * @returns false where there is no Chromium
 */
export const printed = async (from: string, to: string): Promise<boolean> => {
  const executablePath = findChromium();
  if (executablePath === undefined) return false;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(pathToFileURL(from).href);
    await page.pdf({ path: to, preferCSSPageSize: true, tagged: true, outline: true });
    return true;
  } finally {
    await browser.close();
  }
};
