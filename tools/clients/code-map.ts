/** A site's ConceptMap as an admin is told of it: what is wrong, in sentences. */
import { codeMapProblems } from '../../rules/codes/code-map-problems.ts';
import { type CodeMapProblem, readCodeMap } from '../../rules/codes/index.ts';
import { nearestId } from '../../rules/extract/unknown-code.ts';

/** A finding that was renamed is near to what stands in the map, which is not quoted: it may be anything. */
const remedyOf = ({ code, given }: CodeMapProblem): string => {
  const near = given === undefined ? undefined : nearestId(given);
  return near === undefined ? codeMapProblems[code] : `${codeMapProblems[code]}, such as ${near}`;
};

export const checkedCodeMap = (conceptMap: unknown) => {
  const { codeMap, problems } = readCodeMap(conceptMap);
  return {
    ...(codeMap && { codeMap }),
    problems: problems.map((one) => ({ field: one.field, code: one.code, sentence: remedyOf(one) })),
  };
};
