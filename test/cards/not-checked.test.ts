/** What an answer says about what it could not look at (D5), and about red flags when none fired (§9.1). */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../rules/engine/rule.ts';
import type { NotChecked } from '../../rules/engine/types.ts';
import type { Hole } from '../../rules/evidence/hole.ts';
import { caudaEquinaQuestions } from '../../rules/terms/documentation.ts';
import { compose, profile, topic, topics } from './compose.ts';

const failed: readonly NotChecked[] = [{ key: 'conditions', why: 'the EHR did not answer in time' }];

const answer = (
  findings: Parameters<typeof inputOf>[0]['findings'],
  notChecked: readonly NotChecked[] = [],
) => compose({ ...inputOf({ age: 40, findings }), notChecked });

describe('when something failed', () => {
  test('there is a note even when no rule fired: never an empty answer', () => {
    const { cards } = answer([], failed);
    expect(topics(cards)).toEqual(['NOTCHECKED']);
    expect(cards[0]?.summary).toBe(
      'Leg-symptom check incomplete: diagnoses could not be read, some warnings may be missing',
    );
    expect(cards[0]?.detail).toContain('No card does not mean no problem.');
  });

  test('with a card it is a line of the first, and no card of its own', () => {
    const { cards } = answer([['saddle-sensory-change', true]], failed);
    expect(topics(cards)).toEqual(['REC03']);
    expect(cards[0]?.detail).toContain('Not checked: diagnoses could not be read; warnings may be missing.');
  });

  test('it is said once in an answer, on the card that stands first', () => {
    const { cards } = compose({
      ...inputOf({
        age: 62,
        history: ['cancer-history'],
        findings: [
          ['low-back-pain', true],
          ['leg-pain', true, 'L'],
        ],
      }),
      notChecked: failed,
    });
    expect(cards.map(({ detail }) => detail?.includes('Not checked: diagnoses'))).toEqual([true, false]);
  });

  test('it takes no room from the cards', () => {
    const { cards } = compose(
      { ...inputOf({ age: 40, findings: [['leg-pain', true, 'L']] }), notChecked: failed },
      { profile: profile('standard', { maxCards: 1 }) },
    );
    expect(topics(cards)).toEqual(['REC01']);
  });

  test('nothing is said about red flags that were not looked for', () => {
    const [card] = answer([['leg-pain', true, 'L']], failed).cards;
    expect(card?.detail).toContain('Danger signs could not be checked completely.');
    expect(card?.detail).not.toContain('No current danger sign');
  });

  test('the reason is told without letting its words become markup', () => {
    const [card] = answer([], [{ key: 'conditions', why: '<b>503</b> [x](javascript:1)' }]).cards;
    expect(card?.detail).toContain('&lt;b&gt;503');
    expect(card?.detail).not.toMatch(/<b>|[^\\]\]\(/);
  });

  test('a key we do not know is not echoed unless it is a plain name', () => {
    const [card] = answer([], [{ key: '<img src=x>', why: 'failed' }]).cards;
    expect(card?.summary).toContain('some data could not be read');
  });
});

describe('what every call of a client lacks', () => {
  const given = (
    findings: Parameters<typeof inputOf>[0]['findings'],
    holes: readonly Hole[],
    over: object = {},
  ) => compose({ ...inputOf({ age: 40, findings }), holes, ...over }).cards;
  const grant: readonly Hole[] = [{ code: 'grant-part', at: 'observations' }];
  const devices: readonly Hole[] = [{ code: 'not-sent', at: 'devices' }];
  const leg = [['leg-pain', true, 'L']] as const;
  const back = [['low-back-pain', true]] as const;
  const order = { order: { type: 'MRI-L-WO', draftRef: 'ServiceRequest/m' }, hook: 'order-sign' };

  const alone: [string, readonly Hole[], Parameters<typeof given>[0], object, boolean][] = [
    ['a part of the findings, on a chart without any', grant, [], {}, false],
    ['a part of the findings, where a leg hurts', grant, leg, {}, true],
    ['a part of the findings, where the back hurts', grant, back, {}, true],
    ['a part of the findings, where sciatica is on the list', grant, [], { cond: ['sciatica'] }, true],
    ['a part of the findings, with an order', grant, [], order, true],
    ['a list that the EHR does not have, where a leg hurts', devices, leg, {}, true],
    ['a list that the EHR does not have, where the back hurts', devices, back, {}, false],
    ['a list that the EHR does not have, with an order', devices, [], order, true],
    [
      'a list that failed in this call, on a chart without findings',
      [{ code: 'not-readable', at: 'devices' }],
      [],
      {},
      true,
    ],
  ];
  test.each(alone)('%s: said on the first card, or on one of its own', (_, holes, findings, over, shown) => {
    const [first, ...others] = given(findings, holes, over);
    const said = /could not be read/.test(`${first?.summary} ${first?.detail}`);
    expect(said).toBe(shown || first !== undefined);
    expect(others.map(({ source }) => source.topic?.code)).not.toContain('NOTCHECKED');
  });

  test('stands on the cards that are shown anyway', () => {
    const [card] = given(leg, grant);
    expect(card?.detail).toContain('Not checked: findings and results (in part) could not be read');
    expect(card?.detail).toContain('Danger signs could not be checked completely.');
    expect(card?.detail).not.toContain('No current danger sign');
  });

  test('is told once for the clinician, with its code, and once with its remedy', () => {
    const { assessment } = compose({ ...inputOf({ age: 40, findings: [] }), holes: [...grant, ...grant] });
    expect(assessment.notChecked).toEqual([
      { key: 'observations', code: 'grant-part', why: 'the EHR lets us read only a part of them' },
    ]);
    expect(assessment.notes.filter((note) => note.startsWith('not checked'))).toEqual([
      'not checked (grant-part): observations. Ask for the scope without its query, or with the categories that this service reads.',
    ]);
  });
});

describe('when no red flag fired', () => {
  /** One cauda equina question answered: without any, the record cannot reassure. */
  const asked = ['urinary-retention', false] as const;

  test('it says how many questions are open, never that there is none', () => {
    const [card] = answer([['leg-pain', true, 'L'], asked]).cards;
    expect(card?.detail).toContain('No current danger sign is recorded.');
    expect(card?.detail).toContain('8 cauda equina questions are open');
  });

  test('nothing reassures before one cauda equina question was answered', () => {
    const [card] = answer([['leg-pain', true, 'L']]).cards;
    expect(card?.detail).not.toContain('No current danger sign');
    expect(card?.detail).toContain('9 cauda equina questions are open');
  });

  test('nothing reassures while an old danger sign was not asked again', () => {
    const details = answer([['leg-pain', true, 'L'], asked, ['saddle-sensory-change', true, undefined, 120]])
      .cards.map(({ detail }) => detail)
      .join();
    expect(details).not.toContain('No current danger sign');
  });

  test.each<[string, Parameters<typeof answer>[0][number], string]>([
    ['a yes', ['night-pain-unremitting', true], 'Recorded: unremitting night pain.'],
    ['a temperature', ['temp-c', 38.4], 'Recorded: 38.4 °C.'],
    ['a laboratory value', ['crp-esr-raised', true], 'Recorded: CRP or ESR raised.'],
  ])('a danger sign that raised none is named, not denied: %s', (_, finding, said) => {
    const { cards, assessment } = answer([['giving-way', true, 'L'], finding]);
    expect(assessment.redFlags).toEqual([]);
    const details = cards.map(({ detail }) => detail).join();
    expect(details).toContain(said);
    expect(details).not.toContain('No current danger sign');
  });

  test.each<[string, Parameters<typeof answer>[0][number]]>([
    ['a no', ['night-pain-unremitting', false]],
    ['a normal temperature', ['temp-c', 36.9]],
    ['a small residual', ['pvr-ml', 40]],
    ['a yes that is no danger', ['dry-by-day', true]],
  ])('%s is none', (_, finding) => {
    const details = answer([['giving-way', true, 'L'], asked, finding])
      .cards.map(({ detail }) => detail)
      .join();
    expect(details).toContain('No current danger sign is recorded.');
  });

  test('beside what could not be checked the danger sign is still named', () => {
    const { cards } = answer(
      [
        ['leg-pain', true, 'L'],
        ['night-pain-unremitting', true],
      ],
      failed,
    );
    expect(cards[0]?.detail).toContain(
      'Recorded: unremitting night pain. Danger signs could not be checked completely.',
    );
  });

  describe('the summary of root pain', () => {
    const sciatica: Parameters<typeof answer>[0] = [
      ['leg-pain', true, 'L'],
      ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
      ['slr', true, 'L'],
    ];
    const first = (more: typeof sciatica, notChecked: readonly NotChecked[] = []) =>
      answer([...sciatica, ...more], notChecked).cards[0];

    test('denies no danger sign where one is recorded: it names it', () => {
      const card = first([['night-pain-unremitting', true]]);
      expect(card?.summary).toContain('unremitting night pain');
      expect(card?.detail).not.toContain('No current danger sign');
    });

    test('says none is recorded only where everything could be looked at', () => {
      expect(first([asked])?.detail).toContain('No current danger sign is recorded.');
      expect(first([asked], failed)?.detail).not.toContain('No current danger sign');
    });
  });

  test('an answered question counts, whichever way it was answered', () => {
    const [card] = answer([
      ['leg-pain', true, 'L'],
      ['urinary-retention', false],
      ['fecal-incontinence', false],
    ]).cards;
    expect(card?.detail).toContain('7 cauda equina questions are open');
  });

  test('all answered, it still only says what is recorded', () => {
    const [card] = answer([
      ['leg-pain', true, 'L'],
      ...caudaEquinaQuestions.map((id) => [id, false] as const),
    ]).cards;
    expect(card?.detail).toContain('No current danger sign is recorded.');
    expect(card?.detail).not.toContain('cauda equina questions are open');
  });

  test('a disease of the spine that is on record is named, not drowned in "no finding"', () => {
    const given = {
      age: 40,
      findings: [['leg-pain', true, 'L'], asked],
      history: ['spinal-infection'],
    } as const;
    const [card] = compose(inputOf(given)).cards;
    expect(card?.detail).toContain('On record: spinal infection. No current danger sign is recorded.');
  });

  test('beside a red flag it is not said at all', () => {
    const { cards } = answer([
      ['leg-pain', true, 'R'],
      ['low-back-pain', true],
      ['crp-esr-raised', true],
    ]);
    expect(topic(cards, 'REC01')?.detail).not.toContain('No current danger sign');
  });
});

describe('advice that rests on what is not on record', () => {
  const imaging = (notChecked: readonly NotChecked[]) =>
    topic(
      compose({
        ...inputOf({
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['low-back-pain', true],
          ],
          hook: 'order-sign',
        }),
        order: { type: 'MRI-L-WO', draftRef: 'ServiceRequest/m' },
        notChecked,
      }).cards,
      'REC15',
    );
  const labels = (notChecked: readonly NotChecked[]) =>
    imaging(notChecked)?.suggestions?.map(({ label }) => label);

  test('is given as such when the record was read', () => {
    expect(imaging([])?.indicator).toBe('warning');
    expect(labels([])).toContain('Remove MRI lumbar spine');
  });

  test.each<[string, NotChecked]>([
    ['observations', { key: 'observations', why: 'the EHR did not answer in time' }],
    ['conditions', { key: 'conditions', why: 'the EHR did not answer in time' }],
    [
      'an answer of a form',
      { key: 'questionnaires', why: 'recorded in words', about: ['saddle-sensory-change'] },
    ],
  ])('asks for a look, and offers no removal, when %s could not be read', (_what, one) => {
    const unread = [one];
    expect(imaging(unread)?.indicator).toBe('info');
    expect(imaging(unread)?.summary).toMatch(/part of the record could not be read: look for an indication/);
    expect(labels(unread)).not.toContain('Remove MRI lumbar spine');
    expect(labels(unread)).toContain('Set a 6-week review');
  });
});
