/** One card on the wire from one content: ids, markdown, links, FHIR, and what this client can show. */

import { type CitationId, citations } from '../../rules/citations.ts';
import { BASE } from '../../rules/codes/code-system.ts';
import { shortKnowledgeWords, versionWords } from '../../rules/knowledge-version.ts';
import type { CardRule } from '../../rules/management/index.ts';
import { overrideReasons } from '../../rules/management/override-reasons.ts';
import type { Link, OverrideReason, Source } from '../cds-hooks/wire.ts';
import type { ClientProfile } from '../client/profile.ts';
import { appLinks } from './app-links.ts';
import type { IssuedCard } from './check.ts';
import type { Content } from './content.ts';
import { detail } from './detail.ts';
import { offered } from './offer.ts';
import type { ResourceContext } from './resource.ts';
import { suggestion } from './suggestion.ts';
import { sentence, textOf } from './text.ts';
import type { Told } from './told.ts';
import type { DateOf } from './why.ts';

/** Most links a narrow panel can use. */
const MOST_LINKS = 4;
/** three to six. */
const MOST_REASONS = 6;

export const TOPICS = `${BASE}/CodeSystem/lr-recommendation`;

/** What a card says besides its content. */
export interface CardFrame {
  readonly uuid: string;
  readonly callId: string;
  readonly report: string | undefined;
  /** Where the rule book is published. */
  readonly ruleBook: string | undefined;
  readonly profile: ClientProfile;
  readonly dateOf: DateOf;
  readonly context: ResourceContext;
  readonly knowledgeVersion: string;
  /** Budget of the card, in words. */
  readonly words: number;
  /** Sentences to be read with it. */
  readonly limits: readonly string[];
  /** What the answer said before. */
  readonly told: Told;
}

const hostOf = (url: string): string => new URL(url).hostname;

const allowed = (url: string | undefined, { linkHosts }: ClientProfile): url is string =>
  url !== undefined && (linkHosts === undefined || linkHosts.includes(hostOf(url)));

/** What is our own: a consensus, the founding document. */
const isOurs = (id: CitationId): boolean => citations[id].ours === true;

/** Worked out once for each rule: it is the same on every card. */
const once = <Made>(make: (rule: CardRule) => Made): ((rule: CardRule) => Made) => {
  const made = new WeakMap<CardRule, Made>();
  return (rule) => {
    const known = made.get(rule) ?? make(rule);
    made.set(rule, known);
    return known;
  };
};

/** A publication before what is our own. */
const cited = (source: CitationId | undefined, rules: readonly CardRule[]): readonly CitationId[] => {
  const all = new Set<CitationId>(source === undefined ? [] : [source]);
  for (const { evidence } of rules) for (const { cite } of evidence) all.add(cite);
  const published: CitationId[] = [];
  const ours: CitationId[] = [];
  for (const id of all) (isOurs(id) ? ours : published).push(id);
  return [...published, ...ours];
};

/** `NASS 2012`, `Peul 2007, NEJM`: the full label is on the link and in the rule book. */
const short = (id: CitationId): string => {
  const { label, year } = citations[id];
  const [name = label] = label.split(/: | \(/);
  return year === undefined || /\b(?:19|20)\d\d\b/.test(name) ? name : `${name} ${year}`;
};

/** The page of a rule, where the rule book is published. */
const pageOf = ({ id }: CardRule, { ruleBook }: CardFrame): string | undefined =>
  ruleBook && `${ruleBook}${id}.html`;

const ruleLink = (rule: CardRule, frame: CardFrame): readonly Link[] => {
  const url = pageOf(rule, frame);
  return allowed(url, frame.profile) ? [{ label: `${rule.id} in the rule book`, url, type: 'absolute' }] : [];
};

/** Where the further sources are to be read: the first one is the card's own. */
const linksOf = ([, ...further]: readonly CitationId[], profile: ClientProfile): readonly Link[] => {
  const links: Link[] = [];
  for (const id of further) {
    const { label, link } = citations[id];
    if (allowed(link, profile)) links.push({ label, url: link, type: 'absolute' });
    if (links.length === MOST_LINKS) break;
  }
  return links;
};

export const topicOf = (id: string, title: string) => ({
  system: TOPICS,
  code: id.replace(/[^A-Za-z0-9]/g, ''),
  display: title,
});

/** What has no address of its own is told on the page of the rule. */
const sourceOf = (first: CitationId | undefined, rule: CardRule, frame: CardFrame): Source => {
  const citation = first && citations[first];
  const url = citation?.link ?? pageOf(rule, frame);
  return {
    label: citation?.label ?? 'Radix CDS',
    ...(allowed(url, frame.profile) && { url }),
    topic: topicOfRule(rule),
  };
};

/** `REC-11, 12 v1.2.0; 23 v1.1.0`. */
const rulesSaid = (rules: readonly CardRule[]): string => {
  const byVersion = new Map<string, string[]>();
  for (const rule of rules) {
    const words = versionWords(rule);
    byVersion.set(words, [...(byVersion.get(words) ?? []), rule.id]);
  }
  return [...byVersion]
    .map(([version, ids], group) => {
      const names = ids.map((id, n) => (group === 0 && n === 0 ? id : id.replace('REC-', '')));
      return `${names.join(', ')} ${version}`;
    })
    .join('; ');
};

/** The last line, for whoever looks it up: set back, so that nobody reads it for advice. */
const footer = (
  first: CitationId | undefined,
  rules: readonly CardRule[],
  knowledgeVersion: string,
): string =>
  [
    rulesSaid(rules),
    ...(first === undefined ? [] : [short(first)]),
    shortKnowledgeWords(knowledgeVersion),
  ].join(' · ');

const reasonsOf = once(({ overrideReasons: codes }: CardRule): readonly OverrideReason[] =>
  codes.slice(0, MOST_REASONS).map((code) => {
    const { system, display } = overrideReasons[code];
    return { code, system, display };
  }),
);

const topicOfRule = once(({ id, title }: CardRule) => topicOf(id, title));

export interface WordedCard {
  readonly summary: string;
  readonly content: Content;
  readonly source: CitationId | undefined;
}

export const card = (
  { summary, content, source }: WordedCard,
  rules: readonly [CardRule, ...CardRule[]],
  frame: CardFrame,
): IssuedCard => {
  const [rule] = rules;
  const { profile, uuid } = frame;
  const cites = cited(source, rules);
  const links = [
    ...appLinks(content.asks, { profile, callId: frame.callId, report: frame.report }),
    ...ruleLink(rule, frame),
    ...linksOf(cites, profile),
  ].slice(0, MOST_LINKS);
  const markup = profile.plainText ? 'plain' : 'markdown';
  const { drafts, behaviour, instead } = offered(content.buttons, rule.selectionBehavior, profile);
  return {
    uuid,
    summary,
    detail: detail(content, {
      dateOf: frame.dateOf,
      markup,
      summary,
      words: frame.words,
      limits: [...(instead === undefined ? [] : [sentence(textOf(instead, markup))]), ...frame.limits],
      footer: footer(cites[0], rules, frame.knowledgeVersion),
      told: frame.told,
    }),
    indicator: content.indicator,
    source: sourceOf(cites[0], rule, frame),
    ...(drafts.length > 0 && {
      suggestions: drafts.map((draft, n) => suggestion(draft, uuid, n + 1, frame.context)),
      selectionBehavior: behaviour,
    }),
    overrideReasons: reasonsOf(rule),
    ...(links.length > 0 && { links }),
  };
};
