/** The commands of a handbook: those of its fenced blocks and those within its sentences, as an operator types them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../docs');

export type HandbookTool = 'audit' | 'policy' | 'knowledge';

export interface HandbookCommand {
  readonly tool: HandbookTool;
  /** As it stands in the handbook, without `npm run`. */
  readonly line: string;
  /** The heading that it stands under. */
  readonly section: string;
  /** What the handbook shows as its output; none where it shows none. */
  readonly shown: readonly string[];
}

export const handbook = (name: string): string => readFileSync(join(docs, name), 'utf8');

const COMMAND = /^npm run (?:-s )?(audit|policy|knowledge) -- (.+)$/;

const commandOf = (text: string, section: string): HandbookCommand | undefined => {
  const [, tool, line = ''] = COMMAND.exec(text) ?? [];
  return tool === undefined ? undefined : { tool: tool as HandbookTool, line, section, shown: [] };
};

/** Of a block: a command a line, which may go on behind a backslash; in a console block behind `$ `, then its output. */
const inBlock = (block: string, language: string, section: string): HandbookCommand[] => {
  const lines = block.replaceAll(/\\\n\s*/g, '').split('\n');
  if (language !== 'console') return lines.flatMap((line) => commandOf(line.trim(), section) ?? []);
  const typed: { command: HandbookCommand | undefined; shown: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith('$ ')) typed.push({ command: commandOf(line.slice(2), section), shown: [] });
    else typed.at(-1)?.shown.push(line);
  }
  return typed.flatMap(({ command, shown }) => (command ? { ...command, shown } : []));
};

const PIECES = /^ *```(\w*)\n([\s\S]*?)\n *```$|^#+ (.*)$|`(npm run [^`]+)`/gm;

/** In the order in which they stand there. */
export const commandsOf = (text: string): HandbookCommand[] => {
  let section = '';
  return [...text.matchAll(PIECES)].flatMap(([, language = '', block, heading, inSentence]) => {
    if (heading !== undefined) section = heading;
    if (block !== undefined) return inBlock(block, language, section);
    return (inSentence !== undefined && commandOf(inSentence, section)) || [];
  });
};

/** Words of a shell and tools of every system, which need nobody. */
const ofTheShell = new Set('as awk cat cd cut date do done echo eval export for head tr'.split(' '));

/**
 * Each program that a handbook has typed, with what makes it what it is (`npm run audit --`): in its blocks, but for those
 * of JSON, of output and of what follows a prompt, and within its sentences.
 */
export const programsOf = (text: string): string[] => {
  const lines = [...text.matchAll(PIECES)].flatMap(([, language = '', block]) => {
    if (block === undefined || /^(?:json|text)$/.test(language)) return [];
    const whole = block.replaceAll(/\\\n\s*/g, '').split('\n');
    return language === 'console'
      ? whole.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2))
      : whole;
  });
  const inSentences = [...text.matchAll(/`((?:npm|npx|aws|curl|git) [^`]+)`/g)].map(([, line = '']) => line);
  const asked = [...lines, ...inSentences].flatMap((line) => [
    ...line.matchAll(
      /(?:^|\$\(|&& |; |\| |\{ |\bin |^[A-Z_]+=[^$\s]+ )\s*(\$\(\()?([a-z][a-z-]*)((?: [^\s|)]+)*)/g,
    ),
  ]);
  return asked.flatMap(([, sum, program = '', rest = '']) => {
    if (sum !== undefined || (ofTheShell.has(program) && program !== 'as')) return [];
    const [, named = ''] = /^( run (?:-s )?[\w:]+(?: -- [\w-]+)?| [\w-]+)/.exec(rest) ?? [];
    return `${program}${named}`.replace(' -s ', ' ');
  });
};

/** As the shell splits what comes before a pipe, a redirection or a comment. */
export const wordsOf = (line: string): string[] =>
  [...line.replace(/ +(?:[|>#] ?.*)$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
