/**
 * A sandbox of its own and one page in Chromium for a `describe`. The page stays from test to test, for opening one
 * anew costs a process; after each test it has its size and looks back, no routes and nothing stored. A request to
 * another origin, an error of a page, one on its console or a dialog fails the test.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from './chromium.ts';
import { newDataFolder, type RunningSandbox, startSandbox } from './sandbox-process.ts';

export interface WatchedBrowsing {
  /** Of the sandbox. */
  readonly url: string;
  /** From `beforeAll` on; another one when a test has closed it. */
  readonly page: Page;
  readonly context: BrowserContext;
  /** Takes back the errors with these words: the test has caused them. */
  readonly forgive: (words: string) => void;
}

export const watchedBrowsing = (viewport: {
  readonly width: number;
  readonly height: number;
}): WatchedBrowsing => {
  let sandbox: RunningSandbox;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let trouble: string[] = [];

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandbox({ DATA_DIR: newDataFolder() }), launchChromium()]);
    context = await browser.newContext({ viewport });
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== sandbox.url) trouble.push(`request to ${request.url()}`);
    });
    context.on('weberror', (error) => trouble.push(error.error().message));
    context.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    context.on('dialog', (dialog) => {
      // a form with changes asks before it is left
      if (dialog.type() === 'beforeunload') return void dialog.accept();
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.end('SIGKILL');
  });

  const putBack = async () => {
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    if (page.isClosed()) page = await context.newPage();
    for (const other of context.pages()) if (other !== page) await other.close();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.emulateMedia({
      media: null,
      colorScheme: null,
      reducedMotion: null,
      contrast: null,
      forcedColors: null,
    });
    await page.setViewportSize(viewport);
    if (page.url().startsWith(sandbox.url))
      await page.evaluate('localStorage.clear(); sessionStorage.clear()');
  };
  afterEach(async () => {
    await putBack();
    const found = trouble;
    trouble = [];
    expect(found).toEqual([]);
  });

  return {
    get url() {
      return sandbox.url;
    },
    get page() {
      return page;
    },
    get context() {
      return context;
    },
    forgive: (words) => {
      trouble = trouble.filter((one) => !one.includes(words));
    },
  };
};
