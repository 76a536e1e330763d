/** Nothing is advised that the chart shows as done: each thing that a card offers is put into the chart, and goes. */
import { describe, expect, test } from 'vitest';
import { type Orderable, orderableIds } from '../../rules/codes/orderables.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput, InHand } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';
import { contributionsOf } from '../../rules/management/index.ts';
import type { OrderDraft, SuggestionDraft } from '../../rules/management/suggestion.ts';
import { vignetteCases } from '../load/answers.ts';
import { extracted } from '../support/fhir.ts';
import { cardsOf, compose } from './compose.ts';

const labelsOf = (input: EngineInput): readonly string[] =>
  cardsOf(input).flatMap(({ suggestions = [] }) => suggestions.map(({ label }) => label));

const offersOf = (input: EngineInput): readonly SuggestionDraft[] =>
  evaluate(input).fired.flatMap((fired) => contributionsOf(fired).flatMap(({ buttons = [] }) => buttons));

const isOrder = (draft: SuggestionDraft): draft is OrderDraft => draft.kind === 'order';

/** Every order that some vignette offers, with a chart that offers it. */
const offered = new Map<Orderable, { readonly input: EngineInput; readonly draft: OrderDraft }>();
for (const { extraction } of vignetteCases())
  for (const draft of offersOf(extraction.input).filter(isOrder))
    if (draft.replaces === undefined && !offered.has(draft.orderable))
      offered.set(draft.orderable, { input: extraction.input, draft });

const inHand = ({ orderable, priority }: OrderDraft, more: Partial<InHand> = {}): InHand => ({
  what: orderable,
  days: 0,
  state: 'ordered',
  priority,
  ref: 'ServiceRequest/done',
  ...more,
});

/** The orders that are offered on the wire for a chart. */
const codesOf = (input: EngineInput): string =>
  JSON.stringify(cardsOf(input).flatMap(({ suggestions = [] }) => suggestions));

describe.each([...offered])('%s', (orderable, { input, draft }) => {
  const code = draft.codes[0]?.code ?? '';

  test('is not offered once it is ordered', () => {
    const ordered = { ...input, inHand: [inHand(draft)] };
    expect(codesOf(ordered)).not.toContain(`"${code}"`);
    expect(compose(ordered).violations).toEqual([]);
  });

  test('is said to be in hand, with when', () => {
    const text = cardsOf({
      ...input,
      inHand: [inHand(draft, { days: draft.priority === 'routine' ? 3 : 0 })],
    })
      .map(({ summary, detail }) => `${summary}\n${detail}`)
      .join();
    if (cardsOf(input).some(({ suggestions = [] }) => JSON.stringify(suggestions).includes(`"${code}"`)))
      expect(text, orderable).toMatch(/ordered (?:today|3 days ago)/);
  });

  test('is offered still when the order is years old', () => {
    const old = { ...input, inHand: [inHand(draft, { days: 700 })] };
    expect(labelsOf(old)).toEqual(labelsOf(input));
  });
});

test('the vignettes offer every kind of order but those that only replace a draft', () => {
  const never = orderableIds.filter((id) => !offered.has(id));
  expect(never.sort()).toEqual(
    ['abi-exercise', 'ct-lumbar', 'ct-myelography', 'flexion-extension', 'mri-whole-spine'].filter((id) =>
      never.includes(id as Orderable),
    ),
  );
});

describe('an order that is less urgent than what is needed', () => {
  const emergency = inputOf({ age: 50, findings: [['saddle-sensory-change', true]] });
  const mri = (more: Partial<InHand>): InHand => ({
    what: 'mri-lumbar',
    days: 0,
    state: 'ordered',
    priority: 'stat',
    ref: 'ServiceRequest/x',
    ...more,
  });

  test.each<[string, Partial<InHand>, boolean]>([
    ['stat, today', {}, false],
    ['done today', { state: 'done', priority: 'routine' }, false],
    ['routine, today', { priority: 'routine' }, true],
    ['stat, a week ago', { days: 7 }, true],
    ['done three weeks ago', { state: 'done', days: 21 }, true],
  ])('%s: the emergency MRI is offered %s', (_, more, expected) => {
    const labels = labelsOf({ ...emergency, inHand: [mri(more)] });
    expect(labels.includes('Emergency MRI lumbar spine')).toBe(expected);
  });

  test('an emergency that was acted on says what was ordered and when', () => {
    const [card] = cardsOf({ ...emergency, inHand: [mri({})] });
    expect(card?.summary).toMatch(/^Possible cauda equina syndrome: MRI lumbar spine ordered today/);
    expect(card?.indicator).toBe('critical');
  });
});

describe('what is measured, recorded or where the patient is', () => {
  test('no bladder scan beside a residual of today', () => {
    const scan = (days: number) =>
      labelsOf(
        inputOf({
          age: 50,
          findings: [
            ['saddle-sensory-change', true],
            ['pvr-ml', 80, undefined, days],
          ],
        }),
      );
    expect(scan(0)).not.toContain('Bladder scan');
    expect(scan(2)).toContain('Bladder scan');
  });

  test('no emergency department for a patient who is in one', () => {
    const input = inputOf({ age: 50, findings: [['saddle-sensory-change', true]] });
    expect(labelsOf({ ...input, inEmergency: true }).join()).not.toContain('Emergency department');
    expect(labelsOf(input).join()).toContain('Emergency department');
  });

  test.each([
    [3, true],
    [3.1, false],
  ])('a needle study at an INR of %d is offered: %s', (inr, offered) => {
    const found = cardsOf(
      inputOf({
        age: 33,
        history: ['peroneal-risk'],
        findings: [
          ['inr', inr],
          ['mrc-ankle-dorsiflexion', 3, 'R'],
          ['mrc-ankle-inversion', 5, 'R'],
          ['mrc-hip-abduction', 5, 'R'],
          ['low-back-pain', false],
        ],
      }),
    );
    const labels = found.flatMap(({ suggestions = [] }) => suggestions.map(({ label }) => label));
    expect(labels.includes('EMG')).toBe(offered);
    expect(labels).toContain('Nerve conduction study');
    expect(/no needle EMG/.test(found.map(({ detail }) => detail).join())).toBe(!offered);
  });

  test('safety-net advice in an emergency department, unless an emergency is acted on', () => {
    const offers = (saddle: boolean) =>
      labelsOf({
        ...inputOf({
          age: 50,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
            ['mrc-ankle-plantarflexion', 5, 'L'],
            ['reflex-achilles', 'normal', 'L'],
            ['saddle-sensory-change', saddle],
          ],
        }),
        inEmergency: true,
      }).includes('Send safety-net advice');
    expect([offers(false), offers(true)]).toEqual([true, false]);
  });

  test('no question that was answered, whichever way', () => {
    const asked = (answered: boolean) =>
      cardsOf(
        inputOf({
          age: 50,
          findings: [
            ['saddle-sensory-change', true],
            ...(answered
              ? ([
                  ['urinary-retention', false],
                  ['urinary-incontinence', false],
                ] as const)
              : []),
          ],
        }),
      )[0]?.detail;
    expect(asked(false)).toMatch(/Next: .*retention/);
    expect(asked(true)).not.toMatch(/Next: .*(?:retention|incontinence)/);
  });

  const areas = ['saddle-sensory-change', 'urinary-retention', 'fecal-incontinence'] as const;

  test.each<[string, VignetteChart]>([
    [
      'a foot drop, 3/5',
      {
        age: 52,
        findings: [
          ['leg-pain', true, 'L'],
          ['mrc-ankle-dorsiflexion', 3, 'L'],
        ],
      },
    ],
    [
      'a foot drop, 2/5',
      {
        age: 52,
        findings: [
          ['leg-pain', true, 'L'],
          ['mrc-ankle-dorsiflexion', 2, 'L'],
        ],
      },
    ],
    [
      'cord signs of both legs',
      {
        age: 70,
        findings: [
          ['foot-drop', true, 'B'],
          ['hyperreflexia', true, 'B'],
        ],
      },
    ],
    [
      'a cancer with night pain',
      {
        age: 60,
        history: ['cancer-history'],
        findings: [
          ['low-back-pain', true],
          ['night-pain-unremitting', true],
        ],
      },
    ],
    [
      'pain that went from one leg to both',
      {
        age: 50,
        findings: [
          ['leg-pain', true, 'B'],
          ['progressed-to-bilateral', true],
        ],
      },
    ],
    [
      'a draft of an early scan',
      { age: 40, hook: 'order-sign', order: { type: 'MRI-L-WO' }, findings: [['leg-pain', true, 'L']] },
    ],
  ])('%s: no card asks saddle, bladder or bowel once each is answered', (_, given) => {
    const asked = (answered: boolean) =>
      cardsOf(
        inputOf({
          ...given,
          findings: [...given.findings, ...(answered ? areas.map((id) => [id, false] as const) : [])],
        }),
      )
        .map(({ detail }) => detail)
        .join();
    const asks = /saddle, bladder, bowel/i;
    expect(asked(false)).toMatch(asks);
    expect(asked(true)).not.toMatch(asks);
  });
});

describe('the chart as FHIR', () => {
  const mri = (more: object) => ({
    resourceType: 'ServiceRequest',
    id: 'r1',
    status: 'active',
    intent: 'order',
    priority: 'stat',
    subject: { reference: 'Patient/p1' },
    authoredOn: '2026-11-22',
    code: { coding: [{ system: 'http://loinc.org', code: '24968-0' }] },
    ...more,
  });
  const handed = (resource: object) => extracted([resource]).input.inHand;

  test.each<[string, object, number]>([
    ['an active request', mri({}), 1],
    ['a draft of the chart', mri({ status: 'draft' }), 1],
    ['one that was revoked', mri({ status: 'revoked' }), 0],
    ['one that says not to', mri({ doNotPerform: true }), 0],
    ['one without a date', mri({ authoredOn: undefined }), 0],
    ['one of another patient', mri({ subject: { reference: 'Patient/other' } }), 0],
  ])('%s counts %#', (_, resource, count) => {
    expect(handed(resource) ?? []).toHaveLength(count);
  });

  test('a report that is final is done', () => {
    const report = {
      ...mri({}),
      resourceType: 'DiagnosticReport',
      status: 'final',
      authoredOn: undefined,
      effectiveDateTime: '2026-11-21',
    };
    expect(handed(report)).toMatchObject([{ what: 'mri-lumbar', state: 'done' }]);
  });

  test('a visit to the emergency department is one while it lasts', () => {
    const visit = (status: string) => ({
      resourceType: 'Encounter',
      id: 'e1',
      status,
      class: { code: 'EMER' },
      subject: { reference: 'Patient/p1' },
    });
    expect(extracted([visit('in-progress')]).input.inEmergency).toBe(true);
    expect(extracted([visit('finished')]).input.inEmergency).toBeUndefined();
  });
});
