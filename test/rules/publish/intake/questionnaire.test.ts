import type { QuestionnaireItem } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { findings, isFindingId } from '../../../../rules/findings/index.ts';
import { KNOWLEDGE_VERSION } from '../../../../rules/knowledge-version.ts';
import { intakeQuestionnaire } from '../../../../rules/publish/intake/questionnaire.ts';
import { caudaEquinaQuestions, questions, sections } from '../../../../rules/publish/intake/wording.ts';
import { readingGrade } from './reading-level.ts';

const form = intakeQuestionnaire(KNOWLEDGE_VERSION, '2026-11-22');
const all = (items: readonly QuestionnaireItem[] = []): QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...all(item.item)]);
const items = all(form.item);

describe('the intake form', () => {
  test('names every item once', () => {
    const ids = items.map(({ linkId }) => linkId);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('asks for findings of the vocabulary and nothing else', () => {
    const asked = items.map(({ linkId }) => linkId.split('.')[0] ?? '');
    expect(asked.filter((id) => !isFindingId(id) && !id.startsWith('section-'))).toEqual([]);
  });

  test('asks the five descriptors first and the cauda equina questions second', () => {
    expect(sections.map(({ id }) => id).slice(0, 6)).toEqual([
      'path',
      'position',
      'sensation',
      'frequency',
      'relief',
      'cauda-equina',
    ]);
  });

  test('asks nine cauda equina questions, all of them red flags', () => {
    expect(caudaEquinaQuestions).toHaveLength(9);
    expect(caudaEquinaQuestions.filter((id) => findings[id].kind !== 'red-flag')).toEqual([]);
  });

  test.each(items.filter(({ linkId }) => isFindingId(linkId) && findings[linkId].sided))(
    '$linkId is asked for each leg',
    ({ item, linkId }) => {
      expect(item?.map((leg) => leg.linkId)).toEqual([`${linkId}.left`, `${linkId}.right`]);
    },
  );

  test.each(items.filter(({ repeats }) => repeats))(
    '$linkId shows the whole list and "none of these"',
    ({ linkId, answerOption }) => {
      const id = linkId.split('.')[0] ?? '';
      const value = isFindingId(id) ? findings[id].value : undefined;
      const shown = answerOption?.map(({ valueCoding }) => valueCoding?.code);
      expect(shown).toEqual([...(value?.type === 'set' ? value.items : []), 'none-of-these', 'not-sure']);
    },
  );

  test.each(items.filter(({ type }) => type === 'choice'))(
    '$linkId can be answered "not sure"',
    ({ answerOption }) => {
      expect(answerOption?.map(({ valueCoding }) => valueCoding?.code)).toContain('not-sure');
    },
  );

  test.each(items.filter(({ answerOption }) => answerOption))(
    'every choice of $linkId has words of its own',
    ({ answerOption }) => {
      const words = answerOption?.map(({ valueCoding }) => valueCoding?.display);
      expect(new Set(words).size).toBe(answerOption?.length);
    },
  );
});

describe('a patient can read it', () => {
  test.each(Object.entries(questions))('%s at sixth grade or below', (_id, text) => {
    expect(readingGrade(text)).toBeLessThanOrEqual(6.9);
  });

  test('and a medical sentence would not pass', () => {
    expect(readingGrade('Have you experienced urinary retention or perianal hypoaesthesia?')).toBeGreaterThan(
      6.9,
    );
  });

  test.each(Object.entries(questions))('%s has no medical word', (_id, text) => {
    expect(text).not.toMatch(
      /numbness|paraesthesia|\burin|incontinen|faec|fec|perine|genital|rectal|saddle|radicul|sciatic/i,
    );
  });
});
