/**
 * The rooms of the house: what each holds, what may not enter, and whom it may import. One table:
 * `test/architecture.test.ts` enforces it, `docs/architecture.md` prints it (`npm run generate`).
 *
 * An import that the table does not name is refused. Whoever needs one adds it here, and says why in the commit.
 */
export interface Room {
  readonly holds: string;
  readonly notHere: string;
  /** Rooms and files that it may load. `.` at the end of a name: the files of that folder alone. */
  readonly imports: readonly string[];
  /** Rooms of which it may know the types alone. */
  readonly types?: readonly string[];
  /** Packages and node's own modules that it may load; every room may know the types of any package. */
  readonly packages?: readonly string[];
  /** Packages that it may load only where they are needed, by `await import(…)`. */
  readonly lazily?: readonly string[];
}

const anyPackage = ['*'] as const;

export const rooms: Readonly<Record<string, Room>> = {
  'rules/.': {
    holds: 'the way in: `assess`, `evaluate`, the stages in their order, the bibliography',
    notHere: 'a rule',
    imports: [
      'rules/differential',
      'rules/engine',
      'rules/evidence',
      'rules/localisation',
      'rules/management',
      'rules/red-flags',
      'rules/terms',
    ],
  },
  'rules/findings': {
    holds: 'the vocabulary, a row a finding: id, value, side, how long it stays true, words, codes',
    notHere: 'logic',
    imports: ['rules/terms'],
    types: ['rules/codes'],
  },
  'rules/terms': {
    holds: 'notions and numbers that several rules share, defined once',
    notHere: 'a rule, a weight, an urgency',
    imports: ['rules/engine'],
    types: ['rules/.', 'rules/findings'],
  },
  'rules/evidence': {
    holds: 'each way in which something could have been missed, as a value',
    notHere: 'a value, a name or a text of the chart',
    imports: [],
    types: ['rules/engine', 'rules/findings'],
  },
  'rules/engine': {
    holds: 'three-valued criteria, normalisation, scoring, the trace',
    notHere: 'a clinical fact',
    imports: ['rules/findings', 'rules/terms'],
    types: ['rules/.', 'rules/evidence'],
  },
  'rules/codes': {
    holds: 'the verified codes of SNOMED CT, LOINC, ICD-10-CM, RxNorm and CPT, and what each means here',
    notHere: 'a code without a source',
    imports: ['rules/findings'],
  },
  'rules/extract': {
    holds: 'FHIR resources → findings, with what was not understood',
    notHere: 'narrative: it is counted, never read',
    imports: ['rules/codes', 'rules/engine', 'rules/evidence', 'rules/findings', 'rules/terms'],
  },
  'rules/red-flags': {
    holds: 'what is dangerous: one rule a file, with its evidence and vignettes',
    notHere: 'I/O, a card',
    imports: ['rules/engine', 'rules/terms'],
  },
  'rules/localisation': {
    holds: 'which nerve root the signs point to',
    notHere: 'I/O, a card',
    imports: ['rules/engine', 'rules/terms'],
    types: ['rules/findings'],
  },
  'rules/differential': {
    holds: 'what it probably is: one scored table a file, with its evidence and vignettes',
    notHere: 'I/O, a card',
    imports: ['rules/engine', 'rules/terms'],
    types: ['rules/findings'],
  },
  'rules/management': {
    holds: 'what to do: which recommendations apply, and what each says and offers',
    notHere: 'markdown, the wire, a conclusion that an earlier stage did not reach',
    imports: [
      'rules/codes',
      'rules/differential',
      'rules/engine',
      'rules/findings',
      'rules/localisation',
      'rules/red-flags',
      'rules/terms',
    ],
    types: ['rules/.'],
  },
  'rules/publish': {
    holds: 'what is made from all rules: the rule book, the form, the code systems, coverage, the exports',
    notHere: 'anything that a call needs',
    imports: [
      'rules/.',
      'rules/codes',
      'rules/differential',
      'rules/engine',
      'rules/extract',
      'rules/findings',
      'rules/localisation',
      'rules/management',
      'rules/red-flags',
      'rules/terms',
    ],
    packages: ['node:crypto', 'node:fs', 'node:path'],
  },
  'functions/.': {
    holds: 'the Lambda handlers, a file each, and the world that they run in',
    notHere: 'a clinical decision, what only a laptop needs',
    imports: [
      'functions/audit',
      'functions/audit-api',
      'functions/base',
      'functions/call',
      'functions/cds-hooks',
      'functions/client',
      'functions/fhir',
      'functions/http',
      'functions/policy',
      'rules/codes',
    ],
    packages: ['node:crypto'],
  },
  'functions/http': {
    holds: 'event → call: routes, refusals, headers, CORS',
    notHere: 'what a service answers',
    imports: ['functions/base', 'functions/cds-hooks'],
    types: ['functions/client'],
    packages: ['node:zlib'],
  },
  'functions/call': {
    holds: 'the steps of a call: who calls, the pure middle, what goes on record',
    notHere: 'I/O of its own',
    imports: [
      'functions/audit',
      'functions/base',
      'functions/cards',
      'functions/cds-hooks',
      'functions/fhir',
      'rules/.',
      'rules/evidence',
      'rules/extract',
    ],
    types: ['functions/.', 'functions/client', 'functions/http', 'functions/policy'],
  },
  'functions/cds-hooks': {
    holds: 'the wire: types as in the specification, services, parsing, refusals',
    notHere: 'clinical content',
    imports: ['functions/base', 'functions/fhir', 'rules/extract'],
    types: ['rules/engine', 'rules/evidence'],
    packages: ['valibot'],
  },
  'functions/policy': {
    holds: 'what the operator switched off or lets run in shadow, and who signed it',
    notHere: 'a decision about what applies',
    imports: ['functions/base'],
    packages: ['@aws-sdk/client-dynamodb', 'jose', 'node:fs', 'valibot'],
  },
  'functions/client': {
    holds: 'the client registry, key sets, tokens, replay',
    notHere: 'own cryptography, a patient',
    imports: ['functions/base', 'functions/cds-hooks', 'functions/fhir'],
    types: ['functions/audit', 'rules/codes'],
    packages: [
      '@aws-sdk/client-dynamodb',
      'jose',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:zlib',
      'valibot',
    ],
  },
  'functions/fhir': {
    holds: 'the chart of one call, and the egress guard around every outgoing request',
    notHere: 'a request past the guard, the meaning of a finding',
    imports: ['functions/base', 'functions/cds-hooks', 'rules/evidence', 'rules/extract'],
    packages: ['node:dns', 'node:http', 'node:https', 'node:net', 'node:tls', 'node:zlib'],
    lazily: ['fhir-kit-client'],
  },
  'functions/cards': {
    holds: 'assessment → cards: grouping, order, words on the wire',
    notHere: 'a decision about what applies',
    imports: [
      'functions/audit',
      'functions/cds-hooks',
      'rules/.',
      'rules/codes',
      'rules/engine',
      'rules/evidence',
      'rules/extract',
      'rules/findings',
      'rules/management',
    ],
    types: ['functions/client'],
  },
  'functions/audit': {
    holds: 'records, pseudonyms, the audit log over DynamoDB, its archive and verification',
    notHere: 'a name, a value, free text that is not sealed; an update or a delete',
    imports: ['functions/base', 'functions/cds-hooks', 'rules/codes', 'rules/management'],
    types: ['rules/engine'],
    packages: [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-kms',
      '@aws-sdk/client-s3',
      'jose',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:readline',
      'node:stream',
      'node:timers',
      'node:util',
      'node:zlib',
    ],
  },
  'functions/audit-api': {
    holds: "`GET /audit/…`: an auditor's questions over HTTP",
    notHere: 'a question that reads the whole table',
    imports: ['functions/audit', 'functions/base', 'functions/cds-hooks'],
  },
  'functions/base': {
    holds: 'settings, clock, limits, flags, the service log, metrics, sparing what is down',
    notHere: 'anything that knows the content of a call',
    imports: ['package.json'],
    types: ['functions/http'],
    packages: ['node:crypto'],
  },
  'tools/audit': {
    holds: 'the audit tool: questions to the audit log, its archive and its proofs, from a shell',
    notHere: 'anything that a function loads',
    imports: [
      'functions/audit',
      'functions/base',
      'functions/cds-hooks',
      'functions/client',
      'functions/policy',
      'rules/publish',
      'tools/knowledge',
    ],
    types: ['rules/engine'],
    packages: [
      'node:crypto',
      'node:events',
      'node:fs',
      'node:os',
      'node:path',
      'node:readline',
      'node:timers',
      'node:util',
      'node:worker_threads',
    ],
  },
  'tools/clients': {
    holds: "the client registry from an admin's shell",
    notHere: 'anything that a function loads',
    imports: [
      'functions/audit',
      'functions/base',
      'functions/cards',
      'functions/client',
      'rules/.',
      'rules/codes',
      'rules/extract',
      'rules/findings',
      'tools/codes',
    ],
    packages: [
      '@aws-sdk/client-dynamodb',
      'jose',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:readline',
      'node:util',
      'node:zlib',
    ],
  },
  'tools/codes': {
    holds: 'the scripts that harvest public code lists',
    notHere: 'anything that a function loads',
    imports: ['rules/codes'],
    packages: anyPackage,
  },
  'tools/policy': {
    holds: "what is switched off or in shadow, from an operator's shell: `npm run policy`",
    notHere: 'anything that a function loads',
    imports: [
      'functions/audit',
      'functions/base',
      'functions/cds-hooks',
      'functions/policy',
      'rules/management',
      'rules/publish',
    ],
    packages: ['@aws-sdk/client-dynamodb', 'jose', 'node:fs', 'node:util'],
  },
  'tools/commits': {
    holds: 'what is warned of in the words of a commit: `npm run commits`',
    notHere: 'anything that a function loads',
    imports: [],
    packages: ['node:child_process'],
  },
  'tools/criteria': {
    holds:
      'the search for two charts that show that a criterion matters, or that a row of a decision table hits: `npm run criteria`',
    notHere: 'a rule, a vignette',
    imports: ['rules/.', 'rules/engine', 'rules/findings', 'rules/publish', 'tools/generate'],
    packages: ['node:fs', 'node:path'],
  },
  'tools/knowledge': {
    holds: 'what changed between two versions of the knowledge: `npm run knowledge`',
    notHere: 'anything that a function loads',
    imports: ['rules/findings', 'rules/publish', 'sandbox'],
    types: ['rules/.', 'rules/engine', 'rules/extract'],
    packages: [
      '(computed)',
      'marked',
      'node:child_process',
      'node:fs',
      'node:os',
      'node:path',
      'node:url',
      'node:util',
    ],
  },
  'tools/rulebook': {
    holds: 'the rule book as pages to read, print and sign: `npm run rulebook`',
    notHere: 'a word of a rule: `rules/publish` has them, anything that a function loads',
    imports: [
      'app',
      'functions/cards',
      'functions/client',
      'rules/.',
      'rules/engine',
      'rules/findings',
      'rules/localisation',
      'rules/management',
      'rules/publish',
      'rules/red-flags',
      'rules/terms',
      'test/support',
      'tools/criteria',
      'tools/knowledge',
    ],
    types: ['functions/cds-hooks'],
    packages: [
      'marked',
      'node:child_process',
      'node:fs',
      'node:path',
      'node:url',
      'node:util',
      'playwright-core',
    ],
  },
  'tools/fhir': {
    holds: 'what writes the npm FHIR package and runs it with an engine of others: `npm run publish:fhir`',
    notHere: 'anything that a function loads',
    imports: [
      'functions/cds-hooks',
      'rules/.',
      'rules/codes',
      'rules/engine',
      'rules/extract',
      'rules/management',
      'rules/publish',
      'rules/red-flags',
      'sandbox',
      'tools/criteria',
    ],
    packages: ['cql-execution', 'node:fs', 'node:path', 'node:util', 'node:zlib'],
  },
  'tools/generate': {
    holds: 'what writes the generated files of the repository: `npm run generate`',
    notHere: 'anything that a function loads',
    imports: [
      'functions/audit',
      'functions/base',
      'functions/cds-hooks',
      'functions/client',
      'package.json',
      'packages/client',
      'rules/.',
      'rules/codes',
      'rules/evidence',
      'rules/publish',
      'test/support',
    ],
    packages: ['@valibot/to-json-schema', 'node:fs', 'node:path', 'valibot'],
  },
  infra: {
    holds: 'CDK stacks and the bundles',
    notHere: 'code that runs in the functions',
    imports: ['app', 'infra', 'functions/audit'],
    types: ['functions/base', 'functions/http', 'rules/evidence'],
    packages: anyPackage,
  },
  app: {
    holds: 'the examination: a page that shows, previews and saves findings, in the EHR and in the sandbox',
    notHere: 'a server of its own, patient data at rest, a rule, a second encoding of a finding',
    imports: [
      'functions/cards',
      'functions/cds-hooks',
      'functions/client',
      'rules/.',
      'rules/codes',
      'rules/differential',
      'rules/engine',
      'rules/extract',
      'rules/findings',
      'rules/localisation',
      'rules/management',
      'rules/publish',
      'rules/red-flags',
      'rules/terms',
    ],
    packages: anyPackage,
  },
  'packages/client': {
    holds: 'the npm package radix-cds: what an EHR calls this service with',
    notHere: 'a dependency but jose, what only this repository has',
    imports: ['functions/base', 'functions/cds-hooks', 'functions/client', 'functions/fhir'],
    packages: ['esbuild', 'jose', 'node:child_process', 'node:fs', 'node:module', 'node:path', 'node:util'],
  },
  sandbox: {
    holds: '`npm start`: local server, FHIR server, embedded DynamoDB, mini-EHR, synthetic patients',
    notHere: 'anything that a function loads',
    imports: [
      'app',
      'sandbox',
      'functions/.',
      'functions/audit',
      'functions/base',
      'functions/call',
      'functions/cards',
      'functions/cds-hooks',
      'functions/client',
      'functions/fhir',
      'functions/http',
      'packages/client',
      'rules/.',
      'rules/codes',
      'rules/engine',
      'rules/extract',
      'rules/findings',
      'rules/management',
      'rules/publish',
      'rules/terms',
      'tools/audit',
      'tools/policy',
      'tools/rulebook',
    ],
    packages: anyPackage,
  },
};

/** The room of a path from the root of the project; undefined for a file outside every room. */
export const roomOf = (path: string): string | undefined => {
  const [top = '', second, third] = path.split('/');
  if (top in rooms) return top;
  if (path.startsWith('test/support/')) return 'test/support';
  if (third === undefined) return second !== undefined && `${top}/.` in rooms ? `${top}/.` : undefined;
  return `${top}/${second}` in rooms ? `${top}/${second}` : undefined;
};

/** The table as `docs/architecture.md` prints it. */
export const roomsAsMarkdown = (): string =>
  [
    '| Room | Lives there | May not enter | Loads |',
    '|---|---|---|---|',
    ...Object.entries(rooms).map(([path, { holds, notHere, imports, types = [] }]) => {
      const shown = (names: readonly string[]) => names.map((name) => name.replace(/\/\.$/, '/*')).join(', ');
      const known = types.length > 0 ? `; types of ${shown(types)}` : '';
      return `| \`${path.replace(/\/\.$/, '/*.ts')}\` | ${holds} | ${notHere} | ${shown(imports) || 'nothing'}${known} |`;
    }),
    '| `test` | mirrors the above; `test/cds-hooks` is named after the sections of the specification | anything that a room loads | everything |',
  ].join('\n');
