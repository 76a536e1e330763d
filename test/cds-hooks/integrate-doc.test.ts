/** docs/integrate.md says what the code does: fields, services, keys, errors, reasons. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prefetchKeys, services } from '../../functions/cds-hooks/services.ts';
import { profilePresets, standardProfile } from '../../functions/client/profile.ts';
import { parseClients } from '../../functions/client/registry.ts';
import { overrideReasons } from '../../rules/management/override-reasons.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/integrate.md'), 'utf8');

const rows = text.split('\n').filter((line) => line.startsWith('| '));
const hasRow = (...cells: string[]) => rows.some((row) => cells.every((cell) => row.includes(cell)));

describe('docs/integrate.md', () => {
  test('R-035: the example of a registration parses', () => {
    const [, json = ''] = /```json\n(\{ "clients".*?)\n```/s.exec(text) ?? [];
    const { clients } = JSON.parse(json);
    expect(parseClients(clients, { allowLoopback: false }).problems).toEqual([]);
  });

  const registrations = globSync('docs/ehr/*.md', { cwd: root }).flatMap((page) => {
    const [, json] = /```json\n(\{ "clients".*?)\n```/s.exec(readFileSync(join(root, page), 'utf8')) ?? [];
    return json === undefined ? [] : [[page, json] as const];
  });
  test.each(registrations)('R-035: the registration of %s parses', (_, json) => {
    const { clients, problems } = parseClients(JSON.parse(json).clients, { allowLoopback: false });
    expect([clients.length, problems]).toEqual([1, []]);
  });

  test.each(services)('R-035: names $id and what its hook needs', ({ id, hook }) => {
    expect(hasRow(`\`${id}\``, `\`${hook}\``)).toBe(true);
  });

  test.each(Object.entries(prefetchKeys))(
    'R-035: has the template of %s, and its purpose',
    (key, { template, purpose, required }) => {
      expect(hasRow(`\`${key}\``, `\`${template}\``, purpose, required ? 'required' : '')).toBe(true);
    },
  );

  const source = readFileSync(join(root, 'functions/client/registry-entry.ts'), 'utf8');
  const schema = source.slice(source.indexOf('const entrySchema'), source.indexOf('type Entry ='));
  const fields = [...schema.matchAll(/^ {4}(\w+): v\./gm)].map(([, field]) => field ?? '');
  test('R-205: knows every field of a registration', () => {
    expect(fields.length).toBeGreaterThan(15);
    for (const field of fields) expect(hasRow(`\`${field}\``), field).toBe(true);
  });

  test.each(['preset', ...Object.keys(standardProfile), 'linkHosts'])(
    'R-215: knows %s of a profile',
    (field) => {
      expect(hasRow(`\`${field}\``)).toBe(true);
    },
  );

  test.each(Object.keys(profilePresets))('R-215: knows the preset %s', (preset) => {
    expect(text).toContain(`\`${preset}\``);
  });

  test.each(Object.entries(overrideReasons))(
    'R-165: has override reason %s in its words, with its system and what HL7 calls the same',
    (code, reason) => {
      expect(text).toContain(`\`${reason.system}\``);
      const whose = reason.system.startsWith('http://terminology.hl7.org/') ? 'HL7' : 'ours';
      const same = 'sameAs' in reason ? `\`${reason.sameAs}\`` : '';
      expect(rows).toContain(
        `| \`${code}\` | ${whose} | ${reason.display} | ${same} |`.replace('|  |', '| |'),
      );
    },
  );

  const code = globSync('functions/{*,cds-hooks/*,client/*,fhir/*}.ts', { cwd: root })
    .filter((file) => !file.includes('audit'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const reasons = [
    ...code.matchAll(
      /(?:reason: |unauthenticated\(|unavailable\(|badRequest\(|unsupported\(|throttled\(\d{3}, )\s*'([a-z]+\.?[a-z-]*)'/g,
    ),
    ...code.matchAll(/\| '(jwt\.[a-z]+)'/g),
  ].map(([, reason]) => reason ?? '');
  test('R-062: explains every reason for a refusal', () => {
    expect(new Set(reasons).size).toBeGreaterThan(30);
    for (const reason of new Set(reasons)) expect(text, reason).toContain(`\`${reason}\``);
  });

  test('every part that is linked to is there', () => {
    const anchors = new Set(
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    for (const [, anchor = ''] of text.matchAll(/\]\(#([\w-]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
