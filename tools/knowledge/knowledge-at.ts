/**
 * A version of the knowledge to look at: a folder with the project in it, or what a git tag or commit holds,
 * unpacked into a temporary folder. May not enter: a rule's meaning, a comparison.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import type { ChartInput } from '../../rules/extract/index.ts';
import type { Evaluation } from '../../rules/index.ts';

const execute = promisify(execFile);

/** The project that this tool is part of. */
export const project = join(import.meta.dirname, '../..');

export class NoSuchKnowledge extends Error {}

export interface KnowledgeTree {
  /** As it was asked for: a tag, a commit, a folder. */
  readonly name: string;
  readonly root: string;
  /** Removes what was unpacked. */
  readonly close: () => Promise<void>;
}

const isKnowledge = (folder: string): boolean => existsSync(join(folder, 'rules/index.ts'));

/** `1.1.0` is the tag `v1.1.0`; everything else is as git spells it. */
const refOf = (name: string): string => (/^\d+\.\d+\.\d+$/.test(name) ? `v${name}` : name);

const unpacked = async (name: string): Promise<KnowledgeTree> => {
  const root = await mkdtemp(join(tmpdir(), 'radix-knowledge-'));
  const close = () => rm(root, { recursive: true, force: true });
  const archive = join(root, 'tree.tar');
  try {
    const ref = refOf(name);
    await execute('git', ['archive', '--output', archive, ref, 'rules', 'docs', 'package.json'], {
      cwd: project,
    });
    await execute('tar', ['-xf', archive, '-C', root]);
    if (!isKnowledge(root)) throw new Error('it has no rules/index.ts');
  } catch (cause) {
    await close();
    throw new NoSuchKnowledge(
      `${name} is neither a folder with rules/index.ts nor a tag or commit that git has here: write a tag of \`git tag\`, a commit or a path`,
      { cause },
    );
  }
  return { name, root, close };
};

/**
 * @param name a folder, a version with a tag, or a git reference
 * @throws NoSuchKnowledge when git and the file system know no such name
 */
export const knowledgeAt = async (name: string): Promise<KnowledgeTree> => {
  const folder = resolve(name);
  if (isKnowledge(folder)) return { name, root: folder, close: async () => undefined };
  return unpacked(name);
};

/** A vignette as a rule carries it. */
export interface NamedChart {
  readonly rule: string;
  readonly title: string;
  readonly given: VignetteChart;
}

/** What every version of the knowledge since 1.0.0 exports, as far as a comparison uses it. */
export interface KnowledgeVersion {
  readonly version: string;
  /** A part of the text of `docs/rulebook.md` for each rule. */
  readonly rulebook: string;
  readonly evaluate: (input: EngineInput) => Evaluation;
  readonly inputOf: (given: VignetteChart) => EngineInput;
  readonly extract: (chart: ChartInput) => { readonly input: EngineInput };
  readonly vignettes: readonly NamedChart[];
}

interface WithVignettes {
  readonly vignettes: {
    readonly fires: readonly { readonly title: string; readonly given: VignetteChart }[];
    readonly doesNot: readonly { readonly title: string; readonly given: VignetteChart }[];
  };
}

const vignettesOf = (rules: Readonly<Record<string, WithVignettes>>): readonly NamedChart[] =>
  Object.entries(rules).flatMap(([rule, { vignettes }]) =>
    [...vignettes.fires, ...vignettes.doesNot].map(({ title, given }) => ({ rule, title, given })),
  );

/** Loads a tree's rules into this process; two trees do not share a module. */
export const load = async ({ root }: Pick<KnowledgeTree, 'root'>): Promise<KnowledgeVersion> => {
  const from = <T>(path: string): Promise<T> => import(pathToFileURL(join(root, 'rules', path)).href);
  const [index, extraction, rule, flags, differential, management] = await Promise.all([
    from<{ KNOWLEDGE_VERSION: string; evaluate: KnowledgeVersion['evaluate'] }>('index.ts'),
    from<{ extract: KnowledgeVersion['extract'] }>('extract/index.ts'),
    from<{ inputOf: KnowledgeVersion['inputOf'] }>('engine/rule.ts'),
    from<{ redFlags: Readonly<Record<string, WithVignettes>> }>('red-flags/index.ts'),
    from<{ tables: Readonly<Record<string, WithVignettes>> }>('differential/index.ts'),
    from<{ recommendations: readonly (WithVignettes & { readonly id: string })[] }>('management/index.ts'),
  ]);
  return {
    version: index.KNOWLEDGE_VERSION,
    rulebook: await readFile(join(root, 'docs/rulebook.md'), 'utf8'),
    evaluate: index.evaluate,
    inputOf: rule.inputOf,
    extract: extraction.extract,
    vignettes: [
      ...vignettesOf(flags.redFlags),
      ...vignettesOf(differential.tables),
      ...vignettesOf(Object.fromEntries(management.recommendations.map((one) => [one.id, one]))),
    ],
  };
};
