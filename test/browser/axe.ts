/** What axe finds on a page: WCAG 2.2 AA and its best practices. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const RULES: axe.RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** Those that look at colours: all that another colour scheme of the same page can break. */
const COLOURS: axe.RunOptions['runOnly'] = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const run = async (page: Page, runOnly: NonNullable<axe.RunOptions['runOnly']>): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // a colour half way to its next one is no colour of the page
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  );
  // without a selector for each element that passes, which takes as long as the rules
  const { violations } = await page.evaluate(
    (only) => window.axe.run({ runOnly: only, resultTypes: ['violations'] }),
    runOnly,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

export const violations = (page: Page): Promise<string[]> => run(page, RULES);

/** Ways to look at a page: each changes colours, lines or what is shown. */
const modes = {
  dark: { colorScheme: 'dark' },
  'more contrast': { contrast: 'more' },
  'dark, more contrast': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { forcedColors: 'active' },
  'less motion': { reducedMotion: 'reduce' },
  print: { media: 'print' },
} as const satisfies Record<string, Parameters<Page['emulateMedia']>[0]>;

const plain = { media: null, colorScheme: null, contrast: null, forcedColors: null, reducedMotion: null };

type Mode = keyof typeof modes;
const allModes = Object.keys(modes) as Mode[];

/**
 * Cost: a pass over the page for each mode.
 *
 * @param page one that `violations` has found nothing on as it is
 */
export const violationsInOtherModes = async (
  page: Page,
  of: readonly Mode[] = allModes,
): Promise<string[]> => {
  const found: string[] = [];
  for (const name of of) {
    await page.emulateMedia({ ...plain, ...modes[name] });
    found.push(...(await run(page, COLOURS)).map((one) => `${name}: ${one}`));
  }
  await page.emulateMedia(plain);
  return found;
};
