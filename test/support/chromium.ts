/**
 * The Chromium of this machine, driven by playwright-core. Nothing is downloaded: without a Chromium the
 * browser tests are skipped, or fail when REQUIRE_BROWSER=1.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const executable = (path: string) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** CHROME_PATH if it is set, even when it is wrong; else the first Chromium on the PATH or where macOS keeps it. */
export const findChromium = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  if (env.CHROME_PATH) return env.CHROME_PATH;
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin'];
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find(
    executable,
  );
};

/** For `describe.skipIf(withoutBrowser)`. With REQUIRE_BROWSER=1 nothing is skipped and `launchChromium` fails. */
export const withoutBrowser = findChromium() === undefined && process.env.REQUIRE_BROWSER !== '1';

/** Milliseconds that a step of a test waits: the machine may be busy. The test's own limit ends what hangs. */
const PATIENCE = 90_000;

/** Close it in `afterAll`: a browser left open keeps the test run alive. */
export const launchChromium = async (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('no Chromium found: install one, or name it in CHROME_PATH');
  }
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  };
  return browser;
};
