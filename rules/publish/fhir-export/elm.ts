/**
 * Criteria as HL7 ELM (the compiled form of CQL): what a partner's CQL engine can run, and an independent
 * oracle for our own evaluator. Runs on a normalised chart: every finding is a parameter, by leg, and what
 * nobody documented is null. Every parameter has an explicit null default, because an engine may read one
 * that nobody set as true.
 */
import type { Criterion } from '../../engine/criterion.ts';
import { type FindingId, findings, type SetFinding } from '../../findings/index.ts';

export interface Elm {
  readonly type: string;
  readonly [key: string]: unknown;
}

const TYPES = '{urn:hl7-org:elm-types:r1}';
type ElmType = 'Boolean' | 'Integer' | 'Decimal' | 'String';

export const literal = (type: ElmType, value: boolean | number | string): Elm => ({
  type: 'Literal',
  valueType: `${TYPES}${type}`,
  value: `${value}`,
});
const NULL: Elm = { type: 'As', asType: `${TYPES}Boolean`, operand: { type: 'Null' } };
const TRUE = literal('Boolean', true);
const FALSE = literal('Boolean', false);

const binary =
  (type: string) =>
  (parts: readonly Elm[]): Elm =>
    parts.reduce((left, right) => ({ type, operand: [left, right] }));
export const and = binary('And');
export const or = binary('Or');
export const unary = (type: string, operand: Elm): Elm => ({ type, operand });
export const compared = (type: string, left: Elm, right: Elm): Elm => ({ type, operand: [left, right] });
export const when = (condition: Elm, then: Elm, otherwise: Elm): Elm => ({
  type: 'If',
  condition,
  then,
  else: otherwise,
});
const isTrue = (operand: Elm) => unary('IsTrue', operand);
export const ref = (name: string): Elm => ({ type: 'ExpressionRef', name });
export const sum = (parts: readonly Elm[]): Elm => ({
  type: 'Sum',
  source: { type: 'List', element: parts },
});

export type LegName = 'left' | 'right';
const OTHER: Readonly<Record<LegName, LegName>> = { left: 'right', right: 'left' };
const COMPARISON = { '<': 'Less', '<=': 'LessOrEqual', '>': 'Greater', '>=': 'GreaterOrEqual' } as const;

/** Parameters and named definitions, collected while criteria are translated. */
export class ElmLibrary {
  readonly #parameters = new Map<string, ElmType>();
  readonly #definitions = new Map<string, Elm>();

  parameter(name: string, type: ElmType): Elm {
    this.#parameters.set(name, type);
    return { type: 'ParameterRef', name };
  }

  define(name: string, expression: () => Elm): Elm {
    // reserved first: a definition is written once, however often it is used
    if (!this.#definitions.has(name)) {
      this.#definitions.set(name, NULL);
      const made = expression();
      this.#definitions.delete(name);
      this.#definitions.set(name, made);
    }
    return ref(name);
  }

  has(name: string): boolean {
    return this.#definitions.has(name);
  }

  get parameterNames(): readonly string[] {
    return [...this.#parameters.keys()];
  }

  /** The library as ELM JSON. */
  toJson(identifier: string, version: string): Elm {
    return {
      library: {
        identifier: { id: identifier, version },
        schemaIdentifier: { id: 'urn:hl7-org:elm', version: 'r1' },
        usings: { def: [{ localIdentifier: 'System', uri: 'urn:hl7-org:elm-types:r1' }] },
        parameters: {
          def: [...this.#parameters].map(([name, type]) => ({
            name,
            accessLevel: 'Public',
            parameterTypeSpecifier: { type: 'NamedTypeSpecifier', name: `${TYPES}${type}` },
            default: { type: 'As', asType: `${TYPES}${type}`, operand: { type: 'Null' } },
          })),
        },
        statements: {
          def: [...this.#definitions].map(([name, expression]) => ({
            name,
            context: 'Unfiltered',
            accessLevel: 'Public',
            expression,
          })),
        },
      },
    } as unknown as Elm;
  }
}

const nameOf = (id: FindingId, leg: LegName | undefined): string =>
  findings[id].sided && leg ? `${leg} ${id}` : id;

const valueParameter = (library: ElmLibrary, id: FindingId, leg: LegName | undefined): Elm => {
  const { value } = findings[id];
  const name = nameOf(id, leg);
  if (value.type === 'number') return library.parameter(name, 'Decimal');
  return library.parameter(name, value.type === 'one-of' ? 'String' : 'Boolean');
};

const itemsOf = (library: ElmLibrary, id: SetFinding, items: readonly string[], leg: LegName | undefined) =>
  items.map((item) => library.parameter(`${nameOf(id, leg)}: ${item}`, 'Boolean'));

const allItems = (id: SetFinding): readonly string[] => {
  const { value } = findings[id];
  return value.type === 'set' ? value.items : [];
};

const outside = (id: SetFinding, items: readonly string[]) =>
  allItems(id).filter((item) => !items.includes(item));

/** True when some part is; false when none is and one is documented. */
const asked = (parts: readonly Elm[]): Elm =>
  when(
    or(parts.map(isTrue)),
    TRUE,
    when(or(parts.map((part) => unary('Not', unary('IsNull', part)))), FALSE, NULL),
  );

const counted = (parts: readonly Elm[], count: number): Elm => {
  const tally = (make: (part: Elm) => Elm) =>
    sum(parts.map((part) => when(make(part), literal('Integer', 1), literal('Integer', 0))));
  const enough = (total: Elm) => compared('GreaterOrEqual', total, literal('Integer', count));
  return when(
    enough(tally(isTrue)),
    TRUE,
    when(enough(tally((part) => or([isTrue(part), unary('IsNull', part)]))), NULL, FALSE),
  );
};

/** What a finding's documentation looks like: any of its items, or its value. */
const documented = (library: ElmLibrary, id: FindingId, leg: LegName | undefined): Elm => {
  const parts =
    findings[id].value.type === 'set'
      ? itemsOf(library, id as SetFinding, allItems(id as SetFinding), leg)
      : [valueParameter(library, id, leg)];
  return or(parts.map((part) => unary('Not', unary('IsNull', part))));
};

const leaf = (library: ElmLibrary, criterion: Criterion, leg: LegName | undefined): Elm | undefined => {
  switch (criterion.op) {
    case 'present': {
      const value = valueParameter(library, criterion.finding, leg);
      if (findings[criterion.finding].value.type === 'boolean') return value;
      return unary('Not', compared('Equal', value, literal('String', 'none')));
    }
    case 'grade':
      return compared(
        COMPARISON[criterion.cmp],
        valueParameter(library, criterion.finding, leg),
        literal('Decimal', criterion.bound.value),
      );
    case 'is': {
      const value = valueParameter(library, criterion.finding, leg);
      return or(criterion.words.map((word) => compared('Equal', value, literal('String', word))));
    }
    case 'has':
      return or(itemsOf(library, criterion.finding, criterion.items, leg));
    case 'reaches': {
      const items = itemsOf(library, criterion.finding, criterion.items, leg);
      const elsewhere = itemsOf(library, criterion.finding, outside(criterion.finding, criterion.items), leg);
      return when(or(elsewhere.map(isTrue)), isTrue(or(items)), or(items));
    }
    case 'confined': {
      const listed = criterion.findings.map((id) => ({
        inside: or(itemsOf(library, id, criterion.items, leg).map(isTrue)),
        outside: or(itemsOf(library, id, outside(id, criterion.items), leg).map(isTrue)),
      }));
      return when(
        or(listed.map((one) => one.outside)),
        FALSE,
        when(or(listed.map((one) => one.inside)), TRUE, NULL),
      );
    }
    case 'recorded':
      return documented(library, criterion.finding, leg);
    default:
      return undefined;
  }
};

const aboutPatient = (library: ElmLibrary, criterion: Criterion): Elm | undefined => {
  switch (criterion.op) {
    case 'condition':
      return library.parameter(`condition: ${criterion.id}`, 'Boolean');
    case 'onThisLeg':
      return library.parameter(`condition: ${criterion.id}`, 'Boolean');
    case 'occurred':
      return compared(
        COMPARISON[criterion.cmp],
        library.parameter(`days since condition: ${criterion.id}`, 'Decimal'),
        literal('Decimal', criterion.bound.value),
      );
    case 'medication':
      return library.parameter(`medication: ${criterion.drug}`, 'Boolean');
    case 'pregnant':
      return library.parameter('pregnant', 'Boolean');
    case 'patient':
      return compared(
        COMPARISON[criterion.cmp],
        library.parameter(criterion.of, 'Decimal'),
        literal('Decimal', criterion.bound.value),
      );
    case 'flag':
      return unary('IsTrue', ref(`${criterion.id} ${criterion.atLeast}`));
    default:
      return undefined;
  }
};

const composite = (library: ElmLibrary, criterion: Criterion, leg: LegName | undefined): Elm | undefined => {
  const on = (part: Criterion, scope = leg) => toElm(library, part, scope);
  switch (criterion.op) {
    case 'all':
      return and(criterion.of.map((part) => on(part)));
    case 'any':
      return or(criterion.of.map((part) => on(part)));
    case 'either':
      return asked(criterion.of.map((part) => on(part)));
    case 'atLeast':
      return counted(
        criterion.of.map((part) => on(part)),
        criterion.count,
      );
    case 'not':
      return unary('Not', on(criterion.of));
    case 'unlessKnown':
      return unary('Not', isTrue(on(criterion.of)));
    case 'notOlder':
      // the parameters are of a normalised chart: what was recorded too early is not among them
      return when(isTrue(on(criterion.of)), TRUE, NULL);
    case 'term':
      return library.define(leg ? `${leg} ${criterion.title}` : criterion.title, () => on(criterion.of));
    case 'eitherLeg':
      return or([on(criterion.of, 'left'), on(criterion.of, 'right')]);
    case 'bothLegs':
      return and([on(criterion.of, 'left'), on(criterion.of, 'right')]);
    default:
      return leg ? acrossLegs(library, criterion, leg) : undefined;
  }
};

const acrossLegs = (library: ElmLibrary, criterion: Criterion, leg: LegName): Elm | undefined => {
  if (criterion.op !== 'bilateral' && criterion.op !== 'unilateral' && criterion.op !== 'symmetric')
    return undefined;
  const own = toElm(library, criterion.of, leg);
  const other = toElm(library, criterion.of, OTHER[leg]);
  if (criterion.op === 'bilateral') return and([own, other]);
  if (criterion.op === 'unilateral') return when(isTrue(own), unary('Not', isTrue(other)), own);
  return when(or([unary('IsNull', own), unary('IsNull', other)]), NULL, and([own, other]));
};

/** The criterion on a leg, or at chart level. */
export const toElm = (library: ElmLibrary, criterion: Criterion, leg?: LegName): Elm => {
  const made =
    leaf(library, criterion, leg) ?? aboutPatient(library, criterion) ?? composite(library, criterion, leg);
  if (!made) throw new TypeError(`No ELM for ${criterion.op}`);
  return made;
};
