/** What every source file of the project imports, read from its text. */
import { globSync, readFileSync } from 'node:fs';
import { join, normalize, relative, resolve, sep } from 'node:path';

export type Import = {
  file: string;
  /** As written. */
  specifier: string;
  /** Path from the root of the project for a relative import, else the specifier. */
  target: string;
  kind: 'static' | 'dynamic' | 'type';
};

const root = resolve(import.meta.dirname, '../..');
const posix = (path: string) => path.split(sep).join('/');

const comments = /^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const declaration = /^(?:import|export)\s+(type\s+)?(?:[^'";()]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const typeQuery = /\btypeof\s+import\(\s*['"`]([^'"`]+)['"`]/g;
const call = /(?<!typeof\s+)\bimport\(\s*(?:['"`]([^'"`]+)['"`])?/g;

/** A dynamic import of anything but a literal has the specifier `(computed)`: nobody can say what it loads. */
export const importsOf = (file: string, source: string): Import[] => {
  const text = source.replace(comments, '');
  const found = (kind: Import['kind'], specifier: string): Import => ({
    file,
    specifier,
    target: specifier.startsWith('.') ? posix(normalize(join(file, '..', specifier))) : specifier,
    kind,
  });
  return [
    ...[...text.matchAll(declaration)].map((m) => found(m[1] ? 'type' : 'static', m[2]!)),
    ...[...text.matchAll(typeQuery)].map((m) => found('type', m[1]!)),
    ...[...text.matchAll(call)].map((m) => found('dynamic', m[1] ?? '(computed)')),
  ];
};

export const allImports = (): Import[] =>
  globSync('{rules,functions,tools,infra,app,packages,sandbox,test}/**/*.{ts,tsx,js,mjs}', {
    cwd: root,
    exclude: ['packages/*/dist'],
  }).flatMap((path) =>
    importsOf(posix(relative(root, join(root, path))), readFileSync(join(root, path), 'utf8')),
  );

/** Each chain of files that leads back to its start, once, as `a → b → a`. */
export const cycles = (imports: Import[]): string[] => {
  const next = Map.groupBy(imports, (i) => i.file);
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const { target } of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
};
