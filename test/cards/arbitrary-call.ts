/** Random charts at any hook with orders, drugs, results and words of the chart, some of them hostile. */
import fc from 'fast-check';
import type { Detail, EngineInput, Hook, NotChecked } from '../../rules/engine/types.ts';
import { conditions, medicationClasses, orderTypes } from '../../rules/findings/index.ts';
import { anyChart, anyFact, anyInput, positiveRedFlag } from '../rules/arbitrary-chart.ts';

export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '**b** _i_ `c` # h',
  'see https://evil.example/x or www.evil.example or a@evil.example',
  '</div>\n\n- item\n\n| a | b |\n|---|---|',
  'line\r\nbreak\u2028sep\u202Eoverride\u0000nul',
  '&lt;b&gt; &amp; &#60;i&#62;',
  `${'very long name '.repeat(700)}🦵`,
  '🦵'.repeat(200),
  '\uD83E',
  '~~s~~ ^x^ $y$ ==z==',
  '<https://evil.example>',
];

const detail: fc.Arbitrary<Detail> = fc.record({
  ref: fc.constant('Condition/c1'),
  display: fc.constantFrom(...HOSTILE, 'Malignant neoplasm of breast'),
  code: fc.constantFrom('M54.30', 'M54.50', 'M51.16', 'C50.911'),
  date: fc.constantFrom('2026-03-01', '2026-03-01T10:00:00Z', '2026'),
});

const hook = fc.constantFrom<Hook>(
  'patient-view',
  'patient-view',
  'encounter-start',
  'order-select',
  'order-sign',
  'problem-list-item-create',
);

const orders = fc.array(
  fc.oneof(
    fc.constantFrom(...Object.keys(orderTypes)).map((type) => ({ type })),
    fc.constantFrom(...Object.keys(medicationClasses)).map((drug) => ({ drug })),
  ),
  { maxLength: 3 },
);

const notChecked: fc.Arbitrary<readonly NotChecked[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        key: fc.constantFrom('conditions', 'medications', 'somethingElse', '<b>'),
        why: fc.constantFrom(...HOSTILE, 'the EHR did not answer'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  },
);

const keys = [...Object.keys(conditions), ...Object.keys(medicationClasses)];

export const anyCall: fc.Arbitrary<EngineInput> = fc
  .record({
    chart: fc.oneof(anyChart, anyInput(fc.oneof(anyFact, positiveRedFlag), 20)),
    hook,
    orders,
    meds: fc.subarray(Object.keys(medicationClasses)),
    age: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }),
    egfr: fc.option(fc.integer({ min: 5, max: 120 }), { nil: undefined }),
    pregnant: fc.option(fc.boolean(), { nil: undefined }),
    gaWeeks: fc.option(fc.integer({ min: 1, max: 42 }), { nil: undefined }),
    freetext: fc.integer({ min: 0, max: 3 }),
    details: fc.dictionary(fc.constantFrom(...keys), fc.array(detail, { minLength: 1, maxLength: 2 })),
    notChecked,
  })
  .map(({ chart, age, egfr, pregnant, gaWeeks, orders: drafts, ...rest }) => {
    const { age: _, ...facts } = chart;
    const ordering = rest.hook === 'order-sign' || rest.hook === 'order-select';
    return {
      ...facts,
      ...rest,
      ...(age !== undefined && { age }),
      ...(egfr !== undefined && { egfr }),
      ...(pregnant !== undefined && { pregnant }),
      ...(gaWeeks !== undefined && { gaWeeks }),
      ...(ordering && {
        orders: drafts.map((order, n) => ({
          ...order,
          draftRef: `${'type' in order ? 'ServiceRequest' : 'MedicationRequest'}/draft-${n}`,
        })),
      }),
    };
  });
