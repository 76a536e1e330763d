/** One answer, shaped for what each client can show and do (§T of the wire checklist). */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { cardsOf, profile, topic } from './compose.ts';

const imaging: VignetteChart = {
  age: 50,
  hook: 'order-sign',
  order: { type: 'CT-L' },
  history: ['prior-lumbar-surgery'],
  findings: [
    ['leg-pain', true, 'L'],
    ['conservative-weeks', 8],
    ['pain-trend', 'worsening'],
  ],
};
const emergency: VignetteChart = { findings: [['saddle-sensory-change', true]] };

const shown = (given: VignetteChart, preset: Parameters<typeof profile>[0], more = {}) => {
  const { order, ...input } = inputOf(given);
  const drafted =
    order === undefined ? input : { ...input, order: { ...order, draftRef: 'ServiceRequest/ct' } };
  return cardsOf(drafted, { profile: profile(preset, more) });
};

describe('standard (2.0.1)', () => {
  test('alternatives are offered as at-most-one', () => {
    expect(topic(shown(imaging, 'standard'), 'REC16')?.selectionBehavior).toBe('at-most-one');
  });
  test('what can be done together is offered as any', () => {
    expect(topic(shown(emergency, 'standard'), 'REC03')?.selectionBehavior).toBe('any');
  });
});

describe('Epic: any alone, one action a suggestion', () => {
  const card = topic(shown(imaging, 'epic'), 'REC16');

  test('E-47: of alternatives the preferred one stays a suggestion, as two steps that say so', () => {
    expect(card?.selectionBehavior).toBe('any');
    expect(card?.suggestions?.map(({ label }) => label)).toEqual([
      'Order MRI without and with contrast',
      'Remove the order that this one replaces',
    ]);
  });
  test('the others become words', () => {
    expect(card?.detail).toContain('Instead: Switch to MRI without contrast.');
  });
  test('every suggestion has one action', () => {
    const actions = shown(emergency, 'epic').flatMap(({ suggestions = [] }) =>
      suggestions.map((one) => one.actions?.length),
    );
    expect(new Set(actions)).toEqual(new Set([1]));
  });
});

describe('1.0: at-most-one alone', () => {
  test('keeps every suggestion', () => {
    const card = topic(shown(emergency, 'cds-hooks-1.0'), 'REC03');
    expect(card?.selectionBehavior).toBe('at-most-one');
    expect(card?.suggestions).toHaveLength(3);
  });
});

describe('links', () => {
  test('a client with a host list gets only those', () => {
    const [card] = shown(emergency, 'standard', { linkHosts: ['doi.org'] });
    const hosts = card?.links?.map(({ url }) => new URL(url).hostname);
    expect([...new Set(hosts)]).toEqual(['doi.org']);
  });
  test('a client that keeps none gets none, and no empty list', () => {
    const [card] = shown(emergency, 'standard', { linkHosts: [] });
    expect(card).not.toHaveProperty('links');
    expect(card?.source).not.toHaveProperty('url');
  });
});

describe('CPT', () => {
  test.each([
    [false, 1],
    [true, 2],
  ])('licensed %s: an MRI carries %i codings', (cpt, codings) => {
    const [card] = shown(emergency, 'standard', { cpt });
    const mri = card?.suggestions?.find(({ label }) => label === 'Emergency MRI lumbar spine')?.actions?.[0];
    expect(mri).toMatchObject({ resource: { code: { coding: { length: codings } } } });
  });
});

describe('plain text', () => {
  test('the first line stands without marks', () => {
    const [card] = shown(emergency, 'standard', { plainText: true });
    expect(card?.detail?.split('\n')[0]).toBe(
      'On-call spine team and MRI as soon as possible (within 4 h of request).',
    );
  });
});

test('every card has the members the specification asks for, and no empty ones', () => {
  for (const card of [...shown(emergency, 'standard'), ...shown(imaging, 'standard')]) {
    expect(card.source.label.length).toBeLessThanOrEqual(90);
    expect(card.source.topic?.code).toMatch(/^[A-Za-z0-9]{1,100}$/);
    expect(card.suggestions === undefined).toBe(card.selectionBehavior === undefined);
    expect(card.overrideReasons?.length).toBeGreaterThanOrEqual(3);
    expect(card.overrideReasons?.length).toBeLessThanOrEqual(6);
    for (const { code, system, display } of card.overrideReasons ?? []) {
      expect([code, system, display]).not.toContain('');
    }
    expect(JSON.stringify(card)).not.toMatch(/null|\[\]|\{\}/);
  }
});
