/** The publications behind the rules that fired, each once, with what each rule relies on. */
import { type CitationId, citations } from '../../rules/citations.ts';
import type { Strength } from '../../rules/engine/rule.ts';
import type { RuleTrace } from '../../rules/index.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';

export interface SourceSaid {
  readonly id: CitationId;
  readonly label: string;
  readonly link?: string;
  /** ISO date on which it was last compared with what the rules say. */
  readonly checked: string;
  readonly says: readonly { readonly rule: string; readonly text: string; readonly strength: Strength }[];
}

const evidenceOf = new Map(everyRule.map(({ id, evidence }) => [id, evidence]));

export const sourcesOf = (fired: readonly RuleTrace[]): readonly SourceSaid[] => {
  const said = new Map<CitationId, SourceSaid['says']>();
  for (const rule of new Set(fired.map((trace) => trace.rule)))
    for (const { cite, says, strength } of evidenceOf.get(rule) ?? [])
      said.set(cite, [...(said.get(cite) ?? []), { rule, text: says, strength }]);
  return [...said].map(([id, says]) => {
    const { label, link, checked } = citations[id];
    return { id, label, ...(link !== undefined && { link }), checked, says };
  });
};
