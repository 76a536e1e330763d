/**
 * Who signed which rule. A signature is for the words of one version: it stands while the version and a hash of the
 * page are the same. Hashed is what the rule says and what it rests on: the text of its page, each defined term and
 * number in it, the version of each rule that it asks. `npm run rulebook -- sign` writes `signatures.json`,
 * `npm run generate` makes `rules/signed-rules.ts` of those that stand. May not enter: a name that nobody signed with.
 */
import { createHash } from 'node:crypto';
import type { Criterion } from '../engine/criterion.ts';
import { nodesOf } from '../engine/walk.ts';
import { everyRule } from './every-rule.ts';
import type { RulePage } from './rulebook-parts.ts';
import { trigger } from './rulebook-parts.ts';
import { rulePages } from './rulebook-rules.ts';
import { numbersIn } from './rulebook-thresholds.ts';
import kept from './signatures.json' with { type: 'json' };

export interface Signature {
  readonly rule: string;
  readonly version: string;
  /** SHA-256 of `signedText`, in hexadecimal. */
  readonly hash: string;
  /** A person's name, as it is signed with. */
  readonly by: string;
  readonly role: string;
  /** ISO date. */
  readonly on: string;
}

export const signatures: readonly Signature[] = kept;

const termsIn = (nodes: readonly Criterion[]): readonly string[] => [
  ...new Set(nodes.flatMap((node) => (node.op === 'term' ? [`${node.title}:\n${trigger(node.of)}`] : []))),
];

/** Rules whose conclusion a criterion asks for. */
const asked = (nodes: readonly Criterion[]): ReadonlySet<string> =>
  new Set(nodes.flatMap((node) => (node.op === 'flag' || node.op === 'dx' ? [node.id] : [])));

/** Everything that a signature of this page is for. */
export const signedText = ({ id, title, version, parts }: RulePage, all = rulePages()): string => {
  const criteria = (everyRule.find((rule) => rule.id === id)?.parts ?? []).map(({ criterion }) => criterion);
  const nodes = criteria.flatMap(nodesOf);
  const others = asked(nodes);
  return [
    `${id}: ${title}`,
    `Version ${version}`,
    // how many criteria are shown to matter is said of the rule, not by it
    ...parts.filter(({ kind }) => kind !== 'shown').map(({ text }) => text),
    ...termsIn(nodes),
    numbersIn(criteria),
    ...all.filter((page) => others.has(page.id)).map((page) => `${page.id} ${page.version}`),
  ].join('\n\n');
};

export const hashOf = (page: RulePage, all?: readonly RulePage[]): string =>
  createHash('sha256').update(signedText(page, all)).digest('hex');

export interface SignaturesOfPage {
  readonly standing: readonly Signature[];
  /** Of another version, or of other words under the same version. */
  readonly lapsed: readonly Signature[];
}

export const signaturesOf = (page: RulePage, all: readonly Signature[] = signatures): SignaturesOfPage => {
  const own = all.filter(({ rule }) => rule === page.id);
  if (own.length === 0) return { standing: [], lapsed: [] };
  const hash = hashOf(page);
  const stands = (one: Signature) => one.version === page.version && one.hash === hash;
  return { standing: own.filter(stands), lapsed: own.filter((one) => !stands(one)) };
};

/** The module that cards read: on which day the newest standing signature of a rule was given. */
export const signedRulesModule = (all: readonly Signature[] = signatures): string => {
  const rows = rulePages().flatMap((page) => {
    const on = signaturesOf(page, all)
      .standing.map((one) => one.on)
      .sort()
      .at(-1);
    return on === undefined ? [] : [`  '${page.id}': '${on}',`];
  });
  return [
    '/** Rules that were signed as they are now, and when. Generated from rules/publish/signatures.json: do not edit. */',
    `export const signedRules: Readonly<Record<string, string>> = {${rows.length === 0 ? '' : `\n${rows.join('\n')}\n`}};`,
    '',
  ].join('\n');
};
