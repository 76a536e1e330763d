import { describe, expect, test } from 'vitest';
import type { Draft } from '../../app/encoding/draft.ts';
import type { ChartedValue } from '../../app/encoding/encode-finding.ts';
import type { Key } from '../../app/encoding/key.ts';
import { observationOf, SAVED_AS, saveBundle } from '../../app/encoding/save-bundle.ts';
import {
  changesOf,
  formOf,
  isChanged,
  openNormals,
  undone,
  withAnswer,
  withRestNormal,
} from '../../app/examination/form.ts';
import { sectionOf } from '../../app/examination/layout.ts';
import { attemptOf, openedForm, openSession, save } from '../../app/examination/session.ts';
import { preview } from '../../app/preview/preview.ts';
import { now, openedWith, server, visit } from './chart.ts';

const empty = formOf(new Map());
let ids = 0;
const clock = { now: () => now, newId: () => `attempt-${++ids}` };

describe('the form', () => {
  test('nothing was asked until somebody answers', () => {
    expect([...empty.draft]).toEqual([]);
    expect(isChanged(empty)).toBe(false);
  });

  test('an answer taken back was not asked', () => {
    const form = withAnswer(withAnswer(empty, 'fever', true), 'fever', undefined);
    expect(form.draft.has('fever')).toBe(false);
    expect(isChanged(form)).toBe(false);
  });

  test('every step can be undone, filling a section is one', () => {
    const answered = withAnswer(empty, 'mrc-ankle-dorsiflexion.left', 3);
    const filled = withRestNormal(answered, sectionOf('strength'));
    expect(filled.draft.size).toBe(22);
    expect(undone(filled).draft).toEqual(answered.draft);
    expect(undone(undone(filled)).draft).toEqual(empty.draft);
    expect(undone(empty)).toBe(empty);
  });

  test('filling a section leaves what was answered, and says which answers it gave', () => {
    const form = withRestNormal(withAnswer(empty, 'mrc-ankle-dorsiflexion.left', 3), sectionOf('strength'));
    expect(form.draft.get('mrc-ankle-dorsiflexion.left')).toBe(3);
    expect(form.filled.has('mrc-ankle-dorsiflexion.left')).toBe(false);
    expect(form.filled.size).toBe(21);
  });

  test('an answer of one click, given again by hand, counts as given by hand', () => {
    const form = withAnswer(withRestNormal(empty, sectionOf('strength')), 'mrc-hip-flexion.left', 5);
    expect(form.filled.has('mrc-hip-flexion.left')).toBe(false);
  });

  test('"no to the rest" of the questions records no examination', () => {
    const filled = withRestNormal(empty, sectionOf('red-flags')).draft;
    expect(filled.get('fever')).toBe(false);
    expect(filled.has('spinal-percussion-tender')).toBe(false);
  });

  test('nothing answers the questions of the cauda equina together', () => {
    expect(openNormals(new Map(), sectionOf('cauda-equina'))).toEqual([]);
  });

  test('"rest normal" of the signs answers no question of the patient', () => {
    expect(withRestNormal(empty, sectionOf('weakness')).draft.has('progressive-weakness.left')).toBe(false);
  });

  test('pain has no normal: nothing fills it', () => {
    expect(openNormals(new Map(), sectionOf('symptoms'))).toEqual([]);
  });
});

describe('saving', () => {
  test('each finding has its author, time, leg and encounter; what was not asked is not there', async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const form = withAnswer(openedForm(opened), 'mrc-ankle-dorsiflexion.left', 3);
    await save(chart, opened, attemptOf(form, undefined, clock), clock, false);
    expect(chart.stored()).toHaveLength(1);
    expect(chart.stored()[0]).toMatchObject({
      status: 'final',
      subject: { reference: 'Patient/p1' },
      encounter: visit.encounter,
      performer: [visit.author],
      effectiveDateTime: now,
      bodySite: { extension: [{ valueCodeableConcept: { coding: [{ code: '7771000' }] } }] },
      valueQuantity: { value: 3 },
    });
  });

  test('each entry is created only if its attempt has not made it, and corrects only the version that was read', () => {
    const own = { ...observationOf('fever', true, visit, now), id: 'o9', meta: { versionId: '7' } };
    const { type, entry } = saveBundle({
      draft: new Map<Key, ChartedValue>([['slr.left', true]]),
      withdrawn: [own],
      visit,
      now,
      attempt: 'a1',
    });
    expect(type).toBe('transaction');
    expect(entry?.map(({ request }) => request)).toEqual([
      { method: 'PUT', url: 'Observation/o9', ifMatch: 'W/"7"' },
      {
        method: 'POST',
        url: 'Observation',
        ifNoneExist: `identifier=${encodeURIComponent(`${SAVED_AS}|a1.slr.left`)}`,
      },
    ]);
    expect(entry?.[0]?.resource).toEqual({ ...own, status: 'entered-in-error' });
  });

  test('after saving, the form opens with what was saved, and nothing is to be saved', async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const form = withAnswer(openedForm(opened), 'slr.left', true);
    const after = await save(chart, opened, attemptOf(form, undefined, clock), clock, false);
    expect([...openedForm(after).draft]).toEqual([['slr.left', true]]);
    expect(isChanged(openedForm(after))).toBe(false);
  });

  test.each([
    ['done, its answer lost', 'after'],
    ['not done', 'before'],
  ] as const)('a save that was %s is repeated without making anything twice', async (_, how) => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const form = withAnswer(withAnswer(openedForm(opened), 'slr.left', true), 'fever', false);
    const attempt = attemptOf(form, undefined, clock);
    chart.breaks(how);
    await expect(save(chart, opened, attempt, clock, false)).rejects.toThrow('Not saved.');
    const again = attemptOf(form, attempt, clock);
    expect(again).toBe(attempt);
    await save(chart, opened, again, clock, true);
    expect(chart.stored().map(({ status }) => status)).toEqual(['final', 'final']);
  });

  test('answers changed after a lost success correct what it saved', async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const form = withAnswer(openedForm(opened), 'slr.left', true);
    const attempt = attemptOf(form, undefined, clock);
    chart.breaks('after');
    await expect(save(chart, opened, attempt, clock, false)).rejects.toThrow();
    const changed = withAnswer(form, 'slr.left', false);
    await save(chart, opened, attemptOf(changed, attempt, clock), clock, true);
    expect(chart.stored().map(({ status }) => status)).toEqual(['entered-in-error', 'final']);
  });

  test.each([
    ['answers it there first', new Map(), true, false],
    ['corrects it there first', new Map<Key, ChartedValue>([['fever', false]]), true, undefined],
  ])(
    'another tab %s: the save says so once, loses nothing, then corrects it',
    async (_, had, there, here) => {
      const chart = server();
      const empty = await openSession(chart, clock);
      const first = attemptOf({ ...openedForm(empty), draft: had }, undefined, clock);
      const opened = had.size > 0 ? await save(chart, empty, first, clock, false) : empty;
      const saveIn = (value: boolean | undefined, isRepeated: boolean) =>
        save(
          chart,
          opened,
          attemptOf(
            withAnswer(withAnswer(openedForm(opened), 'slr.left', true), 'fever', value),
            undefined,
            clock,
          ),
          clock,
          isRepeated,
        );
      await saveIn(there, false);
      const before = chart.stored();
      await expect(saveIn(here, false)).rejects.toThrow(/^Not saved: .*another tab: .*fever.*Save again/);
      expect(chart.stored()).toEqual(before);
      const after = await saveIn(here, true);
      expect(openedForm(after).draft.get('fever')).toBe(here);
    },
  );

  test('what another tab saved of other fields stands beside it', async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    for (const key of ['fever', 'slr.left'] as const)
      await save(
        chart,
        opened,
        attemptOf(withAnswer(openedForm(opened), key, true), undefined, clock),
        clock,
        false,
      );
    expect([...openedForm(await openSession(chart, clock)).draft.keys()].sort()).toEqual([
      'fever',
      'slr.left',
    ]);
  });

  test('a correction keeps the old one as entered in error', async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const first = withAnswer(openedForm(opened), 'mrc-ankle-dorsiflexion.left', 3);
    const after = await save(chart, opened, attemptOf(first, undefined, clock), clock, false);
    const corrected = withAnswer(openedForm(after), 'mrc-ankle-dorsiflexion.left', 4);
    await save(chart, after, attemptOf(corrected, undefined, clock), clock, false);
    expect(chart.stored().map(({ status, valueQuantity }) => [status, valueQuantity?.value])).toEqual([
      ['entered-in-error', 3],
      ['final', 4],
    ]);
  });

  test('a finding taken back is entered in error, and nothing takes its place', async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const first = withAnswer(openedForm(opened), 'fever', true);
    const after = await save(chart, opened, attemptOf(first, undefined, clock), clock, false);
    const form = withAnswer(openedForm(after), 'fever', undefined);
    expect(changesOf(form).withdrawn).toEqual(['fever']);
    await save(chart, after, attemptOf(form, undefined, clock), clock, false);
    expect(chart.stored().map(({ status }) => status)).toEqual(['entered-in-error']);
  });

  test("another author's finding is shown, and is not this form's to correct", async () => {
    const chart = server();
    const opened = await openSession(chart, clock);
    const form = withAnswer(openedForm(opened), 'fever', true);
    await save(chart, opened, attemptOf(form, undefined, clock), clock, false);
    const foreign = chart
      .stored()
      .map((one) => ({ ...one, performer: [{ reference: 'Practitioner/other' }] }));
    const seen = await openSession(server(foreign), clock);
    expect(seen.record.get('fever')?.[0]?.value).toBe(true);
    expect([...openedForm(seen).draft]).toEqual([]);
  });
});

describe('the preview', () => {
  const opened = openedWith([]);
  const withFootDrop: Draft = new Map<Key, ChartedValue>([
    ['leg-pain.left', true],
    ['mrc-ankle-dorsiflexion.left', 3],
    ['mrc-great-toe-extension.left', 3],
    ['slr.left', true],
  ]);

  test('an empty form on an empty chart says nothing', () => {
    const { cards, assessment } = preview(opened, new Map(), new Map(), now);
    expect(cards).toEqual([]);
    expect(assessment.urgency).toBe('none');
  });

  test('a foot drop is L5 and urgent before it is saved', () => {
    const { cards, assessment } = preview(opened, new Map(), withFootDrop, now);
    expect(assessment.sides.left?.root.result).toBe('L5');
    expect(assessment.urgency).toBe('urgent');
    expect(cards[0]?.summary).toMatch(/^Left foot drop \(3\/5\)/);
  });

  test('its cards have the suggestions that the service would send', () => {
    const { cards } = preview(opened, new Map(), withFootDrop, now);
    expect(cards[0]?.suggestions?.map(({ label }) => label)).toEqual(
      expect.arrayContaining([expect.stringMatching(/MRI/)]),
    );
  });

  test('what was saved and is taken back in the form no longer counts', async () => {
    const chart = server();
    const before = await openSession(chart, clock);
    const form = { ...openedForm(before), draft: withFootDrop };
    const after = await save(chart, before, attemptOf(form, undefined, clock), clock, false);
    expect(preview(after.chart, after.record, new Map(), now).assessment.urgency).toBe('none');
    expect(preview(after.chart, after.record, openedForm(after).draft, now).assessment.urgency).toBe(
      'urgent',
    );
  });

  test('a part of the chart that could not be read is said to be unchecked', () => {
    const { assessment } = preview({ ...opened, unread: ['conditions'] }, new Map(), withFootDrop, now);
    expect(assessment.notChecked.map(({ key }) => key)).toContain('conditions');
  });
});
