/** The words of a commit: which are warned of, and which are not. */
import { describe, expect, test } from 'vitest';
import { type Commit, faultsOf } from '../../tools/commits/faults.ts';

const commit = (subject: string, over: Partial<Commit> = {}): Commit => ({
  subject,
  body: '',
  files: ['functions/invoke.ts'],
  raisesRule: false,
  ...over,
});
const inRules = { files: ['rules/red-flags/infection.ts'], body: 'Why: fever alone is common.' };

describe('a good commit has no fault', () => {
  test.each<[string, Partial<Commit>]>([
    ['Read a drug by its ingredient', {}],
    ['engine: keep the clonus of a named leg beside other reflexes', {}],
    ['audit, record: write the row of a call once', {}],
    ['Need no key for discovery', {}],
    ['recommendations: work out once what several ask of a chart', {}],
    ['Pass the deadline to every query', {}],
    ['Bring the cards of one problem together', {}],
    ['Process feedback in the order of its time', {}],
    ['RF-CES: count a syndrome that was coded within 14 days', { ...inRules, raisesRule: true }],
    ['REC-09: call a Wells score without an item not complete', { ...inRules, raisesRule: true }],
    ['PERONEAL: ask that one palsy is not scored where both feet drop', { ...inRules, raisesRule: true }],
    ['Fold five small files of rules/engine into those that use them', inRules],
  ])('%s', (subject, over) => {
    expect(faultsOf(commit(subject, over))).toEqual([]);
  });
});

describe('a fault is named with its remedy', () => {
  const long = `Read ${'a drug by its ingredient and '.repeat(3)}more`;
  test.each<[string, Partial<Commit>, RegExp]>([
    [long, {}, /has \d+ characters: at most 72/],
    ['Read a drug; write a row', {}, /semicolon/],
    ['Read a drug by its ingredient.', {}, /full stop/],
    ['Added a row', {}, /not imperative/],
    ['Adds a row', {}, /not imperative/],
    ['engine: adding a row', {}, /not imperative/],
    ['rules(differential): only what reads a pain is of a pain', {}, /not imperative/],
    ['The row is written once', {}, /not imperative/],
    ['engine: no more lists', {}, /not imperative/],
    ['wip', {}, /not imperative/],
    ['', {}, /not imperative/],
    ['Count tingling', { ...inRules, raisesRule: true }, /begin with its id/],
    ['RF-ALI: count tingling', { ...inRules, body: '  \n' }, /say why in the body/],
  ])('%s', (subject, over, fault) => {
    expect(faultsOf(commit(subject, over))).toEqual([expect.stringMatching(fault)]);
  });

  test('and several at once', () => {
    expect(faultsOf(commit(`Added ${'x'.repeat(80)}; done.`, { files: ['rules/index.ts'] }))).toHaveLength(5);
  });
});
