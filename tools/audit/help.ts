/** Help that teaches: what there is by what one wants, and for each command what it answers, with examples. */
import type { Command } from './command.ts';
import { commonOptions } from './options.ts';

const groups: Readonly<Record<Command['group'], string>> = {
  Look: 'Look: who asked what about whom, and what came of it',
  Learn: 'Learn: what helps, what is ignored, what was not right',
  Prove: 'Prove: that nothing was changed, to yourself and to others',
  Operate: 'Operate',
};

const call = ({ name, words = [] }: Command): string => [name, ...words].join(' ');

const lines = (pairs: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
};

export const generalHelp = (commands: readonly Command[]): string => {
  const sections = (Object.keys(groups) as Command['group'][]).map((group) => {
    const those = commands.filter((command) => command.group === group);
    return `${groups[group]}\n${lines(those.map((command) => [call(command), command.summary]))}`;
  });
  return `The audit log of Radix CDS.

  npm run audit -- COMMAND [options]

${sections.join('\n\n')}

Every command takes --help. On a terminal it prints a table; in a pipe, JSON, one object a line (--format csv
for a spreadsheet). People stand under pseudonyms; give the id the EHR uses and the tool works out the
pseudonym. Each reading is itself recorded; give a --purpose, for instance a ticket.

  npm run audit -- list --from today
  npm run audit -- patient 123 --purpose T-1234
  npm run -s audit -- refusals --from 7d --format csv > refusals.csv   (-s: without npm's own lines)
`;
};

/** npm puts lines of its own before the output, which a file or a program must not get. */
const example = (line: string): string => `  npm run ${/ [>|] /.test(line) ? '-s ' : ''}audit -- ${line}`;

export const commandHelp = (command: Command): string => {
  const options = Object.entries({ ...command.options, ...commonOptions });
  return `${call(command)}: ${command.summary}

${command.help}

${lines(options.map(([name, option]) => [`--${name}${'value' in option ? ` ${option.value}` : ''}`, option.help]))}

${command.examples.map(example).join('\n')}
`;
};
