/**
 * The house rules that a script can check, over the texts of the files: words that a stranger would not
 * understand, comments that are no sentence and name no thing, files without a header, files that nobody imports,
 * files that have grown too large, public names without their place in the documents, type names that two files
 * declare. Pure: the test gives it the repository, or a seeded one.
 */
import { importsOf } from './imports.ts';

export interface Untidy {
  readonly rule: string;
  /** `path`, or `path:line`. */
  readonly where: string;
  readonly what: string;
}

/** Path from the root → text. */
export type Files = ReadonlyMap<string, string>;

interface Idiom {
  readonly says: RegExp;
  readonly better: string;
}

/** In comments and documents. */
const idioms: readonly Idiom[] = [
  {
    says: /(?<!(?:audit|service|access) )\bthe log\b(?! group|'s retention| of (?:the `|that))/i,
    better: '"the audit log" or "the service log"',
  },
  { says: /\bwhat is of\b/i, better: 'name the thing' },
  {
    says: /(?<!there )\b(?:is|are) none\b|\bnone of ours\b/i,
    better: 'say what it is not',
  },
  { says: /\bof ours\b/i, better: '"of this service", "our own …"' },
  { says: /\b(?:seals|withholds|forgets) by \w+ing\b/i, better: 'name who does what' },
  { says: /\bwhose it is\b/i, better: '"which patient it is about"' },
  { says: /\blest\b/i, better: '"so that … not"' },
  { says: /\bclothes\b|\bdrawers?\b/i, better: 'no images: name the thing' },
];

const source = /^(?:rules|functions|tools|infra|packages|sandbox|app)\/.*\.tsx?$/;
const tests = /^test\/.*\.tsx?$/;
/** They hold the idioms to look for them. */
const looksForThem = /^test\/(?:tidy\.test|support\/tidy)\.ts$/;
const declarations = /\.d\.ts$/;
const prose = /\.md$/;

/** Generated, or quoting others. */
const notOurs = /^(?:docs\/(?:conformance|rulebook|seed-coverage)\.md|CHANGELOG\.md|LICENSE|NOTICE)/;

/** The comments of a source, each line as `[number, text]`; of a document, its lines. */
const wordsOf = (path: string, text: string): readonly (readonly [number, string])[] => {
  const lines = text.split('\n').map((line, n) => [n + 1, line] as const);
  if (prose.test(path)) return lines;
  return lines.filter(([, line]) => /^\s*(?:\/\*\*|\*|\/\/)|\/\*\*.*\*\//.test(line));
};

const spoken = (files: Files): Untidy[] =>
  [...files].flatMap(([path, text]) => {
    if (notOurs.test(path) || looksForThem.test(path)) return [];
    if (!(source.test(path) || tests.test(path) || prose.test(path))) return [];
    return wordsOf(path, text).flatMap(([line, words]) =>
      idioms
        .filter(({ says }) => says.test(words))
        .map(({ better }) => ({ rule: 'words', where: `${path}:${line}`, what: `say ${better}` })),
    );
  });

/** A name that is written in lower case: of a program, a unit, a standard. */
const lowerCaseName = /^(?:npm|fhirclient|uuid|valibot|mulberry32|mCODE|mL\/min|mm\/h|v[12]|iPad)\b/;
const beginsAsASentence = /^[\p{Lu}\p{N}`'"“§(@…→{[|*-]/u;
const endsAsASentence = /[.:!?)`|…]$|@\w+ [^.]*$/;
/** "Of the body.", "As recorded.": neither a sentence nor a thing. A clause of its own makes it a sentence. */
const fragment = /^(?:As|At|By|From|In|Of|On|Whose|Than) [^,.:;]{0,60}\.(?:\s|$)/;

const docComment = /\/\*\*([\s\S]*?)\*\//g;

/** @param words of a comment, without its stars */
const faultOf = (words: string): string | undefined => {
  if (fragment.test(words.replaceAll('\n', ' ')))
    return 'begin with a subject and a verb, or with the thing that it is';
  if (!beginsAsASentence.test(words) && !lowerCaseName.test(words)) return 'begin with a capital letter';
  const isGenerated = words.endsWith('npm run generate');
  return isGenerated || endsAsASentence.test(words) ? undefined : 'end the sentence';
};

/** Comments that a reader must guess at: without a beginning, without an end, or a phrase that hangs in the air. */
const unfinished = (files: Files): Untidy[] =>
  [...files]
    .filter(([path]) => source.test(path) && !notOurs.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(docComment)].flatMap(({ 1: inner = '', index }) => {
        const what = faultOf(inner.replace(/^[ \t]*\* ?/gm, '').trim());
        const line = text.slice(0, index).split('\n').length;
        return what === undefined ? [] : [{ rule: 'comment', where: `${path}:${line}`, what }];
      }),
    );

const headless = (files: Files): Untidy[] =>
  [...files]
    .filter(([path, text]) => source.test(path) && !declarations.test(path) && !text.startsWith('/**'))
    .map(([path]) => ({
      rule: 'header',
      where: path,
      what: 'begin with a comment that says what the file is for',
    }));

/** What is run or bundled, not imported. */
const entry =
  /^functions\/(?:archive|audit|checkpoint|discovery|feedback|invoke|monitor)\.ts$|\/main\.tsx?$|^infra\/(?:app|build)\.ts$|^packages\/client\/(?:build|src\/index)\.ts$|^infra\/bundle\/stand-ins\/|^app\/(?:preview\/ids|launch\/of-the-browser)\.ts$/;
const started =
  /^sandbox\/(?:audit|policy|patients\/write-bundles)\.ts$|^tools\/(?:audit\/replay-worker|generate\/fhir-export|codes\/[a-z-]+)\.ts$/;

const unimported = (files: Files): Untidy[] => {
  const imported = new Set(
    [...files].flatMap(([path, text]) => importsOf(path, text).map(({ target }) => target)),
  );
  return [...files.keys()]
    .filter((path) => source.test(path) && !declarations.test(path))
    .filter((path) => !imported.has(path) && !entry.test(path) && !started.test(path))
    .map((path) => ({
      rule: 'unused',
      where: path,
      what: 'nobody imports it: delete it, or name it in the rule',
    }));
};

const MOST_LINES = 400;

/** Tables: one row after another, read by looking up. */
const tables =
  /^rules\/(?:findings|codes|publish\/intake)\/|^rules\/(?:citations|terms\/thresholds)\.ts$|^tools\/codes\/lists\.ts$|wording/;

const large = (files: Files): Untidy[] =>
  [...files].flatMap(([path, text]) => {
    const lines = text.split('\n').length;
    return source.test(path) && !tables.test(path) && lines > MOST_LINES
      ? [
          {
            rule: 'size',
            where: path,
            what: `${lines} lines, at most ${MOST_LINES}: split it by what it does`,
          },
        ]
      : [];
  });

/** Public names, and the document that must name each. */
const published: readonly { name: RegExp; in: RegExp; of: RegExp; what: string }[] = [
  {
    what: 'setting',
    of: /^(?:functions|tools)\//,
    name: /\benv\['(?!AWS_LAMBDA|NODE_|DEBUG)([A-Z][A-Z_]+)'\]/g,
    in: /^(?:docs\/(?:deploy|operate|audit|integrate)\.md|sandbox\/README\.md|README\.md|functions\/.*\.ts|test\/README\.md)$/,
  },
  {
    what: 'flag',
    of: /^functions\/base\/flags\.ts$/,
    name: /^ {2}'([a-z][\w.:-]+)':/gm,
    in: /^docs\/operate\.md$/,
  },
  {
    what: 'metric',
    of: /^functions\/base\/metrics\.ts$/,
    name: /\bname: '([A-Z]\w+)'/g,
    in: /^docs\/operate\.md$/,
  },
  {
    what: 'service',
    of: /^functions\/cds-hooks\/services\.ts$/,
    name: /\bid: '(leg-[a-z-]+)'/g,
    in: /^docs\/integrate\.md$/,
  },
];

const undocumented = (files: Files): Untidy[] =>
  published.flatMap(({ what, of, name, in: where }) => {
    const documents = [...files].filter(([path]) => where.test(path) && !of.test(path));
    const comments = [...files].filter(([path]) => where.test(path) && of.test(path));
    const told = [
      ...documents.map(([, text]) => text),
      ...comments.map(([path, text]) =>
        wordsOf(path, text)
          .map(([, line]) => line)
          .join('\n'),
      ),
    ].join('\n');
    const named = [...files]
      .filter(([path]) => of.test(path))
      .flatMap(([path, text]) => [...text.matchAll(name)].map(([, id = '']) => ({ path, id })));
    return [...new Map(named.map((one) => [one.id, one])).values()]
      .filter(({ id }) => !told.includes(id))
      .map(({ path, id }) => ({
        rule: 'documents',
        where: path,
        what: `the ${what} ${id} is in no document`,
      }));
  });

const typeDeclaration =
  /^\s*(?:export )?(?:declare )?(?:abstract )?(?:type|interface|class) ([A-Z]\w*)(?=[\s<={])/gm;

/** The wire as those see it who have no other file of this project. */
const publishedTwin = 'packages/client/src/wire.ts';

/** A type name that two files declare: a reader who searches for it finds two notions, or one notion twice. */
const twice = (files: Files): Untidy[] => {
  const declaredIn = new Map<string, string[]>();
  for (const [path, text] of files) {
    if (!/\.tsx?$/.test(path) || declarations.test(path) || path === publishedTwin) continue;
    const names = new Set([...text.matchAll(typeDeclaration)].map(([, name = '']) => name));
    for (const name of names) declaredIn.set(name, [...(declaredIn.get(name) ?? []), path]);
  }
  return [...declaredIn]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => ({
      rule: 'twice',
      where: name,
      what: `declared in ${paths.join(', ')}: declare it once, or rename the second meaning`,
    }));
};

export const tidy = (files: Files): readonly Untidy[] => [
  ...spoken(files),
  ...unfinished(files),
  ...headless(files),
  ...unimported(files),
  ...large(files),
  ...undocumented(files),
  ...twice(files),
];
