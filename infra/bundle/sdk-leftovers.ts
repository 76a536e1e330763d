/**
 * What the AWS SDK makes a bundler keep although nobody asks for it.
 *
 * - The schemas of all errors of a service, each registered as the module loads, and through computed keys the
 *   schemas of all else. Registered are those in `namedErrors`; any other reaches us as the client's general
 *   exception, under its own name and with its own message, which is what retries go by.
 * - The whole `package.json` of a client, for its version.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { type ESTree, edited, without } from './syntax.ts';

/** Errors that our code tells apart by class, and those that the SDK repeats for what their class says. */
export const namedErrors: readonly string[] = [
  'ConditionalCheckFailedException',
  'ReplicatedWriteConflictException',
];

/** `const _e = "error";` → `_e`: `"error"` */
const stringConstants = (program: readonly ESTree.VariableDeclarator[]): ReadonlyMap<string, string> =>
  new Map(
    program.flatMap(({ id, init }) =>
      id.type === 'Identifier' && init?.type === 'Literal' && typeof init.value === 'string'
        ? [[id.name, JSON.stringify(init.value)] as const]
        : [],
    ),
  );

/** `n0_registry.registerError(TableNotFoundException$, …)` → `TableNotFoundException` */
const registered = ({ expression }: ESTree.ExpressionStatement): string | undefined => {
  if (expression.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = expression;
  const called =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property;
  const [schema] = given;
  return called && called.name === 'registerError' && schema?.type === 'Identifier'
    ? schema.name.replace('$', '')
    : undefined;
};

/** @param code of the schemas of a client */
export const withoutUnnamedErrors = (code: string): string => {
  const declared: ESTree.VariableDeclarator[] = [];
  return edited(code, 'js', (edits) => {
    const computed: ESTree.ObjectProperty[] = [];
    return {
      VariableDeclarator: (one) => void declared.push(one),
      Property: (property) => void (property.computed && computed.push(property as ESTree.ObjectProperty)),
      ExpressionStatement: (statement) => {
        const error = registered(statement);
        // every client has a general exception, which the others fall back to
        if (error === undefined || error.endsWith('ServiceException') || namedErrors.includes(error)) return;
        edits.push(without(statement));
      },
      'Program:exit': () => {
        const constants = stringConstants(declared);
        for (const { key, start, value } of computed) {
          const name = key.type === 'Identifier' ? constants.get(key.name) : undefined;
          if (name !== undefined) edits.push({ start, end: value.start, text: `${name}: ` });
        }
      },
    };
  });
};

export const sdkLeftovers: Plugin = {
  name: 'sdk-leftovers',
  setup: ({ onLoad }) => {
    onLoad({ filter: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => ({
      contents: withoutUnnamedErrors(await readFile(path, 'utf8')),
      loader: 'js',
    }));
    onLoad({ filter: /\/package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
