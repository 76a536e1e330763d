/** A walk of a person through a page, counted: a key pressed or a click is one interaction. */
import type { Locator, Page } from 'playwright-core';

export interface Walk {
  readonly press: (...keys: string[]) => Promise<void>;
  readonly click: (where: Locator) => Promise<void>;
  readonly interactions: () => number;
}

export const walkOn = (page: Page): Walk => {
  let count = 0;
  return {
    press: async (...keys) => {
      for (const key of keys) {
        count++;
        await page.keyboard.press(key);
      }
    },
    click: async (where) => {
      count++;
      await where.click();
    },
    interactions: () => count,
  };
};
