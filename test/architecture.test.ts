/** Who may import whom, by the table of `support/rooms.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import project from '../package.json' with { type: 'json' };
import { allImports, cycles, type Import, importsOf } from './support/imports.ts';
import { type Room, roomOf, rooms } from './support/rooms.ts';

const root = join(import.meta.dirname, '..');
const imports = allImports();

const isPackage = ({ specifier }: Import): boolean => !specifier.startsWith('.');

const names = (all: readonly string[], wanted: string): boolean =>
  all.some((one) => one === '*' || wanted === one || wanted.startsWith(`${one}/`));

const runtime = Object.keys(project.dependencies);

const packageFault = (
  room: string,
  { packages = [], lazily = [] }: Room,
  one: Import,
): string | undefined => {
  const { specifier, kind } = one;
  if (kind === 'type') return undefined;
  if (kind === 'dynamic' && names(lazily, specifier)) return undefined;
  if (!names(packages, specifier)) return `${room} may not load ${specifier}`;
  const inFunction = room.startsWith('functions/') || room.startsWith('rules/');
  return inFunction && !specifier.startsWith('node:') && !names(runtime, specifier)
    ? `${specifier} is no dependency at run time`
    : undefined;
};

const roomFault = (room: string, { imports: loads, types = [] }: Room, one: Import): string | undefined => {
  const target = roomOf(one.target) ?? one.target;
  if (target === room) return undefined;
  const allowed = one.kind === 'type' ? [...loads, ...types] : loads;
  return allowed.includes(target) ? undefined : `${room} may not import ${target}`;
};

const faultOf = (one: Import): string | undefined => {
  if (one.target.startsWith('..') || one.target.startsWith('/') || /^\w+:\/\//.test(one.target))
    return 'the import leaves the project';
  if (one.file.startsWith('test/')) return undefined;
  const room = roomOf(one.file);
  if (room === undefined) return `${one.file} is in no room: add its folder to test/support/rooms.ts`;
  const table = rooms[room] as Room;
  return isPackage(one) ? packageFault(room, table, one) : roomFault(room, table, one);
};

const refused = (among: readonly Import[]): string[] =>
  among.flatMap((one) => {
    const fault = faultOf(one);
    const kind = one.kind === 'type' ? ' (types)' : '';
    return fault === undefined ? [] : [`${one.file} imports ${one.specifier}${kind}: ${fault}`];
  });

describe('architecture', () => {
  test('every room imports what the table allows it, and nothing else', () => {
    expect(refused(imports)).toEqual([]);
  });

  test('every import that the table allows is made, so that the table says how it is', () => {
    const made = new Set(imports.map((one) => `${roomOf(one.file)} → ${roomOf(one.target) ?? one.target}`));
    const unused = Object.entries(rooms).flatMap(([room, { imports: loads, types = [] }]) =>
      existsSync(join(root, room.replace(/\/\.$/, '')))
        ? [...loads, ...types]
            .filter((target) => target !== room && existsSync(join(root, target.replace(/\/\.$/, ''))))
            .filter((target) => !made.has(`${room} → ${target}`))
            .map((target) => `${room} → ${target}`)
        : [],
    );
    expect(unused).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(cycles(imports)).toEqual([]);
  });
});

describe('a wrong import is refused', () => {
  test.each([
    ['rules/index.ts', "import { x } from '../functions/x.ts';"],
    ['rules/index.ts', "import './publish/rulebook.ts';"],
    ['rules/engine/a.ts', "import { readFileSync } from 'node:fs';"],
    ['rules/engine/a.ts', "import { x } from '../red-flags/x.ts';"],
    ['rules/findings/a.ts', "import { x } from '../codes/x.ts';"],
    ['rules/codes/a.ts', "import { x } from '../extract/x.ts';"],
    ['rules/extract/a.ts', "import { Client } from 'fhir-kit-client';"],
    ['rules/extract/a.ts', "import { x } from '../management/x.ts';"],
    ['rules/red-flags/a.ts', "import { x } from '../management/x.ts';"],
    ['rules/red-flags/a.ts', 'const x = await import(name);'],
    ['rules/differential/a.ts', "import { x } from '../red-flags/x.ts';"],
    ['rules/localisation/a.ts', "import { x } from '../differential/x.ts';"],
    ['rules/management/a.ts', "import { x } from '../publish/x.ts';"],
    ['rules/terms/a.ts', "import { x } from '../red-flags/x.ts';"],
    ['rules/evidence/a.ts', "import { x } from '../engine/x.ts';"],
    ['functions/invoke.ts', "import { rulebook } from '../rules/publish/rulebook.ts';"],
    ['functions/invoke.ts', "import {\n  a,\n  b,\n} from '../sandbox/x.ts';"],
    ['functions/invoke.ts', "export * from '../infra/x.ts';"],
    ['functions/invoke.ts', "import { test } from 'vitest';"],
    ['functions/audit/a.ts', "import { x } from '../cards/x.ts';"],
    ['functions/audit/a.ts', "import { x } from '../../tools/audit/x.ts';"],
    ['functions/audit-api/a.ts', "import { x } from '../cards/x.ts';"],
    ['functions/base/a.ts', "import { x } from '../audit/x.ts';"],
    ['functions/call/a.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';"],
    ['functions/cards/a.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';"],
    ['functions/cards/a.ts', "import { x } from '../fhir/x.ts';"],
    ['functions/cards/a.ts', "const { Client } = await import('fhir-kit-client');"],
    ['functions/cds-hooks/a.ts', "import { x } from '../audit/x.ts';"],
    ['functions/client/a.ts', "import { x } from '../cards/x.ts';"],
    ['functions/fhir/a.ts', "import { Client } from 'fhir-kit-client';"],
    ['functions/http/a.ts', "import { x } from '../cards/x.ts';"],
    ['tools/audit/a.ts', "import { x } from '../../infra/x.ts';"],
    ['infra/a.ts', "import { x } from '../sandbox/x.ts';"],
    ['sandbox/server/a.ts', "import { x } from '../../test/support/x.ts';"],
    ['sandbox/server/a.ts', "import { x } from '../../../elsewhere/x.ts';"],
    ['elsewhere/a.ts', "import { x } from '../rules/index.ts';"],
  ])('%s may not say %j', (file, source) => {
    expect(refused(importsOf(file, source))).toHaveLength(1);
  });

  test.each([
    ['rules/extract/a.ts', "import type { Bundle } from 'fhir/r4';"],
    ['rules/engine/a.ts', "/** import { x } from 'aws-cdk-lib' is what others do. */"],
    ['functions/fhir/a.ts', "const { Client } = await import('fhir-kit-client');"],
    ['functions/fhir/a.ts', "type Kit = typeof import('fhir-kit-client');"],
    ['functions/invoke.ts', "import type { APIGatewayProxyEventV2 } from 'aws-lambda';"],
    ['functions/call/a.ts', "import type { World } from '../world.ts';"],
    ['sandbox/server/a.ts', "import dynalite from 'dynalite';"],
  ])('%s may say %j', (file, source) => {
    expect(refused(importsOf(file, source))).toEqual([]);
  });

  test('a cycle is named from file to file', () => {
    const loop = [
      ...importsOf('rules/a.ts', "import './b.ts';"),
      ...importsOf('rules/b.ts', "import './c.ts';"),
      ...importsOf('rules/c.ts', "import type { A } from './b.ts';"),
    ];
    expect(cycles(loop)).toEqual(['rules/b.ts → rules/c.ts → rules/b.ts']);
  });
});

test('docs/architecture.md names files and folders that are there', () => {
  const table = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
    .split('## ')
    .find((part) => part.startsWith('Where to look'));
  const paths = [...(table ?? '').matchAll(/`([\w.-]+\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
