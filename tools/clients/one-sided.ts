/**
 * Yes/no findings of which a site's map has one answer and not the other. A patient who has the sign would be charted
 * with an answer that is not read.
 */
import { type CodeMap, UNMATCHED } from '../../rules/codes/code-map.ts';
import { isOwnWord, restsARedFlag } from '../../rules/codes/index.ts';
import { NOT_SURE } from '../../rules/findings/answer-words.ts';
import { findings, isFindingId } from '../../rules/findings/index.ts';

export type MissingAnswer = 'present' | 'absent';

/**
 * @param words codes of `lr-value` that one list has for the finding
 * @returns nothing where both answers or neither are there, and for a finding that is not answered by yes and no
 */
export const missingAnswer = (id: string, words: readonly string[]): MissingAnswer | undefined => {
  if (!isFindingId(id)) return undefined;
  const { value } = findings[id];
  if (value.type !== 'boolean' && !(value.type === 'one-of' && value.orBoolean)) return undefined;
  const denials = ['no', ...(value.type === 'one-of' && value.normal ? [value.normal] : [])];
  const isDenied = words.some((word) => denials.includes(word));
  const isAffirmed = words.some((word) => word !== NOT_SURE && !denials.includes(word));
  if (isDenied === isAffirmed) return undefined;
  return isDenied ? 'present' : 'absent';
};

/** The words that the map has for a finding in one answer system. */
export const wordsOfMap = (map: CodeMap, system: string, id: string): string[] =>
  [...(map.values.get(system)?.values() ?? [])].flatMap(({ of, any }) => {
    const answer = of.get(id) ?? any;
    return answer === undefined || answer === UNMATCHED || !isOwnWord(answer.word) ? [] : [answer.word];
  });

/** A sentence for each finding of a red flag that a list can deny and cannot affirm. */
export const silentRedFlags = (map: CodeMap): string[] => {
  const rows = [...map.codes.values()].flatMap((codes) => [...codes.values()]);
  const asked = [...map.values.values()].flatMap((codes) => [...codes.values()]);
  const ids = new Set([
    ...rows.flatMap((row) => (row === UNMATCHED ? [] : [row.id])),
    ...asked.flatMap(({ of }) => [...of.keys()]),
  ]);
  return [...ids]
    .filter(restsARedFlag)
    .flatMap((id) =>
      [...map.values.keys()]
        .filter((system) => missingAnswer(id, wordsOfMap(map, system, id)) === 'present')
        .map(
          (system) =>
            `${id} has an answer for absent and none for present in ${system}: a patient who has it would not be read. Add the answer for present`,
        ),
    );
};
