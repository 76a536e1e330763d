/** One study is offered once in an answer, and no button orders again what is being signed. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput, Priority } from '../../rules/engine/types.ts';
import { storyCases, vignetteCases } from '../load/answers.ts';
import { cardsOf, compose, profile } from './compose.ts';

const SCANS = new Set(['30679-5', '24967-2', '30854-4', '30855-1']);
const EMERGENCY_DEPARTMENT = '306104004';

const codesOf = (cards: ReturnType<typeof cardsOf>): readonly string[] =>
  cards
    .flatMap(({ suggestions = [] }) => suggestions.flatMap(({ actions = [] }) => actions))
    .flatMap((action) => {
      const { code } = ('resource' in action ? action.resource : {}) as {
        code?: { coding?: readonly { code?: string }[] };
      };
      return action.type === 'create' ? (code?.coding?.[0]?.code ?? []) : [];
    });

const cordAndWeight: VignetteChart = {
  age: 71,
  findings: [
    ['babinski', true, 'L'],
    ['progressive-weakness', true, 'L'],
    ['low-back-pain', true],
    ['weight-loss-unexplained', true],
  ],
};

const both: readonly (readonly [string, VignetteChart])[] = [
  [
    'saddle numbness and a fever',
    {
      age: 56,
      findings: [
        ['saddle-sensory-change', true],
        ['low-back-pain', true],
        ['temp-c', 39.2],
      ],
    },
  ],
  ['a cord sign and unexplained weight loss', cordAndWeight],
  [
    'a cold leg and saddle numbness',
    {
      age: 68,
      findings: [
        ['limb-cold', true, 'L'],
        ['pulses', 'absent', 'L'],
        ['pain-onset-days', 1],
        ['saddle-sensory-change', true],
      ],
    },
  ],
];

describe('an answer', () => {
  const all = [
    ...[...storyCases(), ...vignetteCases()].map(({ name, extraction: { input } }) => [name, input] as const),
    ...both.map(([name, given]) => [name, inputOf({ hook: 'patient-view', ...given })] as const),
  ];

  test('offers one scan of the spine and one emergency department at most', () => {
    const twice = all.filter(([, input]) => {
      const cards = cardsOf(input);
      // the alternatives of a draft are one choice
      const chosen = cards.filter(({ selectionBehavior }) => selectionBehavior !== 'at-most-one');
      const codes = codesOf(chosen);
      const scans = codes.filter((code) => SCANS.has(code)).length;
      return scans > 1 || codes.filter((code) => code === EMERGENCY_DEPARTMENT).length > 1;
    });
    expect(twice.map(([name]) => name)).toEqual([]);
  });

  test.each(both)('%s: the scan is as wide and as soon as the most that is asked for', (_, given) => {
    const cards = cardsOf(inputOf({ hook: 'patient-view', ...given }));
    const labels = cards.flatMap(({ suggestions = [] }) => suggestions.map(({ label }) => label));
    expect(labels.filter((label) => label.includes('MRI'))).toHaveLength(1);
    expect(labels.find((label) => label.includes('MRI'))).toMatch(/^Emergency MRI/);
  });

  test('one danger that the scan of another looks for is a line of its card', () => {
    const cards = cardsOf(inputOf({ hook: 'patient-view', ...cordAndWeight }));
    expect(cards).toHaveLength(1);
    expect(`${cards[0]?.summary}\n${cards[0]?.detail}`).toMatch(/cancer of the spine/i);
    expect(cards[0]?.suggestions?.[0]?.label).toBe('Emergency MRI whole spine with contrast');
  });
});

describe('a draft that does what an emergency asks for', () => {
  const signing = (priority?: Priority): EngineInput => ({
    ...inputOf({
      hook: 'order-sign',
      age: 44,
      findings: [
        ['saddle-sensory-change', true],
        ['low-back-pain', true],
      ],
    }),
    order: { type: 'MRI-L-WO', draftRef: 'ServiceRequest/d1', ...(priority && { priority }) },
  });
  const draft = {
    resourceType: 'ServiceRequest',
    id: 'd1',
    status: 'draft',
    intent: 'order',
    priority: 'routine',
    subject: { reference: 'Patient/pat-1' },
    extension: [{ url: 'https://ehr.example/slot', valueString: 'kept' }],
  };
  const answer = (priority: Priority | undefined, preset: 'standard' | 'epic' = 'standard') =>
    compose(signing(priority), {
      profile: profile(preset),
      context: {
        hook: 'order-sign',
        userId: 'Practitioner/doc-1',
        patientId: 'pat-1',
        draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: draft as never }] },
      },
    });

  test.each([undefined, 'routine', 'urgent'] as const)('%s: is raised, and not ordered again', (priority) => {
    const { cards, violations } = answer(priority);
    const [first] = cards[0]?.suggestions ?? [];
    expect(first?.label).toBe('Make this MRI lumbar spine stat');
    expect(first?.actions).toMatchObject([{ type: 'update', resource: { ...draft, priority: 'stat' } }]);
    expect(codesOf(cards).some((code) => SCANS.has(code))).toBe(false);
    expect(violations).toEqual([]);
  });

  test('stat: has no button', () => {
    const { cards } = answer('stat');
    expect(JSON.stringify(cards[0]?.suggestions ?? [])).not.toMatch(/MRI/);
    expect(cards[0]?.summary).toMatch(/emergency MRI now/);
  });

  test('an EHR that cannot change a draft is told in words', () => {
    const { cards } = answer('routine', 'epic');
    expect(JSON.stringify(cards[0]?.suggestions ?? [])).not.toMatch(/MRI|update/);
    expect(cards[0]?.detail).toMatch(/raise the drafted MRI lumbar spine to stat/);
  });
});
