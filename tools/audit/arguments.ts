/** The command line, parsed against a command's own options. Errors name the option and the remedy. */
import { parseArgs } from 'node:util';
import { type Arguments, type Command, Refused } from './command.ts';
import { commonOptions } from './options.ts';

const least = (words: readonly string[]): number => words.filter((word) => word.startsWith('<')).length;

const parsed = (command: Command, argv: readonly string[]) => {
  const options = Object.entries({ ...commonOptions, ...command.options });
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(([name, option]) => [
          name,
          {
            type: 'value' in option ? ('string' as const) : ('boolean' as const),
            multiple: 'multiple' in option,
          },
        ]),
      ),
    });
  } catch (error) {
    // node's own sentence names the option and says what is wrong with it
    const sentence = (error as Error).message.split('. ')[0];
    throw new Refused(`${sentence}. npm run audit -- ${command.name} --help lists the options.`);
  }
};

export const argumentsFor = (command: Command, argv: readonly string[]): Arguments => {
  const { values, positionals } = parsed(command, argv);
  const { words = [] } = command;
  const entries = Object.entries(values);
  const switches = new Set(entries.filter(([, value]) => value === true).map(([name]) => name));
  const repeats = words.at(-1)?.endsWith('…') ?? false;
  if (
    !switches.has('help') &&
    (positionals.length < least(words) || (positionals.length > words.length && !repeats))
  ) {
    throw new Refused(`Usage: npm run audit -- ${command.name} ${words.join(' ')}`.trim());
  }
  return {
    words: positionals,
    options: Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
    lists: Object.fromEntries(
      entries.flatMap(([name, value]) =>
        Array.isArray(value) ? [[name, value.filter((v) => typeof v === 'string')]] : [],
      ),
    ),
    switches,
  };
};
