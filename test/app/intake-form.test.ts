/** A patient's answers, as the hook reads them, as the device keeps them, and what they make the patient be told. */
import { describe, expect, test } from 'vitest';
import { questionnaireResponse } from '../../app/encoding/questionnaire-response.ts';
import { type IntakeAnswers, NOT_SURE, type PatientSaid } from '../../app/intake/answers.ts';
import { type Device, forget, keep, kept } from '../../app/intake/kept.ts';
import { pages } from '../../app/intake/pages.ts';
import { aheadOf, dangerOf } from '../../app/intake/progress.ts';
import { intakeEnglish } from '../../app/words/intake.en.ts';
import { intakeSpanish } from '../../app/words/intake.es.ts';
import { reasonOf } from '../../app/words/intake.ts';
import { extract } from '../../rules/extract/index.ts';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import { caudaEquinaQuestions, type IntakeFinding, sections } from '../../rules/publish/intake/wording.ts';
import { now, openedWith, visit } from './chart.ts';

const read = (answers: IntakeAnswers, status: 'completed' | 'in-progress' = 'completed') => {
  const form = { ...questionnaireResponse({ answers, visit, now, status }), id: 'q1' };
  const { input } = extract({ now, patientId: 'p1', hook: 'patient-view', resources: [form] });
  return input.facts.map(({ id, value, side, src }) => ({ id, value, side, src }));
};
const one = (id: FindingId, said: PatientSaid): IntakeAnswers => new Map([[id, said]]);
const asked = sections.flatMap(({ asks }) => [...asks]) as readonly IntakeFinding[];

describe('what is sent is what the hook reads', () => {
  test.each([
    ['fever', { is: 'one', value: true }, [{ id: 'fever', value: true }]],
    ['fever', { is: 'one', value: false }, [{ id: 'fever', value: false }]],
    [
      'leg-pain',
      { is: 'legs', left: true, right: false },
      [
        { id: 'leg-pain', value: true, side: 'L' },
        { id: 'leg-pain', value: false, side: 'R' },
      ],
    ],
    [
      'numbness',
      { is: 'legs', left: 'severe' },
      [
        { id: 'numbness', value: 'severe', side: 'L' },
        { id: 'numbness', value: 'none', side: 'R' },
      ],
    ],
    ['pain-trend', { is: 'one', value: 'worsening' }, [{ id: 'pain-trend', value: 'worsening' }]],
    ['pain-onset-days', { is: 'one', value: 12 }, [{ id: 'pain-onset-days', value: 12 }]],
    ['pain-nrs', { is: 'one', value: 7 }, [{ id: 'pain-nrs', value: 7 }]],
  ] as const)('%s: %j', (id, said, expected) => {
    expect(read(one(id, said))).toEqual(
      expected.map((fact) => ({ side: undefined, src: 'patient', ...fact })),
    );
  });

  test('places are read with what was not marked', () => {
    const [left] = read(one('pain-path', { is: 'legs', left: ['buttock', 'posterior-calf'] }));
    expect(left).toMatchObject({ id: 'pain-path', side: 'L', src: 'patient' });
    expect(left?.value).toEqual(expect.arrayContaining(['buttock', 'posterior-calf']));
  });

  test.each(asked)('"not sure" about %s is unknown: nothing is read', (id) => {
    expect(read(one(id, NOT_SURE))).toEqual([]);
  });

  test('the form says which it is, who answered and who sent it', () => {
    expect(questionnaireResponse({ answers: new Map(), visit, now, status: 'completed' })).toMatchObject({
      questionnaire: expect.stringMatching(/Questionnaire\/leg-symptom-intake\|\d/),
      subject: { reference: 'Patient/p1' },
      source: { reference: 'Patient/p1' },
      author: visit.author,
      encounter: visit.encounter,
      authored: now,
    });
  });

  test('of a form that was stopped early a red flag counts, and no denial', () => {
    const answers = new Map([
      ['saddle-sensory-change', { is: 'one', value: true }],
      ['fever', { is: 'one', value: false }],
    ] as const);
    expect(read(answers, 'in-progress').map(({ id }) => id)).toEqual(['saddle-sensory-change']);
  });
});

describe('what the device keeps', () => {
  const device = (): Device & { stored: Map<string, string> } => {
    const stored = new Map<string, string>();
    return {
      stored,
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    };
  };
  const form = {
    answers: new Map([
      ['leg-pain', { is: 'legs', left: true, right: false }],
      ['pain-onset-days', { is: 'one', value: 3 }],
      ['fever', NOT_SURE],
    ] as const),
    path: ['where-it-hurts', 'fever'],
    attempt: 'a1',
  };

  test('answers, pages and the attempt survive a closed browser', () => {
    const at = device();
    keep(at, 'p1', form, now);
    expect(kept(at, 'p1', now)).toEqual(form);
  });
  test('a number of days grows with the days', () => {
    const at = device();
    keep(at, 'p1', form, now);
    const later = new Date(Date.parse(now) + 2 * 86_400_000).toISOString();
    expect(kept(at, 'p1', later)?.answers.get('pain-onset-days')).toEqual({ is: 'one', value: 5 });
  });
  test('nobody else’s answers, and none once they are cleared', () => {
    const at = device();
    keep(at, 'p1', form, now);
    expect(kept(at, 'p2', now)).toBeUndefined();
    forget(at, 'p1');
    expect(at.stored.size).toBe(0);
  });
  test.each(['', '{', '[]', '{"answers":5}', '{"answers":[["drop",1]],"path":[1],"attempt":"a"}'])(
    'what is malformed is left out: %s',
    (text) => {
      const at = device();
      at.setItem('radix-intake:p1', text);
      expect(kept(at, 'p1', now)?.answers.size ?? 0).toBe(0);
    },
  );
});

describe('what the patient is told', () => {
  const chart = openedWith([]);
  test.each(caudaEquinaQuestions)('yes to %s is help now, whatever the rules make of it', (id) => {
    const said: PatientSaid = findings[id].sided ? { is: 'legs', left: true } : { is: 'one', value: true };
    expect(dangerOf(chart, new Map(), one(id, said), now)).toBe('now');
  });
  test('no and "not sure" tell nothing', () => {
    expect(
      dangerOf(chart, new Map(), one('urinary-retention', { is: 'one', value: false }), now),
    ).toBeUndefined();
    expect(dangerOf(chart, new Map(), one('urinary-retention', NOT_SURE), now)).toBeUndefined();
  });
  test('an answer that raises the urgency to urgent is help today', () => {
    const before: IntakeAnswers = new Map([['low-back-pain', { is: 'one', value: true }]]);
    const after: IntakeAnswers = new Map([...before, ['fever', { is: 'one', value: true }]]);
    expect(dangerOf(chart, before, after, now)).toBe('today');
  });
  test('a chart without an answer has questions left, the first where it hurts', () => {
    expect(aheadOf(chart, new Map(), now).urgent[0]?.id).toBe('where-it-hurts');
  });
});

describe.each([
  ['English', intakeEnglish],
  ['Spanish', intakeSpanish],
])('%s', (_, words) => {
  test.each(asked)('has the question of %s, its answers, and why it is asked', (id) => {
    expect(words.questions[id]).toMatch(/\S/);
    expect(words.reasons[reasonOf(id)]).toMatch(/\.$/);
    const { value } = findings[id];
    const codes = value.type === 'one-of' ? value.values : value.type === 'set' ? value.items : [];
    for (const code of codes) expect(words.answers[id]?.[code], code).toMatch(/\S/);
  });
  test('has the names of the places of a list', () => {
    for (const { asks } of pages.filter((page) => page.asks.length > 1))
      for (const id of asks) expect(words.places[id]).toMatch(/\S/);
  });
});

test('Spanish says that nobody has reviewed it', () => {
  expect(intakeSpanish.unreviewed).toContain('sin revisar');
});
