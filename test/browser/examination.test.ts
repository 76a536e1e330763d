import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { REGION_PARTS, REGIONS } from '../../rules/findings/index.ts';
import { withoutBrowser } from '../support/chromium.ts';
import { watchedBrowsing } from '../support/watched-browsing.ts';
import { violations, violationsInOtherModes } from './axe.ts';
import { walkOn } from './walk.ts';

describe.skipIf(withoutBrowser)('the examination', () => {
  const browsing = watchedBrowsing({ width: 1440, height: 900 });
  let page: Page;
  beforeAll(() => {
    page = browsing.page;
  });

  const open = async (patient: string, more = '') => {
    await page.goto(`${browsing.url}/app/?patient=${patient}${more}`);
    await page.locator('.examination').waitFor();
  };
  const field = (key: string) => page.locator(`[data-field="${key}"]`);
  const button = (key: string, sign: string) => field(key).getByText(sign, { exact: true });
  const previewSays = () => page.locator('.preview').innerText();
  const save = () => page.getByRole('button', { name: 'Save to the chart' }).click();
  const saved = () => page.getByText(/^Saved \d+ findings?\.$/).waitFor();
  const observations = async (patient: string) => {
    const answer = await page.request.get(
      `${browsing.url}/ehr/fhir/Observation?patient=${patient}&_count=1000`,
    );
    const bundle = (await answer.json()) as { entry?: { resource: import('fhir/r4').Observation }[] };
    return (bundle.entry ?? []).map(({ resource }) => resource);
  };
  const saidOf = async (patient: string, id: string) =>
    (await observations(patient)).filter(({ code }) => code.coding?.some((one) => one.code === id));
  describe('takes no more than', () => {
    test('14 keys to L5 in a left foot drop with its pattern, a quarter of its words', async () => {
      const words =
        'Left leg: ankle dorsiflexion 3/5, great toe extension 3/5, straight leg raise positive, light touch of the dorsal foot reduced.';
      await open('charting-error');
      const walk = walkOn(page);
      await walk.press('s', 'ArrowDown', 'ArrowDown', 'ArrowDown', '3', '3', 't', '+');
      await walk.press('e', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', '1');
      await expect.poll(previewSays).toMatch(/Left foot drop \(3\/5\), fits L5/);
      const pressed = page.locator('[data-field$=".left"] button[aria-pressed="true"]');
      const charted = await pressed.evaluateAll((buttons) =>
        buttons.map((one) => one.closest<HTMLElement>('[data-field]')?.dataset['field']),
      );
      expect(charted.sort()).toEqual([
        'mrc-ankle-dorsiflexion.left',
        'mrc-great-toe-extension.left',
        'sens-dorsal-foot.left',
        'slr.left',
      ]);
      expect(walk.interactions()).toBeLessThanOrEqual(Math.min(14, words.length / 4));
    });

    test('16 clicks to the same, with pain on the figure', async () => {
      await open('charting-error');
      const walk = walkOn(page);
      await walk.click(button('mrc-ankle-dorsiflexion.left', '3'));
      await walk.click(button('mrc-great-toe-extension.left', '3'));
      await walk.click(button('mrc-hip-abduction.left', '4'));
      await walk.click(button('slr.left', '+'));
      await walk.click(button('sens-dorsal-foot.left', '1'));
      await walk.click(button('leg-pain.left', '+'));
      for (const place of ['buttock', 'lateral-leg', 'dorsal-foot'])
        await walk.click(page.locator(`.body-view [data-region="${place}.left"]`).first());
      await expect.poll(previewSays).toMatch(/Left foot drop \(3\/5\), fits L5/);
      expect(walk.interactions()).toBeLessThanOrEqual(16);
    });

    test('6 clicks for a wholly normal examination of both legs', async () => {
      await open('charting-error');
      const walk = walkOn(page);
      for (const id of ['strength', 'weakness', 'tension', 'reflexes', 'sensation', 'spinal-cord'])
        await walk.click(page.locator(`[data-section="${id}"] .rest`));
      expect(walk.interactions()).toBeLessThanOrEqual(6);
      expect(await page.getByText('22 filled as normal').count()).toBe(1);
      expect(await page.locator('[data-section] .rest[aria-disabled="false"]').count()).toBe(1);
    });
  });

  describe('a danger question is never answered unseen:', () => {
    const isNo = (key: string) => button(key, 'No').getAttribute('aria-pressed');

    test('R answers no question of the cauda equina, and N answers one and goes on to the next', async () => {
      await open('charting-error');
      await page.keyboard.press('q');
      await page.keyboard.press('r');
      expect(await page.locator('[data-section="cauda-equina"] .rest, dialog').count()).toBe(0);
      await page.keyboard.press('n');
      await page.keyboard.press('n');
      await page.getByText('2 changes not saved').waitFor();
    });

    test('of the others "no to the rest" names each first; Enter twice, or Escape, answers none', async () => {
      await open('charting-error');
      await page.keyboard.press('d');
      for (const leave of ['Enter', 'Escape']) {
        await page.keyboard.press('r');
        await page.locator('dialog[open]').waitFor();
        await page.keyboard.press(leave);
        await page.locator('dialog').waitFor({ state: 'detached' });
        expect(await page.evaluate(() => document.activeElement?.closest('[data-section]')?.id)).toBe('');
      }
      expect(await page.getByText('Nothing to save yet').count()).toBe(1);
      await button('night-sweats', 'Yes').click();
      await page.getByRole('button', { name: 'No to the rest…: Other red flags' }).click();
      const named = await page.locator('dialog li').allInnerTexts();
      expect(named).toHaveLength(9);
      expect(named.join()).not.toMatch(/sweat/i);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'All 9 asked: no' }).click();
      await page.getByText('9 answered no together').waitFor();
      expect([await isNo('fever'), await isNo('night-sweats')]).toEqual(['true', 'false']);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('rest');
      await page.keyboard.press('u');
      await page.getByText('1 change not saved').waitFor();
    });
  });

  describe('as it opens', () => {
    beforeAll(() => open('foot-drop'));

    test('all fields stand on one screen of 1440 × 900, what is folded aside', async () => {
      const size = await page.evaluate(() => [
        document.documentElement.scrollHeight,
        document.documentElement.scrollWidth,
      ]);
      expect(size[0]).toBeLessThanOrEqual(900);
      expect(size[1]).toBeLessThanOrEqual(1440);
    });

    test('every button and checkbox of a field is 24 px or more', async () => {
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('.cell button, .regions label, .rest')]
          .map((one) => one.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && (width < 24 || height < 24)),
      );
      expect(small).toEqual([]);
    });
  });

  test('examined, saved, read back: the chart has each finding once, with leg, author and encounter', async () => {
    await open('little-documented');
    await button('mrc-ankle-dorsiflexion.right', '3').click();
    await page.locator('.body-view [data-region="lateral-leg.right"]').first().click();
    await page.getByText('2 changes not saved').waitFor();
    await save();
    await saved();
    const [strength] = await saidOf('little-documented', 'mrc-ankle-dorsiflexion');
    expect(strength).toMatchObject({
      status: 'final',
      valueQuantity: { value: 3 },
      subject: { reference: 'Patient/little-documented' },
    });
    expect(strength?.encounter?.reference).toMatch(/^Encounter\//);
    expect(strength?.performer?.[0]?.reference).toMatch(/^Practitioner\//);
    await page.reload();
    await page.locator('.examination').waitFor();
    expect(await button('mrc-ankle-dorsiflexion.right', '3').getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('[name="pain-path.right.lateral-leg"]').isChecked()).toBe(true);
    expect(await page.getByText('Nothing to save yet').count()).toBe(1);
  });

  test('a correction keeps what was saved, as entered in error', async () => {
    await open('pregnant');
    await button('reflex-medial-hamstring.left', '1+').click();
    await save();
    await saved();
    await button('reflex-medial-hamstring.left', '2+').click();
    await save();
    await expect
      .poll(async () =>
        (await saidOf('pregnant', 'reflex-medial-hamstring')).map(({ status }) => status).sort(),
      )
      .toEqual(['entered-in-error', 'final']);
  });

  test('a save whose answer is lost loses nothing, and saved again makes nothing twice', async () => {
    await open('known-cancer');
    const before = (await observations('known-cancer')).length;
    await button('reflex-patellar.left', '1+').click();
    await page.route('**/ehr/fhir', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await save();
    await page.getByRole('alert').filter({ hasText: 'Nothing of the form is lost' }).waitFor();
    expect(await button('reflex-patellar.left', '1+').getAttribute('aria-pressed')).toBe('true');
    await page.unroute('**/ehr/fhir');
    await save();
    await saved();
    expect((await observations('known-cancer')).length).toBe(before + 1);
    browsing.forgive('net::ERR_FAILED');
  });

  test('two tabs: the second save is told of the first once, loses nothing, and corrects it', async () => {
    await open('vascular-leg');
    const other = await browsing.context.newPage();
    await other.goto(page.url());
    for (const [tab, answer] of [
      [other, 'Yes'],
      [page, 'No'],
    ] as const)
      await tab.locator('[data-field="fever"]').getByText(answer, { exact: true }).click();
    await button('slr.left', '+').click();
    await other.getByRole('button', { name: 'Save to the chart' }).click();
    await other.getByText('Saved 1 finding.').waitFor();
    await save();
    await page
      .getByRole('alert')
      .getByText(/^Not saved: .*another tab: fever\. Nothing of the form is lost/)
      .waitFor();
    expect(await button('fever', 'No').getAttribute('aria-pressed')).toBe('true');
    await save();
    await saved();
    const stored = (await saidOf('vascular-leg', 'fever')).filter(({ issued }) => issued !== undefined);
    expect(stored.map(({ status, valueBoolean }) => [status, valueBoolean]).sort()).toEqual([
      ['entered-in-error', true],
      ['final', false],
    ]);
    expect(await saidOf('vascular-leg', 'slr')).not.toEqual([]);
  });

  test('left for the chart and closed without saving, it says so there, and goes on with it', async () => {
    await page.goto(`${browsing.url}/?patient=teenager&view=examination`);
    await button('slr.left', '+').click();
    await page.getByRole('button', { name: 'To the chart and the cards' }).click();
    await page.getByText('has changes that are not saved').waitFor();
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await page.getByText('1 change not saved').waitFor();
    expect(await button('slr.left', '+').getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'To the chart and the cards' }).click();
    await page.locator('.advice').waitFor();
    expect(await page.getByText('has changes that are not saved').count()).toBe(0);
  });

  test('undo takes back one step after the other, filling a section is one', async () => {
    await open('charting-error');
    await button('slr.left', '+').click();
    await page.locator('[data-section="tension"] .rest').click();
    await page.getByText('10 changes not saved').waitFor();
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Nothing to save yet').waitFor();
  });

  describe('the figure', () => {
    const places = [...REGIONS, ...Object.keys(REGION_PARTS)];
    const legs = ['left', 'right'];
    const layers = [
      ['pain-path', 'Pain', 'pain'],
      ['sensory-region', 'Numb, tingling', 'numb'],
    ] as const;
    const mark = (says: string) => page.getByRole('radio', { name: says, exact: true }).check();
    const drawn = async (as: string) => [
      ...new Set(
        await page
          .locator(`.area.${as}`)
          .evaluateAll((areas) => areas.map((area) => area.getAttribute('data-region') ?? '')),
      ),
    ];
    /** One after the other, each on a screen that has the one before. */
    const pressEach = (names: readonly string[]) =>
      page.evaluate(async (all) => {
        for (const name of all) {
          document.querySelector<HTMLInputElement>(`[name="${name}"]`)?.click();
          await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
        }
      }, names);
    const everywhere = places.flatMap((place) => legs.map((leg) => `${place}.${leg}`)).sort();

    test('draws what the list has, place by place and leg by leg, and again after saving', async () => {
      expect(places).toHaveLength(30);
      await open('charting-error');
      for (const [layer, says, as] of layers) {
        await mark(says);
        await pressEach(
          everywhere.map((place) => {
            const [name, leg] = place.split('.');
            return `${layer}.${leg}.${name}`;
          }),
        );
        expect((await drawn(as)).sort()).toEqual(everywhere);
      }
      await save();
      await saved();
      await page.reload();
      await page.locator('.examination').waitFor();
      for (const [, , as] of layers) expect((await drawn(as)).sort()).toEqual(everywhere);
      expect(await page.locator('.body-view .sides').allInnerTexts()).toHaveLength(4);
    });

    describe('on a chart that opened', () => {
      beforeAll(() => open('pregnant'));

      test('a click on the picture presses the box of its own place and leg, and shows it', async () => {
        await page.locator('.body-view [data-region="ball-of-foot.left"]').click();
        const box = page.locator('[name="pain-path.left.ball-of-foot"]');
        expect(await box.isVisible()).toBe(true);
        expect(await box.isChecked()).toBe(true);
        await page.getByText('Ankle, foot 1 marked').waitFor();
        await box.click();
        expect(await drawn('pain')).not.toContain('ball-of-foot.left');
      });

      test('the midline is apart: belly and back hurt on no leg, the saddle is numb on none', async () => {
        await page.locator('.body-view [data-region="belly"]').click();
        expect(await button('abdominal-flank-pain', 'Yes').getAttribute('aria-pressed')).toBe('true');
        await mark('Numb, tingling');
        await page.locator('.body-view [data-region="saddle"]').first().click();
        expect(await button('saddle-sensory-change', 'Yes').getAttribute('aria-pressed')).toBe('true');
      });

      test('on a telephone each area of the picture is 24 px or more', async () => {
        await page.setViewportSize({ width: 380, height: 800 });
        const small = await page.locator('.area').evaluateAll((areas) =>
          areas
            .map((area) => ({ of: area.getAttribute('data-region'), box: area.getBoundingClientRect() }))
            .filter(({ box }) => box.width < 24 || box.height < 24)
            .map(({ of, box }) => `${of} ${Math.round(box.width)} × ${Math.round(box.height)}`),
        );
        expect(small).toEqual([]);
      });

      test('each box says its layer, place and leg, and each group how many of it are marked', async () => {
        await mark('Pain');
        const named = page.getByRole('group').filter({ hasText: 'Knee, lower leg' });
        await named.first().waitFor();
        await page.locator('.places-list summary', { hasText: 'Knee, lower leg' }).click();
        await page.getByRole('checkbox', { name: 'Pain: Lateral knee, left' }).check();
        await page.getByText('Knee, lower leg 1 marked').waitFor();
      });

      test('the heading of a group has room for how many of it are marked', async () => {
        await mark('Pain');
        for (const place of ['buttock', 'lateral-leg', 'dorsal-foot'])
          await page.locator(`.body-view [data-region="${place}.left"]`).first().click();
        const cut = await page
          .locator('.places-list summary')
          .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
        expect(cut).toBe(0);
      });
    });
  });

  test('an open field says whether an answer to it could change the urgency', async () => {
    await open('charting-error');
    await page.locator('.field:has([data-field="saddle-sensory-change"]) > .of-urgency').waitFor();
    await button('saddle-sensory-change', 'No').click();
    await expect
      .poll(() => page.locator('.field:has([data-field="saddle-sensory-change"]) > .stake').count())
      .toBe(0);
  });

  test('the next finding worth a click is marked, and one click goes there', async () => {
    await open('little-documented');
    await page.locator('.preview .next button').click();
    const focused = await page.evaluate(() => document.activeElement?.closest('.wanted') !== null);
    expect(focused).toBe(true);
  });

  describe('with each folded part open', () => {
    beforeAll(async () => {
      await open('foot-drop');
      await page.locator('[data-section="strength"] .rest').click();
      for (const summary of await page.locator('.section > summary, .preview summary').all())
        await summary.click();
      await page.evaluate(() => scrollTo(0, 0));
    });

    test.each([1440, 380])(
      'axe finds nothing at %i px, in no mode, nothing scrolls sideways',
      async (width) => {
        await page.setViewportSize({ width, height: 900 });
        expect(await violations(page)).toEqual([]);
        if (width > 380) expect(await violationsInOtherModes(page)).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      },
    );
  });

  test('what is pressed is seen where colours are the reader’s own, and on paper', async () => {
    await open('charting-error');
    await button('slr.left', '+').click();
    const looks = (sign: string) =>
      button('slr.left', sign).evaluate((one) => {
        const { backgroundColor, printColorAdjust } = getComputedStyle(one);
        return { backgroundColor, printColorAdjust };
      });
    await page.emulateMedia({ forcedColors: 'active' });
    expect((await looks('+')).backgroundColor).not.toBe((await looks('−')).backgroundColor);
    await page.emulateMedia({ forcedColors: null, media: 'print' });
    expect((await looks('+')).printColorAdjust).toBe('exact');
    await page.emulateMedia({ media: null, contrast: 'more' });
    const quiet = await page.locator('.preview').evaluate((one) => {
      const style = getComputedStyle(one);
      return style.getPropertyValue('--ink-quiet') === style.getPropertyValue('--ink');
    });
    expect(quiet).toBe(true);
  });

  test('by keyboard alone: each section is one stop, and saving keeps the focus', async () => {
    await open('polyneuropathy');
    await page.keyboard.press('x');
    await page.keyboard.press('0');
    const stops = new Set<string>();
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      stops.add(
        await page.evaluate(() => {
          const section = document.activeElement?.closest<HTMLElement>('[data-section]');
          return section?.dataset['section'] ?? document.activeElement?.tagName ?? '';
        }),
      );
    }
    expect([...stops]).toEqual(expect.arrayContaining(['sensation']));
    await page.getByRole('button', { name: 'Save to the chart' }).focus();
    await page.keyboard.press('Enter');
    await saved();
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toBe('Save to the chart');
  });

  test('the app carries no address but its own', () => {
    const html = readFileSync(new URL('../../app/index.html', import.meta.url), 'utf8');
    expect(html).not.toMatch(/https?:/);
  });
});
