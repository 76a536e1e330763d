/** What it costs to read the answers, held to the budget of docs/decisions/0601 over all stories and vignettes. */
import { describe, expect, test } from 'vitest';
import { answerTo, storyCases, vignetteCases } from '../load/answers.ts';
import { dayFigure, newDisplays } from '../load/day.ts';
import { figuresOf, gradeOf, holds, sentencesOf } from '../load/figures.ts';

const answers = [...storyCases(), ...vignetteCases()].map((of) => ({ of, answer: answerTo(of) }));

describe('the budget', () => {
  test.each([...figuresOf(answers), dayFigure()].map((figure) => [figure.what, figure] as const))(
    '%s',
    (_, figure) => {
      expect(figure.value, figure.worst.join(', '))[
        figure.bound === 'most' ? 'toBeLessThanOrEqual' : 'toBeGreaterThanOrEqual'
      ](figure.limit);
    },
  );

  test('is broken by an answer that says a sentence twice', () => {
    const [first] = answers.filter(({ answer }) => answer.cards.length > 0);
    const cards = first?.answer.cards ?? [];
    const twice = figuresOf(
      first ? [{ ...first, answer: { ...first.answer, cards: [...cards, ...cards] } }] : [],
    );
    expect(twice.filter((figure) => !holds(figure)).map(({ what }) => what)).toContain(
      'sentences that stand twice in one answer',
    );
  });

  test('is broken by a first summary that names no cause', () => {
    const known = answers.find(({ of }) => of.name === 's1-disc');
    const silent = known?.answer.cards.map((card) => ({ ...card, summary: 'Leg pain: examine it' })) ?? [];
    const figures = figuresOf(known ? [{ ...known, answer: { ...known.answer, cards: silent } }] : []);
    expect(figures.some((figure) => figure.what.includes('names the danger') && !holds(figure))).toBe(true);
  });
});

test('new words count as one display, and once', () => {
  const [card] = answers.flatMap(({ answer }) => answer.cards);
  if (card === undefined) throw new Error('no card');
  const worse = { ...card, summary: `${card.summary}, worse` };
  expect(newDisplays([[card], [card], [worse], [worse], [card]])).toBe(1);
});

test('the words of long sentences raise the grade', () => {
  const card = (detail: string) =>
    ({ ...answers[0]?.answer.cards[0], detail }) as Parameters<typeof gradeOf>[0];
  const easy = gradeOf(card('**Keep active.**\n\nREC-1'));
  const hard = gradeOf(
    card('**Nevertheless consideration of multidisciplinary alternatives remains imperative.**\n\nREC-1'),
  );
  expect(hard).toBeGreaterThan(easy + 8);
});

test('a sentence of the footer is none', () => {
  const [one] = answers.flatMap(({ answer }) => answer.cards);
  expect(one && sentencesOf(one).join()).not.toMatch(/knowledge/);
});

describe('an answer names what the clinician has to act on', () => {
  test.each([
    ['s1-disc', 'Right S1 radiculopathy, likely disc herniation: keep active, no scan yet'],
    ['cauda-equina', 'Possible cauda equina syndrome: emergency MRI now (saddle numbness, residual 420 mL)'],
    ['vascular-leg', 'Likely left vascular claudication: ankle-brachial index before any spine scan'],
    [
      'little-documented',
      'Right leg pain: nothing yet tells spine from vessel or nerve; questions and a 2-minute exam would',
    ],
  ])('%s', (story, summary) => {
    expect(answers.find(({ of }) => of.name === story)?.answer.cards[0]?.summary).toBe(summary);
  });
});
