/**
 * The codes of our own `lr-value`: the words and set items that findings can take, the grades of strength, and
 * how a question may be answered. A code of that system that is not here does not exist.
 */
import { findingIds, findings, wordsOfSet } from '../findings/index.ts';
import { wellsItems } from '../findings/wells.ts';

interface Word {
  readonly code: string;
  readonly display: string;
  readonly definition?: string;
}

const answers: readonly Word[] = [
  { code: 'yes', display: 'yes' },
  { code: 'no', display: 'no' },
  { code: 'not-sure', display: 'not sure', definition: 'Asked, and not known' },
  { code: 'none-of-these', display: 'none of these', definition: 'The whole list was shown and none chosen' },
  {
    code: 'none-of-the-others',
    display: 'none of the others',
    definition: 'As a component that is true: the whole list was shown, and what is not listed is absent',
  },
  { code: 'side', display: 'side', definition: 'As a component: its value is the laterality' },
];

/** MRC grades with the half grades that are charted; they count as the whole grade (5− as 5). */
const mrcGrades: readonly Word[] = ['5', '4', '3', '2', '1', '0'].flatMap((grade) =>
  [grade, `${grade}+`, `${grade}-`].map((code) => ({ code, display: `MRC ${code}` })),
);

const wordsOfFindings = findingIds.flatMap((id): readonly string[] => {
  const { value } = findings[id];
  if (value.type === 'one-of') return value.values;
  return value.type === 'set' ? wordsOfSet(value) : [];
});

export const ownWords: readonly Word[] = [
  ...[...new Set([...wordsOfFindings, ...Object.keys(wellsItems)])].map((code) => ({
    code,
    display: code.replaceAll('-', ' '),
  })),
  ...mrcGrades,
  ...answers,
];

const codes: ReadonlySet<string> = new Set(ownWords.map(({ code }) => code));

export const isOwnWord = (code: string): boolean => codes.has(code);
