import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeFinding } from '../../app/encoding/encode-finding.ts';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';
import { violations, violationsInOtherModes } from './axe.ts';

describe.skipIf(withoutBrowser)('from the chart to the card and the audit log', () => {
  const browsing = watchedBrowsing({ width: 1440, height: 1000 });
  let page: Page;
  beforeEach(() => {
    page = browsing.page;
  });

  const open = async (query: string) => {
    await page.goto(`${browsing.url}/${query}`);
    await page.locator('.urgency, .cards .card').first().waitFor();
  };
  const button = (field: string, sign: string) =>
    page.locator(`[data-field="${field}"]`).getByText(sign, { exact: true });
  const cardHeads = () => page.locator('.advice article.card h3').allInnerTexts();

  test('a stranger finds leg pain, charts a foot drop, sees L5, saves, orders the MRI, and finds it audited', async () => {
    await page.goto(browsing.url);
    await page.getByRole('button', { name: /Left leg pain, follow-up/ }).click();
    await page.locator('.advice article.card').first().waitFor();
    await page.getByRole('button', { name: 'Examine' }).click();
    await page.locator('.examination').waitFor();
    await button('leg-pain.left', '+').click();
    await button('mrc-ankle-dorsiflexion.left', '3').click();
    await button('mrc-great-toe-extension.left', '3').click();
    await button('slr.left', '+').click();
    await page.locator('.preview').getByText('L5, left leg').waitFor();
    await page.getByRole('button', { name: 'Save to the chart' }).click();
    await page.getByText('Saved 4 findings.').waitFor();
    await page.getByRole('button', { name: 'To the chart and the cards' }).click();
    await page
      .locator('.advice article.card h3')
      .filter({ hasText: 'Left foot drop (3/5), fits L5' })
      .waitFor();
    await page.getByRole('button', { name: /^Urgent MRI lumbar spine/ }).click();
    await page.getByText('Reported to the service.').waitFor();
    await page.getByRole('button', { name: 'Audit log' }).click();
    const row = page.locator('.audit tbody tr').filter({ hasText: 'accepted' }).first();
    await row.waitFor();
    expect(await row.innerText()).toMatch(/urgent/);
    // the row opens: its rules, what was reported, where the data came from
    await row.getByRole('button').click();
    const opened = page.locator('.audit-file');
    await opened.getByText('accepted').waitFor();
    expect(await opened.innerText()).toMatch(/REC-\d+/);
    expect(await opened.innerText()).toMatch(/observations/);
    // why: the rule behind the card, and the finding that was charted
    const weakness = opened.locator('.traced').filter({ hasText: 'RF-MOTOR' }).first();
    await weakness.locator('> summary').click();
    await weakness
      .locator('li.yes', { hasText: /^Yes ankle dorsiflexion MRC ≤ 3/ })
      .first()
      .waitFor();
    // the call before it led to the examination
    await page.locator('.calls tbody tr').filter({ hasText: 'app opened, saved' }).first().waitFor();
    await page.getByLabel('Outcome').selectOption('refused');
    await page.getByText(/^0 of \d+ rows/).waitFor();
    await page.getByLabel('Outcome').selectOption('accepted');
    await page.getByText(/^1 of \d+ rows/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('.audit').innerText()).not.toContain('charting-error');
  });

  test('a call on record is evaluated again: the same answer, and each rule with the truth of what it asks', async () => {
    await open('?patient=cauda-equina');
    await page.getByRole('button', { name: 'Audit log' }).click();
    await page.locator('.calls tbody button').first().click();
    const opened = page.locator('.audit-file');
    await opened.getByText('✓ the same answer').waitFor();
    expect(await opened.innerText()).toMatch(/with the same knowledge, \d+\.\d+\.\d+: urgency emergent/);
    const rule = opened.locator('.traced').filter({ hasText: 'RF-CES' }).first();
    await rule.locator('> summary').click();
    await rule
      .locator('li.yes', { hasText: /^Yes numbness or tingling around genitals/ })
      .first()
      .waitFor();
    expect(await opened.locator('.traced').last().locator('> summary').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    // the opened call is a link, and Back closes it
    const link = page.url();
    await page.goBack();
    await expect.poll(() => opened.count()).toBe(0);
    await page.goto(link);
    await opened.getByText('✓ the same answer').waitFor();
  });

  test.each([
    ['calls', /rows/],
    ['rules', /What has changed[\s\S]*REC-\d+/],
    ['app', /findings saved/],
  ])(
    'the tab of %s of the audit log, by keyboard, without a fault of access and in 380 px',
    async (tab, says) => {
      await open('?patient=foot-drop');
      await page.goto(`${browsing.url}/?view=audit${tab === 'calls' ? '&tab=app' : ''}`);
      const button = page.locator('.audit-tabs button').nth(['calls', 'rules', 'app'].indexOf(tab));
      await button.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.audit').innerText()).toMatch(says);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(await button.innerText());
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 380, height: 800 });
      if (tab === 'calls') await page.locator('.calls tbody button').first().click();
      if (tab === 'calls') await page.getByText('the same answer').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(380);
    },
  );

  test('a finding taken back is entered in error, the advice goes with it, and the focus stays', async () => {
    await open('?patient=foot-drop');
    expect((await cardHeads())[0]).toContain('(3/5)');
    await page.getByLabel('Change Ankle dorsiflexion strength, left').click();
    await page.locator('.mend[open]').getByRole('button', { name: 'Entered in error' }).click();
    await page.locator('.findings small').filter({ hasText: 'entered in error' }).first().waitFor();
    await expect.poll(async () => (await cardHeads())[0]).not.toContain('(3/5)');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('chart-heading');
  });

  test('a finding changed keeps what it was, set aside', async () => {
    await open('?patient=vascular-leg');
    await page
      .getByLabel(/^Change Pedal pulses/)
      .first()
      .click();
    const form = page.locator('.mend[open] form');
    await form.getByLabel('Side').selectOption('left');
    await form.getByLabel('Value').selectOption('normal');
    await form.getByRole('button', { name: 'Chart it' }).click();
    const aside = page.locator('.findings').filter({ hasText: 'Set aside' });
    await aside
      .getByText(/Pedal pulses/)
      .first()
      .waitFor();
    await page
      .locator('.findings tr')
      .filter({ hasText: 'Pedal pulses' })
      .locator('.value')
      .filter({ hasText: /^Normal/ })
      .first()
      .waitFor();
  });

  test('on paper there is one patient, with chart and advice, and nobody else', async () => {
    await open('?patient=spinal-infection');
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('body').innerText();
    expect(text).toContain('TUIASOSOPO');
    expect(text).toContain('Possible spinal infection');
    expect(text).not.toMatch(/OKAFOR|WHITCOMBE|MBEKI/);
    expect(text).not.toContain('Not for this patient');
  });

  test.each([
    ['summary', /^For information .*S1/],
    ['plain', /knowledge/],
    ['epic', /\(any\)/],
    ['cds-hooks-1.0', /\(at-most-one\)/],
    ['oracle-health', /\(at-most-one\)/],
  ])('as %s the cards are those of its profile', async (look, says) => {
    await open('?patient=s1-disc');
    await page.getByText('As other EHRs show it').click();
    await page.locator('.vendor select').selectOption(look);
    await expect.poll(() => page.locator('.vendor-cards').innerText()).toMatch(says);
  });

  test('strength of several days is a line from the first day to the last', async () => {
    const earlier = {
      ...encodeFinding({ id: 'mrc-ankle-plantarflexion', value: 4, side: 'left', category: 'exam' }),
      status: 'final',
      subject: { reference: 'Patient/foot-drop' },
      effectiveDateTime: new Date(Date.now() - 10 * 86_400_000).toISOString(),
      performer: [{ reference: 'Practitioner/novak' }],
    };
    const bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: earlier, request: { method: 'POST', url: 'Observation' } }],
    };
    const answer = await page.request.post(`${browsing.url}/ehr/fhir`, {
      headers: { 'content-type': 'application/fhir+json' },
      data: JSON.stringify(bundle),
    });
    expect(answer.status()).toBe(200);
    await open('?patient=foot-drop');
    const line = page.locator('li').filter({ has: page.locator('.timeline') });
    expect(await line.innerText()).toMatch(
      /plantarflexion.*left[\s\S]*4\/5 10 days ago → 5\/5 (?:today|yesterday)/,
    );
  });

  test('a vignette is a link: its chart, its cards, and a tick', async () => {
    await page.goto(`${browsing.url}/?view=vignettes&rule=RF-CES&vignette=1`);
    await page.locator('.vignette .card').first().waitFor();
    expect(await page.locator('.vignettes .cross').count()).toBe(0);
    expect(await page.locator('.vignettes .tick').count()).toBeGreaterThan(1);
    await page.locator('.audit select').selectOption('REC-16');
    await page.locator('.vignette-title').first().click();
    expect(new URL(page.url()).search).toBe('?view=vignettes&rule=REC-16&vignette=1');
    expect(await violations(page)).toEqual([]);
  });

  describe('a failure shows what it does', () => {
    test.each([
      // first: a FHIR server that failed is spared for a while, and every fetch of the service fails meanwhile
      ['access-narrowed', /Not all data could be read/],
      ['prefetch-missing', /refused the call \(412\)/],
      ['fhir-down', /refused the call \(412\)/],
      ['access-expired', /refused the call \(412\)/],
      ['client-token-expired', /refused the call \(401\)/],
      ['audit-refusing', /Possible cauda equina syndrome/],
    ])('%s', async (fault, says) => {
      await page.goto(`${browsing.url}/?patient=cauda-equina&fault=${fault}`);
      await expect.poll(() => page.locator('.cards').innerText(), { timeout: 15_000 }).toMatch(says);
      expect(await page.getByLabel('Failure').inputValue()).toBe(fault);
    });

    test('fhir-slow: the service gives up in time and says so', async () => {
      await page.goto(`${browsing.url}/?patient=cauda-equina&fault=fhir-slow`);
      await expect
        .poll(() => page.locator('.cards').innerText(), { timeout: 15_000 })
        .toMatch(/refused the call \(412\)/);
    });

    test('nothing fails any more once it is switched off', async () => {
      await page.goto(`${browsing.url}/?patient=cauda-equina&fault=fhir-down`);
      await page.getByText(/refused the call/).waitFor();
      await page.getByLabel('Failure').selectOption('none');
      await expect.poll(async () => (await cardHeads())[0]).toMatch(/^Possible cauda equina syndrome/);
    });
  });

  test('axe finds nothing in the examination of the page, light and dark', async () => {
    await page.goto(`${browsing.url}/?patient=foot-drop&view=examination`);
    await page.locator('.examination').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await violationsInOtherModes(page, ['dark'])).toEqual([]);
  });
});
