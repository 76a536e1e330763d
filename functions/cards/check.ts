/**
 * The gate every answer passes before it leaves: each rule of the specification that a card must keep, as a
 * check that takes the offending part out and reports it. A safety card is never lost over a bad part, and
 * a violation is a fault of this service: it is logged and alarmed, never a 500.
 *
 * Cost: one walk over at most a dozen small cards.
 */
import { citations } from '../../rules/citations.ts';
import { codeSystems } from '../../rules/codes/code-system.ts';
import { emittedCodes } from '../../rules/codes/emitted-codes.ts';
import { SUMMARY_LIMIT, shortened } from '../../rules/management/words.ts';
import type { Action, Card, Indicator, Link, OverrideReason, Suggestion } from '../cds-hooks/wire.ts';
import type { ClientProfile } from '../client/profile.ts';
import { preselecting } from './content.ts';
import { DETAIL_LIMIT } from './detail.ts';
import { inert } from './markdown.ts';

export interface Violation {
  /** `source.topic.code` of the card. */
  readonly card: string;
  readonly part: 'card' | 'summary' | 'detail' | 'source' | 'suggestion' | 'reason' | 'link' | 'uuid';
  /** The rule it broke, in the words of the wire checklist. */
  readonly rule: string;
}

export interface CheckContext {
  readonly patientId: string;
  /** The drafts that may be removed or raised, by `Type/id`. */
  readonly drafts: ReadonlyMap<string, object>;
  readonly profile: ClientProfile;
  /** Where the rule book is published: its pages may be linked, too. */
  readonly ruleBook?: string | undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const topic = /^[A-Za-z0-9]{1,100}$/;
const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** An HTML tag, a markdown link or image, a bare link: none of them escaped. */
const markup = /<[a-z!/?]|(?<!\\)\]\(|(?<!\\)!\[|https?:\/\/|\bwww\./i;
const indicators: readonly string[] = ['info', 'warning', 'critical'] satisfies Indicator[];
/** §9.1 and P9: what no card says. */
const banned = /diagnosis is|ruled out|no red flags/i;
/** Topics of the cards that may. */
const mayPreselect: ReadonlySet<string> = new Set([...preselecting].map((id) => id.replaceAll('-', '')));

interface LinkAddress {
  readonly href: string;
  readonly hostname: string;
}

/** `undefined` of what is no `https` address, or one that names a user. */
const addressOf = (url: string): LinkAddress | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, username, href } = new URL(url);
  return protocol === 'https:' && username === '' ? { href, hostname } : undefined;
};

/** Nearly every link of a card is one of these: parsed once. */
const citedAddresses = new Map(
  Object.values(citations).flatMap(({ link }) => (link === undefined ? [] : [[link, addressOf(link)]])),
);

export const allowedHosts: ReadonlySet<string> = new Set([
  'radix-cds.org',
  ...[...citedAddresses.values()].flatMap((address) => address?.hostname ?? []),
]);

const isAllowedUrl = (url: string, { profile, patientId }: CheckContext): boolean => {
  const address = citedAddresses.get(url) ?? addressOf(url);
  if (address === undefined) return false;
  const { href, hostname } = address;
  return (
    allowedHosts.has(hostname) &&
    (profile.linkHosts?.includes(hostname) ?? true) &&
    !(patientId.length > 3 && href.includes(patientId))
  );
};

/** An address below the published rule book, named by a rule. */
const isRulePage = (url: string, { ruleBook }: CheckContext): boolean =>
  ruleBook !== undefined && url.startsWith(ruleBook) && /^[A-Z0-9-]+\.html$/.test(url.slice(ruleBook.length));

const systemNames = new Map<string, string>(Object.entries(codeSystems).map(([name, url]) => [url, name]));

/** Standard systems may carry only verified codes; our own and HL7's structural ones are not in that table. */
const isEmittable = (system: unknown, code: unknown, cpt: boolean): boolean => {
  const name = systemNames.get(String(system));
  if (name === undefined || name === 'finding' || name === 'value') return true;
  if (name === 'cpt' && !cpt) return false;
  const table = (emittedCodes as Readonly<Record<string, Readonly<Record<string, string>>>>)[name];
  return table !== undefined && Object.hasOwn(table, String(code));
};

const codingsEmittable = (value: unknown, cpt: boolean): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((one) => codingsEmittable(one, cpt));
  const { system, code } = value as { system?: unknown; code?: unknown };
  if (typeof system === 'string' && code !== undefined && !isEmittable(system, code, cpt)) return false;
  return Object.values(value).every((one) => codingsEmittable(one, cpt));
};

/** The whole draft as it was received, with another priority. */
const updateFault = (resource: unknown, { drafts, profile }: CheckContext): string | undefined => {
  const changed = resource as Readonly<Record<string, unknown>>;
  const received = drafts.get(`${changed['resourceType']}/${changed['id']}`);
  if (received === undefined || !profile.updatesDrafts) return 'R-149 a draft of this context';
  const isKept = Object.entries(received).every(
    ([name, value]) => name === 'priority' || changed[name] === value,
  );
  const isMore = Object.keys(changed).some((name) => name !== 'priority' && !Object.hasOwn(received, name));
  return isKept && !isMore ? undefined : 'R-149 nothing changed but the priority';
};

const actionFault = (action: Action, context: CheckContext): string | undefined => {
  if (!action.description) return 'R-147 description';
  if (action.type === 'delete') {
    const target = 'resourceId' in action ? action.resourceId : action.resource;
    return context.drafts.has(target) ? undefined : 'R-151 a draft of this context';
  }
  if (action.type === 'update') return updateFault(action.resource, context);
  if (action.type !== 'create') return 'R-146 type';
  const resource = action.resource as unknown as Record<string, unknown>;
  const about = (resource['subject'] ?? resource['for']) as { reference?: unknown } | undefined;
  if (about?.reference !== `Patient/${context.patientId}`) return 'R-148 the context patient';
  if (resource['id'] !== undefined) return 'R-148 no id of the server';
  const { status } = resource;
  if (status !== undefined && status !== 'draft' && status !== 'requested') return 'R-148 a draft';
  return codingsEmittable(resource, context.profile.cpt) ? undefined : 'P7 verified codes';
};

const suggestionFault = (suggestion: Suggestion, context: CheckContext): string | undefined => {
  const { label, actions } = suggestion;
  if (!label) return 'R-140 label';
  if (actions === undefined || actions.length === 0) return 'R-143 actions';
  if (actions.length > context.profile.maxActionsPerSuggestion) return 'R-144 actions of a suggestion';
  if (suggestion.uuid !== undefined && !uuid.test(suggestion.uuid)) return 'R-141 uuid';
  return actions.map((action) => actionFault(action, context)).find((fault) => fault !== undefined);
};

/** A tick too many costs the tick, not the order. */
const untickedUnlessMay = (
  suggestion: Suggestion,
  code: string,
  report: (rule: string) => void,
): Suggestion => {
  const { isRecommended, ...plainly } = suggestion;
  if (!isRecommended || mayPreselect.has(code)) return suggestion;
  report('isRecommended');
  return plainly;
};

type SmartLink = Extract<Link, { type: 'smart' }>;

/** What `app-links.ts` writes and no more: a face, the id of the call, ids of findings, a token. All ASCII: a character is a byte. */
const ownContext =
  /^\{"face":"[a-z]+","call":"[0-9a-f-]{36}"(?:,"ask":\["[a-z0-9",-]+"\])?(?:,"report":"[\w.-]+")?\}$/;
const isOwnContext = (appContext: string): boolean =>
  appContext.length <= 1024 && ownContext.test(appContext);

const reasonFault = ({ code, system, display }: OverrideReason): string | undefined =>
  code && system && display ? undefined : 'R-162 code, system and display';

/** The registered address to the letter: the EHR adds `launch` and `iss`, and drops what it does not know. */
const smartLinkFault = (link: SmartLink, { profile }: CheckContext): string | undefined => {
  const { url, appContext, autolaunchable } = link;
  if (url !== profile.smart?.launchUrl) return 'R-158 the registered launch URL';
  if (autolaunchable) return 'R-160 not launched by itself';
  if (appContext === undefined || (profile.appContext && isOwnContext(appContext))) return undefined;
  return 'R-159 appContext of ids and a token, at most 1 KB';
};

const linkFault = (link: Link, context: CheckContext): string | undefined => {
  if (!link.label) return 'R-155 label';
  if (link.type === 'smart') return smartLinkFault(link, context);
  if (link.type !== 'absolute') return 'R-157 absolute or smart';
  if ('appContext' in link) return 'R-159 appContext on a SMART link alone';
  return isAllowedUrl(link.url, context) || isRulePage(link.url, context) ? undefined : 'R-156 allow-list';
};

/** A card as it leaves: its uuid is what feedback names. */
export type IssuedCard = Card & { readonly uuid: string };

interface Checked {
  readonly card: IssuedCard | undefined;
  readonly violations: readonly Violation[];
}

/** Keeps what has no fault, and reports the others. */
const keep = <T>(
  all: readonly T[] | undefined,
  fault: (one: T) => string | undefined,
  report: (rule: string) => void,
): readonly T[] =>
  (all ?? []).filter((one) => {
    const rule = fault(one);
    if (rule !== undefined) report(rule);
    return rule === undefined;
  });

const summaryOf = ({ summary, source }: Card, report: (rule: string) => void): string => {
  if (typeof summary !== 'string' || summary.trim() === '') {
    report('R-122 not empty');
    return source.topic?.display ?? '';
  }
  if (control.test(summary) || /<[a-z!/]/i.test(summary)) report('R-122 plain text, one line');
  else if (summary.length >= SUMMARY_LIMIT) report('R-122 fewer than 140 characters');
  else if (summary.includes('%') || banned.test(summary)) report('P9 wording');
  else return summary;
  const plain = inert(summary, 'plain').replaceAll('%', ' per cent').replace(banned, '…');
  return shortened(plain, SUMMARY_LIMIT - 1);
};

const detailOf = ({ detail }: Card, report: (rule: string) => void): string | undefined => {
  if (detail === undefined) return undefined;
  if (markup.test(detail)) report('R-124 no HTML, no link');
  else if (banned.test(detail)) report('P9 wording');
  else if (detail.length > DETAIL_LIMIT) report('detail of at most 1,200 characters');
  else return detail;
  return detail.length > DETAIL_LIMIT && !markup.test(detail) && !banned.test(detail)
    ? shortened(detail, DETAIL_LIMIT)
    : undefined;
};

const sourceOf = (
  { source }: Card,
  context: CheckContext,
  report: (rule: string) => void,
): Card['source'] => {
  const { url, icon: _icon, label, ...rest } = source;
  const named = label !== '' && label.length <= 90;
  if (!named) report('R-136 label of at most 90 characters');
  const linked = url === undefined || isAllowedUrl(url, context) || isRulePage(url, context);
  if (!linked) report('R-137 allow-list');
  const coded = rest.topic === undefined || (topic.test(rest.topic.code) && rest.topic.system !== '');
  if (!coded) report('R-139 topic');
  return {
    label: named ? label : shortened(label || 'Radix CDS', 90),
    ...(url !== undefined && linked && { url }),
    ...(rest.topic && coded && { topic: rest.topic }),
  };
};

const checkCard = (card: IssuedCard, context: CheckContext, taken: Set<string>): Checked => {
  const code = card.source.topic?.code ?? '';
  const violations: Violation[] = [];
  const report = (part: Violation['part']) => (rule: string) => violations.push({ card: code, part, rule });

  const summary = summaryOf(card, report('summary'));
  const source = sourceOf(card, context, report('source'));
  const detail = detailOf(card, report('detail'));
  const suggestions = keep(
    card.suggestions,
    (one) => suggestionFault(one, context),
    report('suggestion'),
  ).map((one) => untickedUnlessMay(one, code, report('suggestion')));
  const reasons = keep(card.overrideReasons, reasonFault, report('reason'));
  const links = keep(card.links, (one) => linkFault(one, context), report('link'));
  if (!indicators.includes(card.indicator)) report('card')('R-125 indicator');
  if (!uuid.test(card.uuid) || taken.has(card.uuid)) report('uuid')('R-128 uuid');
  taken.add(card.uuid);
  const behaviour = card.selectionBehavior ?? context.profile.selectionBehaviors[0] ?? 'any';
  if (summary === '' || !indicators.includes(card.indicator)) return { card: undefined, violations };
  return {
    violations,
    card: {
      uuid: card.uuid,
      summary,
      ...(detail !== undefined && { detail }),
      indicator: card.indicator,
      source,
      ...(suggestions.length > 0 && { suggestions, selectionBehavior: behaviour }),
      ...(reasons.length > 0 && { overrideReasons: reasons }),
      ...(links.length > 0 && { links }),
    },
  };
};

/** What cannot be checked is left out: the card says what it is about, and no more. */
const checkSafely = (card: IssuedCard, context: CheckContext, taken: Set<string>): Checked => {
  try {
    return checkCard(card, context, taken);
  } catch {
    const { uuid: id, summary, indicator, source } = card;
    const plain = shortened(inert(summary, 'plain'), SUMMARY_LIMIT - 1);
    return {
      card: {
        uuid: id,
        summary: plain,
        indicator,
        source: { label: 'Radix CDS', ...(source.topic && { topic: source.topic }) },
      },
      violations: [{ card: source.topic?.code ?? '', part: 'card', rule: 'could not be checked' }],
    };
  }
};

/** The cards with what broke a rule taken out, and what that was. */
export const checkCards = (
  cards: readonly IssuedCard[],
  context: CheckContext,
): { readonly cards: readonly IssuedCard[]; readonly violations: readonly Violation[] } => {
  const taken = new Set<string>();
  const checked = cards.map((card) => checkSafely(card, context, taken));
  return {
    cards: checked.flatMap(({ card }) => card ?? []),
    violations: checked.flatMap(({ violations }) => violations),
  };
};
