/**
 * A sandbox of its own and a page in Chromium, new for each test of a `describe`. A request to another origin, an
 * error of the page or one on its console fails the test.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchChromium } from './chromium.ts';
import { newDataFolder, type RunningSandbox, startSandbox } from './sandbox-process.ts';

export interface WatchedBrowsing {
  /** Of the sandbox. */
  readonly url: string;
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
  let trouble: string[];

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandbox({ DATA_DIR: newDataFolder() }), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.end('SIGKILL');
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport });
    page = await context.newPage();
    trouble = [];
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== sandbox.url) trouble.push(`request to ${request.url()}`);
    });
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  });
  afterEach(async () => {
    await context.close();
    expect(trouble).toEqual([]);
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
