/** REC-15, 16, 17 at order time: what makes imaging indicated, and which study is preferred (ACR 2021). */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import type { Priority } from '../../../rules/engine/types.ts';
import { evaluate } from '../../../rules/index.ts';
import { imagingOrder, imagingRows, reasonsToImage, signsToImage } from '../cases/recommendation-rows.ts';
import { partsIn } from '../parts.ts';

const sign = (given: Omit<VignetteChart, 'findings'>, ...findings: VignetteChart['findings']) =>
  evaluate(inputOf(imagingOrder(given, findings)));
const ids = (evaluation: ReturnType<typeof sign>) =>
  evaluation.assessment.recommendations.map(({ id }) => id);
const modality = (evaluation: ReturnType<typeof sign>) => partsIn(evaluation.fired, 'REC-16');

/** A study that the preferred one can be told beside: the study that is right has no card. */
const ct = { order: { type: 'CT-L', draftRef: 'ServiceRequest/ct' } } as const;

describe('indicated or not yet', () => {
  test.each(imagingRows)('%s', (_, given, findings, expected) => {
    expect(ids(sign(given, ...findings))).toEqual(expected);
  });

  test.each(reasonsToImage)('%s is an indication without any coded symptom', (id) => {
    const given = { ...imagingOrder({ history: [id] }, []), findings: [] };
    expect(ids(evaluate(inputOf(given)))).toEqual(['REC-16']);
  });

  test.each(signsToImage)('%s without a coded pain is one too', (_, sign, words) => {
    const evaluation = evaluate(inputOf({ ...imagingOrder(ct, []), findings: [sign] }));
    expect(ids(evaluation)).toEqual(['REC-16']);
    const found = modality(evaluation);
    expect(found?.summary).toMatch(words);
    expect(found?.why).toHaveLength(1);
  });

  test('an earlier MRI with new symptoms is not called "not worse"', () => {
    const { fired } = sign({ history: ['mri-lumbar-12mo'] }, ['pain-trend', 'new']);
    expect(partsIn(fired, 'REC-17')?.name).toMatch(/no worsening recorded/);
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
    ['root pain', {}, six, /MRI without contrast is preferred$/],
    [
      'previous surgery',
      { history: ['prior-lumbar-surgery'] },
      six,
      /MRI without and with contrast is preferred$/,
    ],
    ['cancer history', { history: ['cancer-history'] }, [], /MRI without and with contrast is preferred$/],
    ['HIV', { history: ['hiv'] }, [], /MRI without and with contrast is preferred$/],
    [
      'cancer in pregnancy',
      { history: ['cancer-history'], pregnant: true },
      [],
      /MRI without contrast is preferred$/,
    ],
    [
      'cauda equina on record',
      { history: ['cauda-equina-syndrome'] },
      [],
      /MRI without contrast is preferred$/,
    ],
    ['fracture on record', { history: ['vertebral-fracture'] }, [], /radiographs or CT/],
    [
      'infection',
      {},
      [
        ['low-back-pain', true],
        ['temp-c', 38.5],
      ],
      /MRI without and with contrast is preferred$/,
    ],
    ['upper motor neurone signs', {}, [['babinski', true, 'L']], /MRI including the cord is preferred$/],
    ['age 74 and nothing else', { age: 74 }, [], /^age 70 or over: radiographs or CT is preferred/],
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
      /^device or implant recorded: confirm MR-conditional, or CT$/,
    ],
  ])('%s', (_, given, findings, expected) => {
    expect(modality(sign({ ...ct, ...given }, ...findings))?.summary).toMatch(expected);
  });

  test('an implant without an indication: safety first, and no praise of the order', () => {
    expect(modality(sign({ history: ['mri-contraindicated'] }))?.summary).toBe(
      'device or implant recorded: confirm MR-conditional, or CT',
    );
  });

  test('in pregnancy neither radiation nor gadolinium is offered', () => {
    const offered = modality(sign({ pregnant: true, weeks: 20, order: { type: 'CT-L' } }, ...six));
    expect(offered?.labels).toEqual(['Order MRI without contrast']);
  });

  test('an aneurysm and an implant: the implant is said, no indication is', () => {
    const found = modality(
      sign(
        { age: 72, history: ['mri-contraindicated'] },
        ['pulsatile-abdominal-mass', true],
        ['low-back-pain', true],
      ),
    );
    expect(found?.summary).toMatch(/^device or implant recorded/);
  });

  test.each<[string, Omit<VignetteChart, 'findings'>, VignetteChart['findings'], readonly string[]]>([
    ['nothing once the preferred study is ordered', { order: { type: 'MRI-L-WO' } }, six, []],
    ['plain MRI', { order: { type: 'CT-L' } }, six, ['Order MRI without contrast']],
    [
      'contrast, or plain MRI',
      { order: { type: 'CT-L' }, history: ['prior-lumbar-surgery'] },
      six,
      ['Order MRI without and with contrast', 'Order MRI without contrast'],
    ],
    [
      'the cord too, and nothing less',
      { order: { type: 'XR-L' } },
      [['babinski', true, 'L']],
      ['Order MRI including the cord'],
    ],
    [
      'radiographs in place of MRI',
      { order: { type: 'MRI-L-WO' }, history: ['osteoporosis'] },
      [],
      ['Order radiographs or CT'],
    ],
    [
      'CT myelography where MRI cannot be done, and there alone',
      { order: { type: 'MRI-L-WO' }, history: ['mri-contraindicated'] },
      six,
      ['Order CT or CT myelography'],
    ],
  ])('is offered: %s', (_, given, findings, labels) => {
    expect(modality(sign(given, ...findings))?.labels ?? []).toEqual(labels);
  });

  test.each<[string, VignetteChart['findings'], Priority | undefined, Priority]>([
    ['no red flag', six, undefined, 'routine'],
    ['an emergency', [['saddle-sensory-change', true]], undefined, 'stat'],
    ['an urgent flag', [['mrc-ankle-dorsiflexion', 3, 'L']], undefined, 'urgent'],
    ['the replaced order was more urgent', six, 'asap', 'asap'],
    ['the replaced order was less urgent', [['saddle-sensory-change', true]], 'urgent', 'stat'],
  ])('is as urgent as the red flag and as what it replaces: %s', (_, findings, drafted, expected) => {
    const order = {
      type: 'CT-L',
      draftRef: 'ServiceRequest/ct',
      ...(drafted && { priority: drafted }),
    } as const;
    const [first] = modality(sign({ order }, ...findings))?.buttons ?? [];
    expect(first).toMatchObject({ kind: 'order', priority: expected });
  });

  test('major trauma in pregnancy: the CT is not taken back', () => {
    const found = modality(
      sign({ pregnant: true, order: { type: 'CT-L' } }, ['low-back-pain', true], ['major-trauma', true]),
    );
    expect(found?.summary).toMatch(
      /CT where it changes emergency care, else MRI without contrast is preferred$/,
    );
    expect(found?.labels).toEqual([]);
  });

  test('what is recorded is said once', () => {
    const words = modality(
      sign(
        { age: 82, history: ['osteoporosis'], order: { type: 'CT-L' } },
        ['low-back-pain', true],
        ['minor-trauma', true],
      ),
    )?.why;
    expect(words).toHaveLength(new Set(words).size);
    expect(words).toContain('age 82');
  });
});
