/** The table of phrases: short, complete, in clinicians' words, and the only place where a card's words stand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { findings } from '../../../rules/findings/index.ts';
import { evaluate } from '../../../rules/index.ts';
import { contributionsOf, recommendations } from '../../../rules/management/index.ts';
import { english, findingIn, type Language, plainIn } from '../../../rules/management/wording/language.ts';
import { phrases } from '../../../rules/management/wording/phrases.en.ts';
import { type PhraseId, say } from '../../../rules/management/wording/say.ts';
import * as thresholds from '../../../rules/terms/thresholds.ts';

const all = Object.entries(phrases) as [PhraseId, string][];
const slotsIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot ?? '');

const root = join(import.meta.dirname, '../../..');
const sources = [
  'rules/management',
  'rules/management/recommendations',
  'rules/management/wording',
  'functions/cards',
]
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.en.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
  .join('\n');
const templates = [...sources.matchAll(/`([\w.-]*)\$\{[^}]+\}([\w.-]*)`/g)];

describe('a phrase', () => {
  test.each(all)('%s is one line of plain text', (_, text) => {
    expect(text).toMatch(/^[^\p{Cc}<>*_[\]]+$/u);
  });

  test.each(all)('%s uses clinicians’ words', (_, text) => {
    expect(text).not.toMatch(
      /root pain|founding document|ruled out|no red flags|all clear|diagnosis is|\+\d|REC-|RF-|MRC|%/i,
    );
  });

  test.each(all.filter(([id]) => id.endsWith('.line')))('%s is at most twenty words', (_, text) => {
    const words = text.replace(/\{\w+\}/g, 'word word').split(/\s+/);
    expect(words.length).toBeLessThanOrEqual(20);
  });

  test.each(all)('%s is said by some rule or card', (id) => {
    const named = sources.includes(`'${id}'`);
    const made = templates.some(([, before = '', after = '']) => {
      return before !== '' && id.startsWith(before) && id.endsWith(after);
    });
    expect(named || made).toBe(true);
  });

  test('names a clinical number by its threshold, so that it is written once', () => {
    expect(plainIn(say('ces.now.line'))).toContain(`within ${thresholds.emergencyMriHours.value} h`);
    expect(slotsIn(phrases['ces.now.line'])).toEqual(['emergencyMriHours']);
  });
});

describe('a second language', () => {
  /** Each phrase by its id, between marks, with its slots. */
  const marked: Language = {
    ...english,
    phrases: Object.fromEntries(
      all.map(([id, text]) => [
        id,
        `«${id}${slotsIn(text)
          .map((slot) => ` {${slot}}`)
          .join('')}»`,
      ]),
    ) as Language['phrases'],
  };
  const contributions = recommendations.flatMap(({ hooks: [hook], vignettes }) =>
    vignettes.fires.flatMap(({ given }) =>
      evaluate(inputOf({ ...(hook && { hook }), ...given })).fired.flatMap(contributionsOf),
    ),
  );

  test('replaces every name, act, line and button', () => {
    const said = contributions.flatMap(({ name, act, aside, buttons = [] }) => [
      ...(name ? [name] : []),
      ...(act ? [act.summary, act.line] : []),
      ...(aside ? [aside] : []),
      ...buttons.map(({ label }) => label),
    ]);
    expect(said.length).toBeGreaterThan(200);
    for (const one of said) expect(plainIn(one, marked)).toMatch(/^«.*»$/s);
  });
});

describe('the words of a finding', () => {
  test.each([
    ['mrc-ankle-dorsiflexion', 3, 'dorsiflexion 3/5'],
    ['slr', true, 'SLR positive'],
    ['slr', false, 'SLR negative'],
    ['reflex-achilles', 'absent', 'ankle reflex absent'],
    ['pvr-ml', 420, 'residual 420 mL'],
    ['temp-c', 38.04, '38.0 °C'],
    ['abi', 0.9, 'ABI 0.90'],
    ['pvr-ml', 400.4, 'residual 400 mL'],
    ['sens-lateral-foot', 'reduced', 'lateral foot numb'],
  ] as const)('%s %s: %s', (id, value, words) => {
    expect(findingIn(id, value, { days: 0 })).toBe(words);
  });

  test('are short', () => {
    const long = Object.values(findings)
      .map(({ note = {} }) => note)
      .flatMap(({ present, absent, name }) => [present, absent, name])
      .filter((words) => words !== undefined && words.split(' ').length > 5);
    expect(long).toEqual(['does the pain pass the knee']);
  });
});
