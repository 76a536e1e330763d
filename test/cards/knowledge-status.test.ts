/** What a card says about who stands behind it: no review that has not happened. */
import { describe, expect, test } from 'vitest';
import { citations } from '../../rules/citations.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import {
  KNOWLEDGE_VERSION,
  knowledgeWords,
  shortKnowledgeWords,
  statusWords,
  versionWords,
} from '../../rules/knowledge-version.ts';
import { recommendations } from '../../rules/management/index.ts';
import { cardsOf, profile, textOf } from './compose.ts';

const cards = recommendations.flatMap(({ hooks: [hook], vignettes }) =>
  vignettes.fires.flatMap(({ given }) =>
    cardsOf(inputOf({ ...(hook && { hook }), ...given }), { profile: profile('standard', { maxCards: 9 }) }),
  ),
);

describe('every card', () => {
  test('says which knowledge it rests on, and that it is a draft', () => {
    expect(cards.length).toBeGreaterThan(40);
    const silent = cards.filter(({ detail }) => !detail?.endsWith(`knowledge ${KNOWLEDGE_VERSION} (draft)`));
    expect(silent.map(({ summary }) => summary)).toEqual([]);
  });

  test('carries no editor’s mark', () => {
    const marked = cards.filter((card) => /not re-verified|reviewed|\[[EMV]\]/i.test(textOf(card)));
    expect(marked.map(({ summary }) => summary)).toEqual([]);
  });
});

test('no source that a card may name has one', () => {
  expect(Object.values(citations).filter(({ label }) => /verified|\[[EMV]\]/.test(label))).toEqual([]);
});

test('a sign-off says by whom and when', () => {
  const signed = { state: 'signed-off', by: 'the clinical owner', on: '2027-02-01' } as const;
  expect(statusWords(signed)).toBe('signed off 2027-02-01 by the clinical owner');
  expect(shortKnowledgeWords('1.0.0', signed)).toBe('knowledge 1.0.0 (signed off 2027-02-01)');
  expect(knowledgeWords('1.0.0', signed)).toMatch(/^knowledge 1\.0\.0 of .*, signed off 2027-02-01/);
});

test.each([
  ['one that is signed as it is', { 'REC-03': '2027-01-31' }, 'v1.6.0, signed 2027-01-31'],
  ['one that nobody signed', {}, 'v1.6.0'],
])('the version of a rule in the footer, %s', (_, signed, words) =>
  expect(versionWords({ id: 'REC-03', version: '1.6.0' }, signed)).toBe(words),
);
