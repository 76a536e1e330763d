/** Adding a finding is one row: the types refuse one that is not whole, and what is derived has every row. */
import { expect, test } from 'vitest';
import { codeSystems, meaningOf } from '../../../rules/codes/index.ts';
import { type FindingRow, room, YES_NO } from '../../../rules/findings/finding.ts';
import { localOnly } from '../../../rules/findings/finding-code.ts';
import { findingIds, findings } from '../../../rules/findings/index.ts';
import { english } from '../../../rules/management/wording/language.ts';
import { questions } from '../../../rules/publish/intake/wording.ts';

const words = { label: 'itch', present: 'itch', ask: 'Does it itch?' };
const whole: FindingRow = { value: YES_NO, sided: true, ...words, codes: localOnly };

test('a whole row is one', () => {
  expect(room('symptom', { itch: whole }).itch).toMatchObject({ kind: 'symptom', windowDays: 90, ...words });
});

test('a row without codes, words, value or side does not compile: the type check fails where it would', () => {
  // @ts-expect-error: no codes
  room('symptom', { itch: { value: YES_NO, sided: true, ...words } });
  // @ts-expect-error: no label
  room('symptom', { itch: { value: YES_NO, sided: true, present: 'itch', ask: 'Itch?', codes: localOnly } });
  // @ts-expect-error: no words for when it is present
  room('symptom', { itch: { value: YES_NO, sided: true, label: 'itch', ask: 'Itch?', codes: localOnly } });
  // @ts-expect-error: no way to ask
  room('symptom', { itch: { value: YES_NO, sided: true, label: 'itch', present: 'itch', codes: localOnly } });
  // @ts-expect-error: no value
  room('symptom', { itch: { sided: true, ...words, codes: localOnly } });
  // @ts-expect-error: no side
  room('symptom', { itch: { value: YES_NO, ...words, codes: localOnly } });
  expect.assertions(0);
});

test.each(findingIds)('%s is read by its own code and by each that its row lists', (id) => {
  const { codes } = findings[id];
  const read = [{ system: 'finding', code: id } as const, ...codes].map(
    ({ system, code }) => meaningOf(codeSystems[system], code)?.findings.map((one) => one.id) ?? [],
  );
  for (const ids of read) expect(ids).toContain(id);
});

test('the short words of a card are those of the rows', () => {
  expect(english.findings).toEqual(Object.fromEntries(findingIds.map((id) => [id, findings[id].note ?? {}])));
});

test('the form asks the question of every row that has one', () => {
  const asked = findingIds.flatMap((id) =>
    findings[id].form === undefined ? [] : [[id, findings[id].form]],
  );
  expect(questions).toEqual(Object.fromEntries(asked));
});
