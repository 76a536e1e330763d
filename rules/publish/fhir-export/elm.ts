/**
 * HL7 ELM (the compiled form of CQL): the nodes that the export is made of, and the library that collects parameters
 * and definitions. Every parameter has an explicit null default, because an engine may read one that nobody set as
 * true.
 */

export interface Elm {
  readonly type: string;
  readonly [key: string]: unknown;
}

const TYPES = '{urn:hl7-org:elm-types:r1}';
export type ElmType = 'Boolean' | 'Integer' | 'Decimal' | 'String';

export const literal = (type: ElmType, value: boolean | number | string): Elm => ({
  type: 'Literal',
  valueType: `${TYPES}${type}`,
  value: `${value}`,
});
export const integer = (value: number): Elm => literal('Integer', value);
export const word = (text: string): Elm => literal('String', text);
export const nothing = (type: ElmType = 'Boolean'): Elm => ({
  type: 'As',
  asType: `${TYPES}${type}`,
  operand: { type: 'Null' },
});
export const TRUE = literal('Boolean', true);
export const FALSE = literal('Boolean', false);

const binary =
  (type: string, ofNone: Elm) =>
  (parts: readonly Elm[]): Elm => {
    const [first = ofNone, ...rest] = parts;
    return rest.reduce((left, right) => ({ type, operand: [left, right] }), first);
  };
export const and = binary('And', TRUE);
export const or = binary('Or', FALSE);
export const unary = (type: string, operand: Elm): Elm => ({ type, operand });
export const not = (operand: Elm): Elm => unary('Not', operand);
export const isTrue = (operand: Elm): Elm => unary('IsTrue', operand);
export const isNull = (operand: Elm): Elm => unary('IsNull', operand);
export const compared = (type: string, left: Elm, right: Elm): Elm => ({ type, operand: [left, right] });
export const equals = (left: Elm, text: string): Elm => compared('Equal', left, word(text));
export const atLeast = (left: Elm, right: Elm): Elm => compared('GreaterOrEqual', left, right);
export const when = (condition: Elm, then: Elm, otherwise: Elm): Elm => ({
  type: 'If',
  condition,
  then,
  else: otherwise,
});
/** The value of the first condition that holds. */
export const firstOf = (cases: readonly (readonly [condition: Elm, then: Elm])[], otherwise: Elm): Elm =>
  cases.reduceRight((rest, [condition, then]) => when(condition, then, rest), otherwise);
export const ref = (name: string): Elm => ({ type: 'ExpressionRef', name });

const ofList =
  (type: string) =>
  (parts: readonly Elm[]): Elm => ({
    type,
    source: { type: 'List', element: parts },
  });
export const sum = ofList('Sum');
export const highest = ofList('Max');
export const lowest = ofList('Min');

/** Parameters and named definitions, collected while a library is made. */
export class ElmLibrary {
  readonly #parameters = new Map<string, ElmType>();
  readonly #definitions = new Map<string, Elm>();
  readonly #parts = new Map<string, string>();
  readonly #outputs = new Map<string, ElmType>();

  parameter(name: string, type: ElmType): Elm {
    this.#parameters.set(name, type);
    return { type: 'ParameterRef', name };
  }

  define(name: string, expression: () => Elm): Elm {
    // reserved first: a definition is written once, however often it is used, and after those that it refers to
    if (!this.#definitions.has(name)) {
      this.#definitions.set(name, nothing());
      const made = expression();
      this.#definitions.delete(name);
      this.#definitions.set(name, made);
    }
    return ref(name);
  }

  /** A definition that is what the library is for. */
  conclude(name: string, type: 'Boolean' | 'String', expression: () => Elm): Elm {
    this.#outputs.set(name, type);
    return this.define(name, expression);
  }

  /** A definition without a name of its own, for what an expression reads more than once; `key` says what it means. */
  part(key: string, expression: () => Elm): Elm {
    const known = this.#parts.get(key);
    if (known !== undefined) return ref(known);
    const made = expression();
    if (made.type === 'ExpressionRef' || made.type === 'ParameterRef' || made.type === 'Literal') return made;
    const name = `part ${this.#parts.size + 1}`;
    this.#parts.set(key, name);
    return this.define(name, () => made);
  }

  get parameters(): ReadonlyMap<string, ElmType> {
    return this.#parameters;
  }

  get conclusions(): ReadonlyMap<string, ElmType> {
    return this.#outputs;
  }

  /** The library as ELM JSON. */
  toJson(identifier: string, version: string): Elm {
    const parts = new Set(this.#parts.values());
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
            default: nothing(type),
          })),
        },
        statements: {
          def: [...this.#definitions].map(([name, expression]) => ({
            name,
            context: 'Unfiltered',
            accessLevel: parts.has(name) ? 'Private' : 'Public',
            expression,
          })),
        },
      },
    } as unknown as Elm;
  }
}
