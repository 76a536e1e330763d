/** A site's ConceptMap as an admin is told of it: what is wrong, in sentences. */
import { codeMapProblems } from '../../rules/codes/code-map-problems.ts';
import { readCodeMap } from '../../rules/codes/index.ts';

export const checkedCodeMap = (conceptMap: unknown) => {
  const { codeMap, problems } = readCodeMap(conceptMap);
  return {
    ...(codeMap && { codeMap }),
    problems: problems.map(({ field, code }) => ({ field, code, sentence: codeMapProblems[code] })),
  };
};
