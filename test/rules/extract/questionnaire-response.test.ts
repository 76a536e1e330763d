/** 2.8: answers to the intake form. */
import type { QuestionnaireItem, QuestionnaireResponseItem } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { codeSystems } from '../../../rules/codes/index.ts';
import type { Criterion } from '../../../rules/engine/criterion.ts';
import { aboutOf, partsOf } from '../../../rules/engine/walk.ts';
import { conditions, findings, isFindingId } from '../../../rules/findings/index.ts';
import form from '../../../rules/publish/intake/leg-symptom-intake.json' with { type: 'json' };
import { redFlags } from '../../../rules/red-flags/index.ts';
import {
  daysAgo,
  extracted,
  factsOf,
  finding,
  leftOutOf,
  local,
  NOW,
  observation,
  subject,
  word,
} from '../../support/fhir.ts';

const chose = (...codes: string[]) =>
  codes.map((code) => ({ valueCoding: { system: codeSystems.value, code } }));
const item = (linkId: string, ...answer: object[]) => ({ linkId, answer });
const response = (items: readonly object[], rest: Record<string, unknown> = {}) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  questionnaire: `${form.url}|1.0.0`,
  status: 'completed',
  subject,
  authored: NOW,
  item: items,
  ...rest,
});
const answers = (...items: object[]) => factsOf([response(items)]);

describe('an answer', () => {
  test.each([
    ['yes', item('fever', ...chose('yes')), [['fever', true]]],
    ['no', item('fever', ...chose('no')), [['fever', false]]],
    ['not sure', item('fever', ...chose('not-sure')), []],
    ['a boolean', item('fever', { valueBoolean: true }), [['fever', true]]],
    ['nothing', item('fever'), []],
    ['a word of the list', item('pain-trend', ...chose('worsening')), [['pain-trend', 'worsening']]],
    ['a word of another list', item('pain-trend', ...chose('constant')), []],
    ['a degree on the left', item('numbness.left', ...chose('severe')), [['numbness', 'severe', 'L']]],
    ['a degree on the right', item('numbness.right', ...chose('none')), [['numbness', 'none', 'R']]],
    ['a date', item('pain-onset-days', { valueDate: daysAgo(12) }), [['pain-onset-days', 12]]],
    ['a date that is no date', item('pain-onset-days', { valueDate: '2026-02-30' }), []],
    ['a date in the future', item('pain-onset-days', { valueDate: '2027-01-01' }), []],
    ['a whole number', item('pain-nrs', { valueInteger: 7 }), [['pain-nrs', 7]]],
    ['half a number', item('pain-nrs', { valueInteger: 7.5 }), []],
    ['weeks', item('conservative-weeks', { valueInteger: 6 }), [['conservative-weeks', 6]]],
    ['a question that is not ours', item('favourite-colour', ...chose('yes')), []],
    ['a hostile question', item('constructor', ...chose('yes')), []],
  ])('%s', (_what, answered, expected) => {
    expect(answers(answered)).toEqual(expected);
  });
});

describe('a multiple choice', () => {
  test('was shown whole: what was not chosen is absent', () => {
    expect(answers(item('pain-quality.left', ...chose('burning', 'shooting')))).toEqual([
      ['pain-quality', ['burning', 'shooting', '*'], 'L'],
    ]);
  });

  test('with "none of these" is closed and empty', () => {
    expect(answers(item('pain-relieving.right', ...chose('none-of-these')))).toEqual([
      ['pain-relieving', ['*'], 'R'],
    ]);
  });

  test('with "not sure" stays open', () => {
    expect(answers(item('pain-quality.left', ...chose('burning', 'not-sure')))).toEqual([
      ['pain-quality', ['burning'], 'L'],
    ]);
    expect(answers(item('pain-quality.left', ...chose('not-sure')))).toEqual([]);
  });

  test('of a body chart stays open', () => {
    expect(answers(item('pain-path.left', ...chose('heel')))).toEqual([['pain-path', ['heel'], 'L']]);
  });

  test('with words that are not in the list keeps those that are', () => {
    expect(answers(item('pain-quality.left', ...chose('burning', 'purple')))).toEqual([
      ['pain-quality', ['burning', '*'], 'L'],
    ]);
  });
});

describe('a leg', () => {
  const yes = chose('yes');
  test.each([
    ['the question of a leg', { linkId: 'leg-pain', item: [item('leg-pain.left', ...yes)] }],
    ['a group of the finding', { linkId: 'leg-pain', item: [item('left', ...yes)] }],
    ['a group of the leg', { linkId: 'left', item: [item('leg-pain', ...yes)] }],
    [
      'a section',
      { linkId: 'section-path', item: [{ linkId: 'leg-pain', item: [item('leg-pain.left', ...yes)] }] },
    ],
    [
      'an item under an answer',
      { linkId: 'left', answer: [{ valueBoolean: true, item: [item('leg-pain', ...yes)] }] },
    ],
  ])('is named by %s', (_how, group) => {
    expect(answers(group)).toEqual([['leg-pain', true, 'L']]);
  });

  test('nested without end is not followed', () => {
    let nested: object = item('leg-pain.left', ...yes);
    for (let depth = 0; depth < 5_000; depth++) nested = { linkId: 'x', item: [nested] };
    expect(answers(nested)).toEqual([]);
  });
});

describe('the form', () => {
  test.each([
    [
      'completed',
      [
        ['saddle-sensory-change', true],
        ['fever', false],
        ['low-back-pain', true],
      ],
    ],
    [
      'amended',
      [
        ['saddle-sensory-change', true],
        ['fever', false],
        ['low-back-pain', true],
      ],
    ],
    ['in-progress', [['saddle-sensory-change', true]]],
    ['stopped', []],
    ['entered-in-error', []],
  ])('that is %s gives %j', (status, expected) => {
    const items = [
      item('saddle-sensory-change', ...chose('yes')),
      item('fever', ...chose('no')),
      item('low-back-pain', ...chose('yes')),
    ];
    expect(factsOf([response(items, { status })])).toEqual(expected);
  });

  test.each([
    ['stopped', ['saddle-sensory-change']],
    [undefined, ['saddle-sensory-change']],
    ['entered-in-error', []],
  ])('that is %s says which danger signs were not read: %j', (status, missed) => {
    const items = [item('saddle-sensory-change', ...chose('yes')), item('fever', ...chose('no'))];
    const { holes } = extracted([response(items, { status })]);
    expect(holes.flatMap(({ about = [] }) => about)).toEqual(missed);
  });

  test.each([
    ['undated', { authored: undefined }, 'N2 undated'],
    ['dated in the future', { authored: '2027-01-01T00:00:00Z' }, 'N2 future-dated'],
    ['dated in words', { authored: 'today' }, 'N2 invalid-date'],
    ['entered in error', { status: 'entered-in-error' }, 'N1 entered-in-error'],
    ['of another patient', { subject: { reference: 'Patient/p2' } }, 'N15 another-patient'],
  ])('that is %s is left out', (_what, rest, why) => {
    const filled = response([item('fever', ...chose('yes'))], rest);
    expect(factsOf([filled])).toEqual([]);
    expect(leftOutOf([filled])).toEqual([why]);
  });

  test.each([
    ['the patient', { source: subject }, 'patient'],
    ['a relative', { source: { reference: 'RelatedPerson/1' } }, 'patient'],
    ['a nurse', { source: { reference: 'Practitioner/1' } }, 'exam'],
    [
      'the patient, typed in by a nurse',
      { source: subject, author: { reference: 'Practitioner/1' } },
      'patient',
    ],
    ['nobody named', {}, 'patient'],
  ])('was answered by %s', (_who, rest, src) => {
    const { input } = extracted([response([item('fever', ...chose('yes'))], rest)]);
    expect(input.facts.map((fact) => fact.src)).toEqual([src]);
  });
});

describe('what the form asks is what is read', () => {
  const answerable = (items: readonly QuestionnaireItem[] = []): QuestionnaireItem[] =>
    items.flatMap((one) => (one.type === 'group' ? answerable(one.item) : [one]));

  const answerTo = ({ type, answerOption }: QuestionnaireItem) => {
    if (type === 'date') return { valueDate: daysAgo(3) };
    return type === 'integer' ? { valueInteger: 3 } : { valueCoding: answerOption?.[0]?.valueCoding };
  };

  const filled = (items: readonly QuestionnaireItem[]): QuestionnaireResponseItem[] =>
    items.map((one) =>
      one.type === 'group'
        ? { linkId: one.linkId, item: filled(one.item ?? []) }
        : ({ linkId: one.linkId, answer: [answerTo(one)] } as QuestionnaireResponseItem),
    );

  const items = form.item as QuestionnaireItem[];
  const asked = answerable(items);
  const facts = extracted([response(filled(items))]).input.facts;

  test.each(asked.map(({ linkId }) => linkId))('%s', (linkId) => {
    const [id = '', leg] = linkId.split('.');
    const side = leg === undefined ? undefined : leg === 'left' ? 'L' : 'R';
    const fact = facts.find((one) => one.id === id && one.side === side);
    expect(isFindingId(id) && findings[id].sided).toBe(side !== undefined);
    expect(fact).toMatchObject({
      ref: 'QuestionnaireResponse/q1',
      src: 'patient',
      status: 'completed',
      days: 0,
    });
  });

  test('and nothing else', () => {
    expect(facts).toHaveLength(asked.length);
  });
});

describe('an answer in words', () => {
  test.each<[string, object, unknown]>([
    ['yes', item('fever', { valueString: 'Yes' }), [['fever', true]]],
    ['no', item('fever', { valueString: ' no. ' }), [['fever', false]]],
    ['the words of "not sure"', item('fever', { valueString: 'I am not sure' }), []],
    ['true', item('fever', { valueString: 'true' }), [['fever', true]]],
    ['a code without its system', item('fever', { valueCoding: { code: 'yes' } }), [['fever', true]]],
    ['a display alone', item('fever', { valueCoding: { display: 'Yes' } }), [['fever', true]]],
    [
      'a code of the hospital with our words',
      item('fever', { valueCoding: { system: 'https://hospital.example/yn', code: '1', display: 'No' } }),
      [['fever', false]],
    ],
    ['a degree', item('numbness.left', { valueString: 'Quite a bit' }), [['numbness', 'moderate', 'L']]],
    ['a word of a list', item('pain-trend', { valueString: 'Better' }), [['pain-trend', 'improving']]],
    [
      'items of a list',
      item('pain-quality.left', { valueString: 'Burning' }, { valueString: 'pins-needles' }),
      [['pain-quality', ['burning', 'pins-needles', '*'], 'L']],
    ],
    ['a number', item('pain-nrs', { valueString: '7' }), [['pain-nrs', 7]]],
    ['a decimal', item('pain-nrs', { valueDecimal: 7 }), [['pain-nrs', 7]]],
    ['a quantity', item('pain-nrs', { valueQuantity: { value: 7, code: '{score}' } }), [['pain-nrs', 7]]],
    ['a date', item('pain-onset-days', { valueString: daysAgo(3) }), [['pain-onset-days', 3]]],
    ['a date with a time', item('pain-onset-days', { valueDateTime: NOW }), [['pain-onset-days', 0]]],
  ])('%s', (_what, answered, expected) => {
    expect(answers(answered)).toEqual(expected);
  });

  const holesOf = (...items: object[]) =>
    extracted([response(items)]).holes.map(({ code, about = [] }) => [code, ...about].join(' '));

  test.each([
    ['that nobody knows', { valueString: 'only on Sundays' }],
    ['of another list', { valueCoding: { system: codeSystems.value, code: 'constant' } }],
    ['of a type that the question does not have', { valueInteger: 3 }],
    ['as a file', { valueAttachment: { url: 'x' } }],
  ])('%s, where a danger sign was asked for, is said', (_how, answer) => {
    expect(holesOf(item('saddle-sensory-change', answer))).toEqual(['value-not-read saddle-sensory-change']);
    expect(holesOf(item('urinary-retention', answer))).toEqual(['value-not-read urinary-retention']);
  });

  test.each([
    ['not sure', chose('not-sure')],
    ['no answer', []],
  ])('%s is nothing to read', (_what, answer) => {
    expect(holesOf(item('saddle-sensory-change', ...answer))).toEqual([]);
  });

  test('without a date is said where it is a yes', () => {
    const undated = (code: string) =>
      extracted([response([item('saddle-sensory-change', ...chose(code))], { authored: undefined })]).holes;
    expect(undated('yes').map(({ code }) => code)).toEqual(['date-not-read']);
    expect(undated('no')).toEqual([]);
  });

  test('to a question whose name has an error in it is said', () => {
    expect(holesOf(item('saddle-sensory-chnage', ...chose('yes')))).toEqual([
      'unknown-code saddle-sensory-change',
    ]);
  });
});

describe('the form under another canonical', () => {
  const hospital = 'https://fhir.hospital.example/Questionnaire/17';
  const elsewhere = (items: object[], questionnaire: string | undefined = hospital) =>
    response(items, { questionnaire });

  test.each([
    ['by its link', item('saddle-sensory-change', ...chose('yes'))],
    ['by a link of several parts', item('/cauda-equina/saddle-sensory-change', ...chose('yes'))],
    [
      'by a code of ours',
      {
        ...item('q7', ...chose('yes')),
        code: [{ system: codeSystems.finding, code: 'saddle-sensory-change' }],
      },
    ],
    [
      'by its definition',
      { ...item('q7', ...chose('yes')), definition: `${codeSystems.finding}#saddle-sensory-change` },
    ],
    ['in words', item('saddle-sensory-change', { valueString: 'yes' })],
  ])('is read %s', (_how, asked) => {
    expect(factsOf([elsewhere([asked])])).toEqual([['saddle-sensory-change', true]]);
  });

  test('is read without any canonical', () => {
    const { questionnaire: _gone, ...bare } = response([item('leg-pain.left', ...chose('yes'))]);
    expect(factsOf([bare])).toEqual([['leg-pain', true, 'L']]);
  });

  test('says nothing of what was not chosen: nobody knows which list it showed', () => {
    expect(factsOf([elsewhere([item('pain-quality.left', ...chose('burning'))])])).toEqual([
      ['pain-quality', ['burning'], 'L'],
    ]);
  });

  test('with questions that any form may have is another form', () => {
    expect(factsOf([elsewhere([item('fever', ...chose('yes')), item('cough', ...chose('yes'))])])).toEqual(
      [],
    );
  });

  test('with names of its own for our questions is said not to be read', () => {
    const renamed = elsewhere([item('q1', ...chose('yes'))], `${hospital.slice(0, -2)}leg-symptom-intake|2`);
    const { holes, input } = extracted([renamed]);
    expect(input.facts).toEqual([]);
    expect(holes.map(({ code, at, ref }) => [code, at, ref])).toEqual([
      ['form-not-read', 'questionnaires', 'QuestionnaireResponse/q1'],
    ]);
  });

  test('of another topic is no hole', () => {
    expect(extracted([elsewhere([item('phq9-1', { valueInteger: 2 })])]).holes).toEqual([]);
  });
});

describe('a question inside the group of a finding', () => {
  const coded = (code: string) => [{ system: codeSystems.finding, code }];
  const inside = (group: string, nested: object, questionnaire: string = form.url) => {
    const { input, holes } = extracted([response([{ linkId: group, item: [nested] }], { questionnaire })]);
    return [
      input.facts.map(({ id }) => id),
      input.cond.map((id) => id),
      holes.map(({ code, about = [] }) => [code, ...about].join(' ')),
    ];
  };
  const hospital = 'https://fhir.hospital.example/Questionnaire/17';

  test.each([
    [
      'with a code that does not exist',
      { ...item('2', ...chose('yes')), code: coded('saddle-sensroy-change') },
    ],
    ['whose name has an error in it', item('saddle-sensroy-change', ...chose('yes'))],
  ])('%s is no answer about the group', (_how, nested) => {
    const said = [[], [], ['unknown-code saddle-sensory-change']];
    expect(inside('foot-drop', nested)).toEqual(said);
    expect(inside('foot-drop', nested, hospital)).toEqual(said);
  });

  test.each([
    ['a finding', 'fever', [['fever'], []]],
    ['a piece of history', 'cancer-history', [[], ['cancer-history']]],
  ])('with a code that does not exist beside that of %s is said once', (_what, code, read) => {
    const both = [...coded(code), ...coded('saddle-sensroy-change')];
    const asked = { ...item('2', ...chose('yes')), code: both };
    const unknown = ['unknown-code saddle-sensory-change'];
    expect(inside('section', asked)).toEqual([...read, unknown]);
    const undated = extracted([response([asked], { authored: undefined })]).holes;
    expect(undated.filter((hole) => hole.code === 'unknown-code')).toHaveLength(1);
  });

  test('whose name is nearly that of the group is one about the group', () => {
    expect(inside('foot-drop', item('foot-dorp', ...chose('yes')))).toEqual([['foot-drop'], [], []]);
  });

  test('that asks for a piece of history leaves what it nests to itself', () => {
    const nested = {
      ...item('2', ...chose('yes')),
      code: coded('cancer-history'),
      item: [item('3', ...chose('yes'))],
    };
    expect(inside('foot-drop', nested)).toEqual([[], ['cancer-history'], []]);
  });
});

describe('a question of the history', () => {
  const asks = (answer: object, rest: Record<string, unknown> = {}, code = 'cancer-history') =>
    response(
      [
        item('leg-pain.left', ...chose('yes')),
        { ...item('9', answer), code: [{ system: codeSystems.finding, code }] },
      ],
      rest,
    );
  const legPain = finding('leg-pain', true, { id: 'pain' });
  const told = (resource: object) => {
    const { input, holes } = extracted([legPain, resource]);
    return [input.cond, holes.map(({ code, about = [] }) => [code, ...about].join(' '))];
  };
  const coding = (code: string, display?: string) => ({
    valueCoding: { system: 'https://hospital.example/yn', code, display },
  });

  test.each([
    ['in other words', { valueString: 'Yes, 2010' }],
    ['by a code of the hospital', coding('1', 'Present, treated')],
    ['by another type', { valueInteger: 1 }],
  ])('that is answered %s is said not to be read', (_how, answer) => {
    expect(told(asks(answer))).toEqual([[], ['value-not-read']]);
    expect(told(asks(answer, { status: 'stopped' }))).toEqual([[], ['status-not-read']]);
  });

  test.each([
    ['no', { valueBoolean: false }],
    ['no, in words', { valueString: 'No.' }],
    ['none of these', chose('none-of-these')[0] as object],
    ['not sure', chose('not-sure')[0] as object],
    ['not sure, in words', { valueString: 'unsure' }],
    ['a code for "unknown"', { valueCoding: { system: codeSystems.snomed, code: '261665006' } }],
  ])('that is answered by %s has nothing to read', (_how, answer) => {
    expect(told(asks(answer))).toEqual([[], []]);
  });

  test.each([
    ['in words', { valueString: 'breast 2010' }, ['value-not-read']],
    [
      'by an unknown code',
      { valueCodeableConcept: { coding: [coding('1').valueCoding] } },
      ['value-not-read'],
    ],
    ['not at all', {}, ['value-not-read']],
    ['as not sure', { valueCodeableConcept: word('not-sure') }, []],
    ['by a reason for no answer', { dataAbsentReason: word('unknown') }, []],
  ])('is said the same in an Observation that answers %s', (_how, value, expected) => {
    expect(told(observation(local('cancer-history'), { id: 'h', ...value }))).toEqual([[], expected]);
  });

  test('of a form without a date is said where it may be a yes, and is not one of its group', () => {
    const undated = (answer: object) => {
      const asked = asks(answer, { authored: undefined });
      return told({ ...asked, item: [{ linkId: 'foot-drop', item: asked.item.slice(1) }] })[1];
    };
    expect(undated({ valueBoolean: true })).toEqual(['date-not-read']);
    expect(undated({ valueString: 'Yes, 2010' })).toEqual(['date-not-read']);
    expect(undated({ valueBoolean: false })).toEqual([]);
    expect(undated(chose('not-sure')[0] as object)).toEqual([]);
  });

  const named = (criterion: Criterion, raises: boolean): string[] => {
    const parts = partsOf(criterion);
    const denies = criterion.op === 'not' || criterion.op === 'unlessKnown';
    const about = raises && parts.length === 0 ? aboutOf(criterion) : undefined;
    return [...(about ? [about] : []), ...parts.flatMap((part) => named(part, raises !== denies))];
  };
  const inRedFlags = (raises: boolean) =>
    new Set(
      Object.values(redFlags).flatMap(({ levels, unless }) => [
        ...levels.flatMap(({ when }) => named(when, raises)),
        ...(unless ? named(unless, !raises) : []),
      ]),
    );

  test('of a form in progress counts where a red flag rests on it, and only there', () => {
    const counts = Object.keys(conditions).filter((code) => {
      const { input } = extracted([asks({ valueBoolean: true }, { status: 'in-progress' }, code)]);
      return input.cond.length > 0;
    });
    const raised = inRedFlags(true);
    const silenced = inRedFlags(false);
    // a diagnosis of the leg is no danger by itself
    const must = Object.keys(conditions).filter(
      (id) => raised.has(id) && !silenced.has(id) && id !== 'sciatica',
    );
    expect(counts.filter((id) => !raised.has(id))).toEqual([]);
    expect(must.filter((id) => !counts.includes(id))).toEqual([]);
  });
});
