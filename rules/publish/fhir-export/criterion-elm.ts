/**
 * Criteria as ELM, each on a scope: what a partner's CQL engine can run, and an independent oracle for our own
 * evaluator. `null` is not `false` in either, and ELM's `And`, `Or` and `Not` are Kleene's as ours are.
 */
import type { Comparison, Criterion, FlagUrgency } from '../../engine/criterion.ts';
import { findingsOf, nodesOf, partsOf } from '../../engine/walk.ts';
import { type FindingId, findings, type SetFinding } from '../../findings/index.ts';
import {
  and,
  atLeast,
  compared,
  type Elm,
  equals,
  FALSE,
  highest,
  integer,
  isNull,
  isTrue,
  literal,
  lowest,
  not,
  nothing,
  or,
  ref,
  sum,
  TRUE,
  unary,
  when,
} from './elm.ts';
import {
  allItems,
  daysSince,
  daysSinceOnset,
  isRecorded,
  itemsIn,
  LEGS,
  legOf,
  opposite,
  own,
  PLAIN_YES,
  prefixed,
  type Scope,
  valueIn,
  type Writing,
} from './scope.ts';

const COMPARISON = { '<': 'Less', '<=': 'LessOrEqual', '>': 'Greater', '>=': 'GreaterOrEqual' } as const;

type OpOf<Op extends Criterion['op']> = Extract<Criterion, { op: Op }>;

const bounded = (value: Elm, cmp: Comparison, bound: number): Elm =>
  compared(COMPARISON[cmp], value, literal('Decimal', bound));

/** Nobody records of a list, a draft or the record itself that it is not so: a parameter that is not set is false. */
const given = ({ library }: Writing, name: string): Elm => isTrue(library.parameter(name, 'Boolean'));

const isDocumented = (writing: Writing, id: FindingId, scope: Scope): Elm => {
  const parts =
    findings[id].value.type === 'set'
      ? itemsIn(writing, id as SetFinding, allItems(id as SetFinding), scope)
      : [valueIn(writing, id, scope)];
  return or(parts.map((part) => not(isNull(part))));
};

const outside = (id: SetFinding, items: readonly string[]) =>
  allItems(id).filter((item) => !items.includes(item));

const isWord = (writing: Writing, { finding, words }: OpOf<'is'>, scope: Scope): Elm => {
  const value = valueIn(writing, finding, scope);
  const said = or(words.map((one) => equals(value, one)));
  const type = findings[finding].value;
  // a plain yes says no degree
  return type.type === 'one-of' && type.orBoolean ? when(equals(value, PLAIN_YES), nothing(), said) : said;
};

const isConfined = (writing: Writing, criterion: OpOf<'confined'>, scope: Scope): Elm => {
  const { items } = criterion;
  const some = (id: SetFinding, those: readonly string[]) =>
    or(itemsIn(writing, id, those, scope).map(isTrue));
  return when(
    or(criterion.findings.map((id) => some(id, outside(id, items)))),
    FALSE,
    when(or(criterion.findings.map((id) => some(id, items))), TRUE, nothing()),
  );
};

const ofFinding = (writing: Writing, criterion: Criterion, scope: Scope): Elm | undefined => {
  switch (criterion.op) {
    case 'present': {
      const value = valueIn(writing, criterion.finding, scope);
      return findings[criterion.finding].value.type === 'boolean' ? value : not(equals(value, 'none'));
    }
    case 'grade':
      return bounded(valueIn(writing, criterion.finding, scope), criterion.cmp, criterion.bound.value);
    case 'is':
      return isWord(writing, criterion, scope);
    case 'has':
      return or(itemsIn(writing, criterion.finding, criterion.items, scope));
    case 'reaches': {
      const items = itemsIn(writing, criterion.finding, criterion.items, scope);
      const rest = outside(criterion.finding, criterion.items);
      const elsewhere = itemsIn(writing, criterion.finding, rest, scope);
      return when(or(elsewhere.map(isTrue)), isTrue(or(items)), or(items));
    }
    case 'confined':
      return isConfined(writing, criterion, scope);
    case 'recorded':
      return isDocumented(writing, criterion.finding, scope);
    default:
      return undefined;
  }
};

/** Of several records the newest where it must be recent, else the oldest. */
const daysSinceCondition = ({ library }: Writing, { id, cmp }: OpOf<'occurred'>, scope: Scope): Elm => {
  const which = cmp === '<' || cmp === '<=' ? 'newest' : 'oldest';
  return library.parameter(prefixed(legOf(scope), `days since condition (${which}): ${id}`), 'Decimal');
};

const ofPatient = (writing: Writing, criterion: Criterion, scope: Scope): Elm | undefined => {
  const { library } = writing;
  switch (criterion.op) {
    case 'condition':
      return library.parameter(`condition: ${criterion.id}`, 'Boolean');
    case 'onThisLeg':
      return library.parameter(prefixed(legOf(scope), `condition: ${criterion.id}`), 'Boolean');
    case 'occurred':
      return bounded(daysSinceCondition(writing, criterion, scope), criterion.cmp, criterion.bound.value);
    case 'medication':
      return library.parameter(`medication: ${criterion.drug}`, 'Boolean');
    case 'ordersDrug': {
      const draft = criterion.forPain ? 'draft for this pain' : 'draft';
      return or(criterion.drugs.map((drug) => given(writing, `${draft}: ${drug}`)));
    }
    case 'orders':
      return or(criterion.types.map((type) => given(writing, `draft: ${type}`)));
    case 'pregnant':
      return library.parameter('pregnant', 'Boolean');
    case 'patient':
      return bounded(library.parameter(criterion.of, 'Decimal'), criterion.cmp, criterion.bound.value);
    case 'freetextOnly':
      return given(writing, 'free text only');
    case 'stale':
      return or((criterion.findings ?? ['any']).map((id) => given(writing, `stale: ${id}`)));
    case 'conflict':
      return given(writing, 'conflict');
    default:
      return undefined;
  }
};

const LEVELS: readonly FlagUrgency[] = ['soon', 'urgent', 'emergent'];

/** A flag is a definition of the library of the red flags, and a parameter, its level, of the other. */
export const isRaised = (
  writing: Writing,
  { id, atLeast: least }: Pick<OpOf<'flag'>, 'id' | 'atLeast'>,
): Elm => {
  if (writing.safety) return ref(`${id} ${least}`);
  const level = writing.library.parameter(`red flag: ${id}`, 'String');
  return isTrue(or(LEVELS.slice(LEVELS.indexOf(least)).map((one) => equals(level, one))));
};

const likelyEnough = (category: Elm, least: 'possible' | 'likely'): Elm =>
  isTrue(or((least === 'likely' ? ['likely'] : ['likely', 'possible']).map((one) => equals(category, one))));

const ofKind = (leg: Elm, confidence: Elm, kind: OpOf<'root'>['kind']): Elm => {
  const some = isTrue(not(equals(leg, 'none')));
  const discordant = isTrue(equals(confidence, 'discordant'));
  const pair = atLeast({ type: 'PositionOf', pattern: literal('String', '/'), string: leg }, integer(0));
  switch (kind) {
    case 'any':
      return some;
    case 'discordant':
      return discordant;
    case 'pair':
      return and([not(discordant), isTrue(pair)]);
    case 'single':
      return and([not(discordant), some, not(isTrue(pair))]);
  }
};

/** The leg in scope; outside of any, some leg. */
const ofLegs = (scope: Scope, holds: (leg: string) => Elm): Elm =>
  scope === undefined ? or(LEGS.map(holds)) : holds(scope);

const ofConclusion = (writing: Writing, criterion: Criterion, scope: Scope): Elm | undefined => {
  switch (criterion.op) {
    case 'flag':
      return isRaised(writing, criterion);
    case 'urgency': {
      const { library } = writing;
      const level = library.parameter('red flags: highest level', 'String');
      return isTrue(or(LEVELS.slice(LEVELS.indexOf(criterion.atLeast)).map((one) => equals(level, one))));
    }
    case 'dx':
      return ofLegs(scope, (leg) => likelyEnough(ref(`${leg} ${criterion.id}`), criterion.atLeast));
    case 'root':
      return ofLegs(scope, (leg) => ofKind(ref(`${leg} root`), ref(`${leg} confidence`), criterion.kind));
    default:
      return undefined;
  }
};

/** True when some part is; false when none is and one is documented. */
const asked = (parts: readonly Elm[]): Elm =>
  when(or(parts.map(isTrue)), TRUE, when(or(parts.map((part) => unary('IsFalse', part))), FALSE, nothing()));

const counted = (parts: readonly Elm[], count: number): Elm => {
  const tally = (counts: (part: Elm) => Elm) =>
    sum(parts.map((part) => when(counts(part), integer(1), integer(0))));
  return when(
    atLeast(tally(isTrue), integer(count)),
    TRUE,
    when(
      atLeast(
        tally((part) => not(unary('IsFalse', part))),
        integer(count),
      ),
      nothing(),
      FALSE,
    ),
  );
};

/** What is read more than once is a definition. */
const shared = (writing: Writing, criterion: Criterion, scope: Scope): Elm =>
  partsOf(criterion).length === 0
    ? toElm(writing, criterion, scope)
    : writing.library.part(`${scope}: ${JSON.stringify(criterion)}`, () => toElm(writing, criterion, scope));

/** A leg that nobody documented keeps the answer open; what is absent without a side is absent on both. */
const onSomeLeg = (writing: Writing, { of }: { readonly of: Criterion }): Elm => {
  const legs = LEGS.map((leg) => ({ on: isRecorded(writing, leg), holds: shared(writing, of, leg) }));
  const [left, right, unspecified] = legs.map(({ on }) => isTrue(on));
  const areAll = or([and([left ?? FALSE, right ?? FALSE]), unspecified ?? FALSE]);
  return when(
    or(legs.map(({ on, holds }) => and([isTrue(on), isTrue(holds)]))),
    TRUE,
    when(
      and([areAll, ...legs.map(({ on, holds }) => or([not(isTrue(on)), unary('IsFalse', holds)]))]),
      FALSE,
      nothing(),
    ),
  );
};

const isRecent = (writing: Writing, { of, than, orOnset }: OpOf<'notOlder'>, scope: Scope): Elm => {
  const reads = [...new Set(nodesOf(of).flatMap(findingsOf))];
  const examined = lowest(reads.map((id) => daysSince(writing, id, scope, 'examiner')));
  const sign = lowest(than.map((id) => daysSince(writing, id, scope, 'anybody')));
  const since = orOnset ? highest([sign, daysSinceOnset(writing, scope)]) : sign;
  return and([not(isNull(examined)), or([isNull(sign), compared('LessOrEqual', examined, since)])]);
};

const acrossLegs = (writing: Writing, criterion: Criterion, scope: Scope): Elm | undefined => {
  if (criterion.op !== 'bilateral' && criterion.op !== 'unilateral' && criterion.op !== 'symmetric')
    return undefined;
  const facing = opposite(writing, scope);
  const here = shared(writing, criterion.of, scope);
  const there = facing === undefined ? nothing() : shared(writing, criterion.of, facing);
  if (criterion.op === 'bilateral') return and([here, there]);
  if (criterion.op === 'unilateral') return when(isTrue(here), not(isTrue(there)), here);
  return when(or([isNull(here), isNull(there)]), nothing(), and([here, there]));
};

const composite = (writing: Writing, criterion: Criterion, scope: Scope): Elm | undefined => {
  const { library } = writing;
  const on = (part: Criterion, at: Scope = scope) => toElm(writing, part, at);
  const each = (of: readonly Criterion[]) => of.map((part) => shared(writing, part, scope));
  switch (criterion.op) {
    case 'all':
      return and(criterion.of.map((part) => on(part)));
    case 'any':
      return or(criterion.of.map((part) => on(part)));
    case 'either':
      return asked(each(criterion.of));
    case 'atLeast':
      return counted(each(criterion.of), criterion.count);
    case 'not':
      return not(on(criterion.of));
    case 'unlessKnown':
      return not(isTrue(on(criterion.of)));
    case 'notOlder':
      return when(
        and([isTrue(on(criterion.of)), isTrue(isRecent(writing, criterion, scope))]),
        TRUE,
        nothing(),
      );
    case 'term':
      return library.define(prefixed(scope, criterion.title), () => on(criterion.of));
    case 'eitherLeg':
      return library.part(JSON.stringify(criterion), () => onSomeLeg(writing, criterion));
    case 'bothLegs':
      return and([on(criterion.of, own(writing, 'left')), on(criterion.of, own(writing, 'right'))]);
    default:
      return acrossLegs(writing, criterion, scope);
  }
};

/** The criterion on a leg, or of no leg. */
export const toElm = (writing: Writing, criterion: Criterion, scope?: Scope): Elm => {
  const made =
    ofFinding(writing, criterion, scope) ??
    ofPatient(writing, criterion, scope) ??
    ofConclusion(writing, criterion, scope) ??
    composite(writing, criterion, scope);
  if (!made) throw new TypeError(`No ELM for ${criterion.op}`);
  return made;
};
