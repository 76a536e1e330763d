/**
 * The proposal as a FHIR R4 ConceptMap. Every line is `relatedto`, which the registry refuses: nothing is read by a
 * line that nobody has ticked.
 */
import type {
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElement,
  ConceptMapGroupElementTarget,
} from 'fhir/r4';
import { codeMapProperties } from '../../../rules/codes/index.ts';
import type { ProposedLine } from './propose.ts';

const targetOf = ({ n, to, side, of, why, count }: ProposedLine): ConceptMapGroupElementTarget => ({
  code: to,
  equivalence: 'relatedto',
  comment: `line ${n}: ${why}${count > 0 ? `; seen ${count} times` : ''}`,
  ...(side && { product: [{ property: codeMapProperties.side, value: side }] }),
  ...(of && { dependsOn: [{ property: codeMapProperties.finding, value: of }] }),
});

export const draftOf = (lines: readonly ProposedLine[], version: string): ConceptMap => {
  const groups = new Map<string, ConceptMapGroup>();
  const elements = new Map<string, ConceptMapGroupElement>();
  for (const line of lines) {
    const key = `${line.source} ${line.target}`;
    const group = groups.get(key) ?? { source: line.source, target: line.target, element: [] };
    groups.set(key, group);
    const name = `${key} ${line.code}`;
    const element = elements.get(name) ?? {
      code: line.code,
      ...(line.display && { display: line.display }),
      target: [],
    };
    if (!elements.has(name)) group.element.push(element);
    elements.set(name, element);
    element.target?.push(targetOf(line));
  }
  return { resourceType: 'ConceptMap', status: 'draft', version, group: [...groups.values()] };
};

export type MapVerdict = 'equivalent' | 'wider' | 'unmatched';

const numberOf = ({ comment }: ConceptMapGroupElementTarget): number =>
  Number(/^line (\d+):/.exec(comment ?? '')?.[1]);

export interface DraftLine {
  readonly n: number;
  /** Whether the export has it. */
  readonly isSeen: boolean;
  /** For a person: what stands in the chart, and what it is proposed to mean. */
  readonly said: string;
}

const lineOf = (
  { code, display }: ConceptMapGroupElement,
  target: ConceptMapGroupElementTarget,
): DraftLine => ({
  n: numberOf(target),
  isSeen: /; seen \d+ times$/.test(target.comment ?? ''),
  said: [
    display ?? code,
    '→',
    target.code,
    ...(target.dependsOn ?? []).map(({ value }) => `of ${value}`),
  ].join(' '),
});

export const linesOf = ({ group = [] }: ConceptMap): DraftLine[] =>
  group.flatMap(({ element }) =>
    element.flatMap((one) => (one.target ?? []).map((target) => lineOf(one, target))),
  );

const ticked =
  (verdicts: ReadonlyMap<number, MapVerdict>) =>
  (target: ConceptMapGroupElementTarget): ConceptMapGroupElementTarget[] => {
    const equivalence = verdicts.get(numberOf(target)) ?? target.equivalence;
    // what was reviewed before stays as it was
    if (equivalence === 'relatedto') return [];
    if (equivalence !== 'unmatched') return [{ ...target, equivalence }];
    const { code: _, product: __, ...rest } = target;
    return [{ ...rest, equivalence }];
  };

/** The lines that were ticked, as a map that the registry takes; all others are left out. */
export const tick = (
  draft: ConceptMap,
  verdicts: ReadonlyMap<number, MapVerdict>,
  version: string,
): ConceptMap => ({
  ...draft,
  status: 'active',
  version,
  group: (draft.group ?? []).flatMap((group) => {
    const element = group.element
      .map((one) => ({ ...one, target: (one.target ?? []).flatMap(ticked(verdicts)) }))
      .filter(({ target }) => target.length > 0);
    return element.length > 0 ? [{ ...group, element }] : [];
  }),
});
