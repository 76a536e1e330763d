/** What is wrong with a ConceptMap that may not be used, and what to write instead. No call loads this file. */
import { codeSystems } from './code-system.ts';

export const codeMapProblems = {
  map: 'must be a ConceptMap: { "resourceType": "ConceptMap", "version": …, "group": [ … ] }',
  version:
    'must be a version such as 2026-11-30: letters, digits, ". : + _ -", at most 64. The audit log names it',
  group: 'must be a list of one or more groups',
  source: "must be the URI of the site's own code system, or the canonical of its form",
  target: `must be ${codeSystems.finding} or ${codeSystems.value}`,
  unmapped: 'must be left out: a code without an element stays not understood, and is counted as that',
  elements: 'must be a list of one or more elements',
  code: 'must be a code',
  read: 'is a code that is read already: leave it out',
  again: 'is mapped by an earlier element: keep one of them',
  twice: 'has another meaning under another spelling of the same code system: keep one of them',
  oneTarget:
    'must be a list of one target, or of several conditions: of two findings one answer cannot be told apart',
  targets: 'must be a list of one or more targets',
  finding: 'must be a code of lr-finding',
  word: 'must be a code of lr-value',
  equivalence: 'must be equal, equivalent, wider or unmatched',
  unreviewed:
    'says that nobody has reviewed the line: write equivalent, wider or unmatched, or leave the element out',
  less: 'says that the target holds less than the local code or another thing: map it to a wider finding, or write unmatched',
  redFlag:
    'must be equal or equivalent: a red flag rests on this finding, and a wider one would say what the record does not',
  wideAnswer: 'must be equal or equivalent, or have dependsOn a finding that no red flag rests on',
  property: 'has a property that is not read: side and value in product, finding in dependsOn',
  side: 'must be left, right or both',
  noSide: 'must have no side: this finding has none',
  value: 'must be a value that this finding can have',
  depends: 'must be the id of a finding',
  answer: 'must be a value that the finding in dependsOn can have',
  noDepends: 'must be left out: what a row asks depends on nothing',
} as const;

export type CodeMapProblemCode = keyof typeof codeMapProblems;
