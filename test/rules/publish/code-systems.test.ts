import { describe, expect, test } from 'vitest';
import { codeSystems, meaningOf, wellFormed } from '../../../rules/codes/index.ts';
import { KNOWLEDGE_VERSION } from '../../../rules/knowledge-version.ts';
import { localCodeSystems } from '../../../rules/publish/code-systems.ts';

const systems = localCodeSystems(KNOWLEDGE_VERSION, '2026-11-22');

describe.each(['lr-finding', 'lr-value'] as const)('CodeSystem %s', (id) => {
  const codes = (systems[id].concept ?? []).map(({ code }) => code);

  test('has each code once, well formed and with words', () => {
    expect(codes).toEqual([...new Set(codes)]);
    const system = id === 'lr-finding' ? 'finding' : 'value';
    expect(codes.filter((code) => !wellFormed(system, code))).toEqual([]);
    expect(systems[id].concept?.filter(({ display }) => !display)).toEqual([]);
  });
});

test('every code of lr-finding is read', () => {
  const unread = (systems['lr-finding'].concept ?? []).filter(
    ({ code }) => !meaningOf(codeSystems.finding, code),
  );
  expect(unread).toEqual([]);
});
