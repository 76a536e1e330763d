/** The intake form in a browser: from the first page to the card that its answers make. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';
import { violations, violationsInOtherModes } from './axe.ts';

describe.skipIf(withoutBrowser)('the intake form', () => {
  const browsing = watchedBrowsing({ width: 380, height: 800 });
  let page: Page;
  beforeEach(() => {
    page = browsing.page;
  });

  const open = async (patient: string, language = 'en') => {
    await page.goto(`${browsing.url}/app/?face=intake&patient=${patient}&lang=${language}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const answer = async (label: string) => {
    await page.getByLabel(label, { exact: true }).check();
    await press('Next');
  };
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  const toCaudaEquina = async (patient: string) => {
    await open(patient);
    await press('Start');
    await answer('Leg, Left');
    await page.getByText('between your legs').waitFor();
  };
  const cards = async (patient: string) => {
    const response = await fetch(`${browsing.url}/ehr/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        patient,
        service: 'leg-symptoms-patient-view',
        delivery: 'prefetch',
        drafts: [],
      }),
    });
    const { received } = (await response.json()) as { received: { cards: { summary: string }[] } };
    return received.cards.map(({ summary }) => summary);
  };

  test('a yes about the cauda equina tells the patient what to do, and becomes the card', async () => {
    await toCaudaEquina('little-documented');
    await answer('Yes');
    await page.getByText('This can be an emergency. Get help now.').waitFor();
    expect(await page.getByText('go to the nearest emergency department').count()).toBe(1);
    await press('I have read this. Go on');
    await press('Send my answers');
    await page.getByText('Sent. Thank you.').waitFor();
    expect((await cards('little-documented'))[0]).toContain('cauda equina syndrome');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('by keyboard alone: from the first page to what the patient must do, and sent', async () => {
    const tabTo = async (name: RegExp) => {
      for (let n = 0; n < 40; n++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const { activeElement: one } = document;
          const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
          return (
            one?.ariaLabel || [...labels.map(({ textContent }) => textContent), one?.textContent].join('')
          );
        });
        if (name.test(focused)) return;
      }
      throw new Error(`no Tab leads to ${name}`);
    };
    await open('vascular-leg');
    await tabTo(/^Start/);
    await page.keyboard.press('Enter');
    await page.getByText('Where does it hurt?').waitFor();
    await tabTo(/Leg, Left/);
    await page.keyboard.press('Space');
    await tabTo(/^Next$/);
    await page.keyboard.press('Enter');
    await page.getByText('between your legs').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tabTo(/Yes/);
    await page.keyboard.press('Space');
    await tabTo(/^Next$/);
    await page.keyboard.press('Enter');
    await page.getByText('This can be an emergency. Get help now.').waitFor();
    await tabTo(/^I have read this/);
    await page.keyboard.press('Enter');
    await tabTo(/^Send my answers/);
    await page.keyboard.press('Enter');
    await page.getByText('Sent. Thank you.').waitFor();
  });

  test('answers survive a closed browser; Back loses none', async () => {
    await toCaudaEquina('s1-disc');
    await answer('No');
    await page.close();
    page = await browsing.context.newPage();
    await open('s1-disc');
    await page.getByText('Your earlier answers are still here.').waitFor();
    await press('Start');
    expect(await heading()).toContain('pee');
    await press('Back');
    await page.getByText('between your legs').waitFor();
    expect(await page.getByLabel('No', { exact: true }).isChecked()).toBe(true);
  });

  test('a page without an answer says what to do, and does not go on', async () => {
    await toCaudaEquina('stenosis');
    await press('Next');
    await page.getByRole('alert').getByText('Choose an answer').waitFor();
    expect(await heading()).toContain('between your legs');
  });

  test('stopping early says how much is left', async () => {
    await toCaudaEquina('stenosis');
    await press('Stop here');
    await page.getByText(/\d+ questions are left whose answer can show that you need help sooner/).waitFor();
    await press('Go on with the questions');
    expect(await heading()).toContain('between your legs');
  });

  test('"Why do you ask?" has a sentence', async () => {
    await toCaudaEquina('stenosis');
    await page.getByText('Why do you ask?').click();
    await page.getByText('help within hours can prevent lasting harm').waitFor();
  });

  test('a failed save loses nothing and can be tried again', async () => {
    await toCaudaEquina('vascular-leg');
    await answer('Yes');
    await press('I have read this. Go on');
    await browsing.context.route('**/ehr/fhir', (route) => route.abort());
    await press('Send my answers');
    await page.getByRole('alert').getByText('Not saved').waitFor();
    await browsing.context.unroute('**/ehr/fhir');
    await press('Send my answers');
    await page.getByText('Sent. Thank you.').waitFor();
    browsing.forgive('net::ERR_FAILED');
  });

  test('a SMART launch for a patient opens it, and it may write a form alone', async () => {
    await page.goto(
      `${browsing.url}/app/launch.html?face=intake&iss=${encodeURIComponent(`${browsing.url}/fhir`)}`,
    );
    await page.getByRole('link', { name: /Okafor/ }).click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    const session = await page.evaluate(() => JSON.stringify(sessionStorage));
    expect(session).toContain('patient/QuestionnaireResponse.crs');
    expect(session).not.toMatch(/patient\/Observation\.\w*[cu]/);
  });

  test.each(['en', 'es'])('no page scrolls sideways or breaks a rule of access: %s', async (language) => {
    await open('pregnant', language);
    expect(await violations(page)).toEqual([]);
    await page.locator('button.primary').click();
    await page.locator('.places').waitFor();
    expect(await violations(page)).toEqual([]);
    if (language === 'en') expect(await violationsInOtherModes(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(380);
  });

  test('Spanish is whole, and says that it is not reviewed', async () => {
    await open('pregnant', 'es');
    await page.getByText('Traducción sin revisar').waitFor();
    await page.getByRole('button', { name: 'Empezar' }).click();
    expect(await heading()).toBe('¿Dónde le duele? Marque todos los sitios.');
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });
});
