/**
 * Writes `rules/codes/displays.ts` from `verified.json`: the words for the conditions, studies and devices
 * that a card may quote. Findings have their own bedside wording, drugs their ingredients.
 */
import { codeSystems } from '../../rules/codes/code-system.ts';
import { baselineCodes, conditionCodes, pregnancyCodes } from '../../rules/codes/condition-codes.ts';
import { deedCodes, orderCodes } from '../../rules/codes/order-codes.ts';

export type Verified = {
  codes: readonly {
    system: string;
    code: string;
    display: string;
    use: string;
    confidence: string;
    sources: number[];
  }[];
  families: readonly { prefix: string; title: string }[];
};

/** Without SNOMED CT's semantic tag, which means nothing at the bedside. */
const plain = (display: string) =>
  display.replace(/ \((?:disorder|finding|situation|procedure|regime\/therapy|physical object)\)$/, '');

const literal = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);

export const displaysModule = ({ codes, families }: Verified): string => {
  const quoted = [conditionCodes, orderCodes, deedCodes, baselineCodes, { pregnant: pregnancyCodes }]
    .flatMap((table) => Object.values(table))
    .flat();
  const wanted = new Set(quoted.map(({ system, code }) => `${codeSystems[system]} ${code}`));
  // a member of a family has words of its own where it was verified itself
  const inFamily = (code: string) => families.some(({ prefix }) => code.startsWith(prefix));
  const rows = [
    ...codes
      .filter(({ system, code }) => {
        return wanted.has(`${system} ${code}`) || (system === codeSystems['icd-10-cm'] && inFamily(code));
      })
      .map(({ system, code, display }) => ({ system, code, display: plain(display) })),
    ...families.map(({ prefix, title }) => ({
      system: codeSystems['icd-10-cm'],
      code: prefix,
      display: title,
    })),
  ];
  const tables = [...Map.groupBy(rows, ({ system }) => system)].map(([system, group]) => {
    const lines = [...new Map(group.map((row) => [row.code, row]))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { display }]) => {
        const key = /^(?:[1-9]\d*|[A-Z][A-Z0-9]*)$/.test(code) ? code : `'${code}'`;
        const line = `    ${key}: ${literal(display)},`;
        return line.length > 110 ? `    ${key}:\n      ${literal(display)},` : line;
      });
    return `  '${system}': {\n${lines.join('\n')}\n  },`;
  });
  return `/**
 * Displays of the codes that a card may quote from the chart. Generated from verified.json, which has the
 * sources: npm run generate
 */
export const displays: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${tables.join('\n')}
};
`;
};
