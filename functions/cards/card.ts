/** One card on the wire from one content: ids, markdown, links, FHIR, and what this client can show. */

import { type CitationId, citations } from '../../rules/citations.ts';
import { BASE } from '../../rules/codes/code-system.ts';
import { knowledgeWords } from '../../rules/knowledge-version.ts';
import type { CardRule, Content } from '../../rules/management/index.ts';
import { overrideReasons } from '../../rules/management/override-reasons.ts';
import type { Link, OverrideReason, Source } from '../cds-hooks/types.ts';
import type { ClientProfile } from '../client/profile.ts';
import type { IssuedCard } from './check.ts';
import { detail } from './detail.ts';
import { offered } from './offer.ts';
import type { DateOf } from './recorded.ts';
import type { ResourceContext } from './resource.ts';
import { suggestion } from './suggestion.ts';

/** Most links a narrow panel can use. */
const MOST_LINKS = 4;
/** Sources named in the detail beside the one that labels the card. */
const MOST_FURTHER_SOURCES = 5;
/** three to six. */
const MOST_REASONS = 6;

export const TOPICS = `${BASE}/CodeSystem/lr-recommendation`;

/** What a card says besides its content. */
export interface CardFrame {
  readonly uuid: string;
  readonly profile: ClientProfile;
  readonly dateOf: DateOf;
  readonly context: ResourceContext;
  readonly knowledgeVersion: string;
  /** Sentences to be read with it. */
  readonly limits: readonly string[];
}

const hostOf = (url: string): string => new URL(url).hostname;

const allowed = (url: string | undefined, { linkHosts }: ClientProfile): url is string =>
  url !== undefined && (linkHosts === undefined || linkHosts.includes(hostOf(url)));

const cited = ({ source }: Content, rules: readonly CardRule[]): readonly CitationId[] => [
  ...new Set([
    ...(source === undefined ? [] : [source]),
    ...rules.flatMap(({ evidence }) => evidence.map(({ cite }) => cite)),
  ]),
];

/** `NASS 2012`, `Peul 2007, NEJM`: the full label is on the link and in the rule book. */
const short = (id: CitationId): string => {
  const { label, year } = citations[id];
  const [name = label] = label.split(/: | \(/);
  return year === undefined || /\b(?:19|20)\d\d\b/.test(name) ? name : `${name} ${year}`;
};

/** Where the further sources are to be read: the first one is the card's own. */
const linksOf = ([, ...further]: readonly CitationId[], profile: ClientProfile): readonly Link[] =>
  further
    .flatMap((id): Link[] => {
      const { label, link } = citations[id];
      return allowed(link, profile) ? [{ label, url: link, type: 'absolute' }] : [];
    })
    .slice(0, MOST_LINKS);

export const topicOf = (id: string, title: string) => ({
  system: TOPICS,
  code: id.replace(/[^A-Za-z0-9]/g, ''),
  display: title,
});

const sourceOf = (first: CitationId | undefined, rule: CardRule, profile: ClientProfile): Source => {
  const citation = first && citations[first];
  return {
    label: citation?.label ?? 'Radix CDS',
    ...(allowed(citation?.link, profile) && { url: citation?.link ?? '' }),
    topic: topicOf(rule.id, rule.title),
  };
};

const provenance = (
  cites: readonly CitationId[],
  rules: readonly CardRule[],
  knowledgeVersion: string,
): string => {
  const further = cites.slice(1, 1 + MOST_FURTHER_SOURCES).map(short);
  const sources = further.length === 0 ? '' : `Further sources: ${further.join('; ')}. `;
  const [first] = rules;
  const names = rules.every(({ version }) => version === first?.version)
    ? `${rules.map(({ id }) => id).join(', ')} v${first?.version}`
    : rules.map(({ id, version }) => `${id} v${version}`).join(', ');
  return `${sources}Rule ${names}; ${knowledgeWords(knowledgeVersion)}.`;
};

const reasonsOf = ({ overrideReasons: codes }: CardRule): readonly OverrideReason[] =>
  codes.slice(0, MOST_REASONS).map((code) => {
    const { system, display } = overrideReasons[code];
    return { code, system, display };
  });

export const card = (
  content: Content,
  rules: readonly [CardRule, ...CardRule[]],
  frame: CardFrame,
): IssuedCard => {
  const [rule] = rules;
  const { profile, uuid } = frame;
  const cites = cited(content, rules);
  const links = linksOf(cites, profile);
  const { drafts, behaviour, instead } = offered(content, rule, profile);
  return {
    uuid,
    summary: content.summary,
    detail: detail(instead === undefined ? content : { ...content, advice: [...content.advice, instead] }, {
      dateOf: frame.dateOf,
      markup: profile.plainText ? 'plain' : 'markdown',
      limits: [...(content.limits ?? []), ...frame.limits],
      provenance: provenance(cites, rules, frame.knowledgeVersion),
    }),
    indicator: content.indicator,
    source: sourceOf(cites[0], rule, profile),
    ...(drafts.length > 0 && {
      suggestions: drafts.map((draft, n) => suggestion(draft, uuid, n + 1, frame.context)),
      selectionBehavior: behaviour,
    }),
    overrideReasons: reasonsOf(rule),
    ...(links.length > 0 && { links }),
  };
};
