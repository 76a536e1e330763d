/** Each face at 200 % and at 400 % zoom: a browser then has a half or a quarter of the room (WCAG 1.4.10). */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { intakeEnglish } from '../../app/words/intake.en.ts';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';

describe.skipIf(withoutBrowser)('at a larger zoom', () => {
  const browsing = watchedBrowsing({ width: 1440, height: 900 });
  let page: Page;
  beforeEach(() => {
    page = browsing.page;
  });

  const open = async (query: string, width: number, height: number) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${browsing.url}/app/?${query}`);
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  };

  /** Elements that stand out of the window to the right, or whose text is cut off. */
  const lost = () =>
    page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      const isLost = (element: Element) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        const hides = [overflowX, overflowY].includes('hidden') || textOverflow === 'ellipsis';
        const cut =
          hides &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
        const { width, right } = element.getBoundingClientRect();
        return cut || (width > 1 && right > room + 1);
      };
      return [...document.querySelectorAll('body *')]
        .filter((element) => element.checkVisibility() && element.closest('.visually-hidden, svg') === null)
        .filter(isLost)
        .map((element) => element.outerHTML.slice(0, 120));
    });

  test.each(
    [
      'patient=foot-drop',
      'face=reasons&patient=foot-drop',
      'face=intake&patient=s1-disc',
      'face=intake&patient=s1-disc&lang=es',
    ].flatMap((query) => [['200 %', query, 720, 450] as const, ['400 %', query, 320, 256] as const]),
  )('of %s nothing is cut off and nothing scrolls sideways: %s', async (_, query, width, height) => {
    await open(query, width, height);
    expect(await lost()).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  });

  test('of 200 % the card of the examination is on the first screen', async () => {
    await open('patient=foot-drop', 720, 450);
    const { bottom } = await page
      .locator('.preview article.card h3')
      .first()
      .evaluate((heading) => heading.getBoundingClientRect());
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(bottom).toBeLessThanOrEqual(450);
  });

  test('in Spanish no English is left on the first pages of the intake form', async () => {
    await open('face=intake&patient=s1-disc&lang=es', 380, 800);
    const english = [intakeEnglish.title, intakeEnglish.intro, intakeEnglish.start, intakeEnglish.notSure];
    for (let n = 0; n < 3; n++) {
      const text = await page.locator('body').innerText();
      expect(english.filter((words) => text.includes(words))).toEqual([]);
      const answer = page.locator('main input').first();
      if ((await answer.count()) > 0) await answer.check();
      await page.locator('button.primary').click();
    }
  });
});
