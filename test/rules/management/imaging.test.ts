/** REC-15, 16, 17 at order time: what makes imaging indicated, and which study is preferred (ACR 2021). */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';

const sign = (given: Omit<VignetteChart, 'findings'>, ...findings: VignetteChart['findings']) =>
  evaluate(
    inputOf({
      age: 45,
      hook: 'order-sign',
      order: { type: 'MRI-L-WO' },
      ...given,
      findings: [['leg-pain', true, 'L'], ...findings],
    }),
  );
const ids = (evaluation: ReturnType<typeof sign>) =>
  evaluation.assessment.recommendations.map(({ id }) => id);
const modality = (evaluation: ReturnType<typeof sign>) => {
  const found = evaluation.fired.find(({ id }) => id === 'REC-16');
  return found && contentOf(found);
};

describe('indicated or not yet', () => {
  test.each<[string, Omit<VignetteChart, 'findings'>, VignetteChart['findings'], string[]]>([
    ['nothing on record', {}, [], ['REC-15']],
    [
      'six weeks, stable',
      {},
      [
        ['conservative-weeks', 6],
        ['pain-trend', 'stable'],
      ],
      ['REC-16'],
    ],
    [
      'five weeks, worse',
      {},
      [
        ['conservative-weeks', 5],
        ['pain-trend', 'worsening'],
      ],
      ['REC-15'],
    ],
    ['six weeks, trend unknown', {}, [['conservative-weeks', 6]], ['REC-15']],
    [
      'six weeks, improving',
      {},
      [
        ['conservative-weeks', 6],
        ['pain-trend', 'improving'],
      ],
      ['REC-15'],
    ],
    ['worse after surgery', { history: ['prior-lumbar-surgery'] }, [['pain-trend', 'worsening']], ['REC-16']],
    ['old surgery, stable', { history: ['prior-lumbar-surgery'] }, [['pain-trend', 'stable']], ['REC-15']],
    ['osteoporosis', { history: ['osteoporosis'] }, [], ['REC-16']],
    ['long-term steroids', { history: ['chronic-steroids'] }, [], ['REC-16']],
    ['age 70', { age: 70 }, [], ['REC-16']],
    ['age 69', { age: 69 }, [], ['REC-15']],
    ['a red flag', {}, [['babinski', true, 'L']], ['REC-10', 'REC-16']],
    ['HIV', { history: ['hiv'] }, [], ['REC-16']],
    ['injection drug use', { history: ['ivdu'] }, [], ['REC-16']],
    ['bacteraemia', {}, [['recent-bacteremia', true]], ['REC-16']],
    ['discitis on record', { history: ['spinal-infection'] }, [], ['REC-16']],
    ['cauda equina syndrome on record', { history: ['cauda-equina-syndrome'] }, [], ['REC-16']],
    ['lumbar fracture on record', { history: ['vertebral-fracture'] }, [], ['REC-16']],
    ['a control of discitis', { history: ['spinal-infection', 'mri-lumbar-12mo'] }, [], ['REC-16']],
    [
      'an MRI on record, new symptoms',
      { history: ['mri-lumbar-12mo'] },
      [['pain-trend', 'new']],
      ['REC-15', 'REC-17'],
    ],
    ['pacemaker, no indication', { history: ['mri-contraindicated'] }, [], ['REC-15', 'REC-16']],
    ['an MRI on record, trend unknown', { history: ['mri-lumbar-12mo'] }, [], ['REC-15', 'REC-17']],
    ['an MRI on record, worse', { history: ['mri-lumbar-12mo'] }, [['pain-trend', 'worsening']], ['REC-15']],
  ])('%s', (_, given, findings, expected) => {
    expect(ids(sign(given, ...findings))).toEqual(expected);
  });

  test('cancer without any coded symptom is an indication', () => {
    const input = inputOf({
      hook: 'order-sign',
      order: { type: 'MRI-L-WO' },
      history: ['cancer-history'],
      findings: [],
    });
    expect(ids(evaluate(input))).toEqual(['REC-16']);
  });

  test('an earlier MRI with new symptoms is not called "not worse"', () => {
    const { fired } = sign({ history: ['mri-lumbar-12mo'] }, ['pain-trend', 'new']);
    const found = fired.find(({ id }) => id === 'REC-17');
    expect(found && contentOf(found).summary).toMatch(/no worsening is recorded/);
  });

  test.each(['CT-L', 'XR-L', 'CT-MYELO', 'MRI-L-WWO'] as const)('%s counts as lumbar imaging', (type) => {
    expect(ids(sign({ order: { type } }))).toEqual(['REC-15']);
  });

  test('a child is not judged by adult imaging rules', () => {
    expect(ids(sign({ age: 12 }))).toEqual(['REC-34']);
  });
});

describe('the preferred study', () => {
  const six: VignetteChart['findings'] = [
    ['conservative-weeks', 8],
    ['pain-trend', 'worsening'],
  ];

  test.each<[string, Omit<VignetteChart, 'findings'>, VignetteChart['findings'], RegExp]>([
    ['root pain', {}, six, /MRI without contrast$/],
    ['previous surgery', { history: ['prior-lumbar-surgery'] }, six, /MRI without and with contrast$/],
    ['cancer history', { history: ['cancer-history'] }, [], /MRI without and with contrast$/],
    ['HIV', { history: ['hiv'] }, [], /MRI without and with contrast$/],
    ['cancer in pregnancy', { history: ['cancer-history'], pregnant: true }, [], /MRI without contrast$/],
    ['cauda equina on record', { history: ['cauda-equina-syndrome'] }, [], /MRI without contrast$/],
    ['fracture on record', { history: ['vertebral-fracture'] }, [], /radiographs or CT/],
    [
      'infection',
      {},
      [
        ['low-back-pain', true],
        ['temp-c', 38.5],
      ],
      /MRI without and with contrast$/,
    ],
    ['upper motor neurone signs', {}, [['babinski', true, 'L']], /MRI including the cord$/],
    [
      'low-energy trauma at 74',
      { age: 74 },
      [
        ['low-back-pain', true],
        ['minor-trauma', true],
      ],
      /radiographs or CT/,
    ],
    [
      'implant',
      { history: ['mri-contraindicated'] },
      six,
      /CT myelography or CT, unless the device is MR-conditional$/,
    ],
  ])('%s', (_, given, findings, expected) => {
    expect(modality(sign(given, ...findings))?.summary).toMatch(expected);
  });

  test('an implant without an indication: safety first, and no praise of the order', () => {
    expect(modality(sign({ history: ['mri-contraindicated'] }))?.summary).toBe(
      'MRI contraindication recorded (device or implant): confirm MR-conditional status or use CT/CT myelography',
    );
  });

  test('in pregnancy neither radiation nor gadolinium is offered', () => {
    const offered = modality(
      sign({ pregnant: true, weeks: 20, order: { type: 'CT-L' } }, ...six),
    )?.suggestions;
    expect(offered?.map(({ label }) => label)).toEqual(['Order MRI lumbar without contrast']);
  });

  test('what is ordered already is not offered again', () => {
    const offered = modality(sign({}, ...six))?.suggestions?.map(({ label }) => label);
    expect(offered?.some((label) => label.includes('without contrast'))).toBe(false);
  });
});
