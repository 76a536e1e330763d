/** Source text with parts of it cut out or replaced, at places that a parser found. */
import { parseAst } from 'rolldown/parseAst';
import { type ESTree, Visitor, type VisitorObject } from 'rolldown/utils';

export type { ESTree };

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Edit extends Span {
  /** Empty: the span goes, and a comma behind it. */
  readonly text: string;
}

const behindComma = (code: string, end: number): number => {
  const comma = /^\s*,/.exec(code.slice(end, end + 200));
  return comma ? end + comma[0].length : end;
};

/** The span is gone, with the comma that parted it from the next. */
export const without = ({ start, end }: Span): Edit => ({ start, end, text: '' });

/** The outer one stands where an edit is within another. */
const applied = (code: string, edits: readonly Edit[]): string => {
  let text = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (edit.start < at) continue;
    text += code.slice(at, edit.start) + edit.text;
    at = edit.text === '' ? behindComma(code, edit.end) : edit.end;
  }
  return text + code.slice(at);
};

export const walk = (code: string, lang: 'ts' | 'js', visitor: VisitorObject): ESTree.Program => {
  const program = parseAst(code, { lang });
  new Visitor(visitor).visit(program);
  return program;
};

/** @param visitor is given the list to which it adds its edits */
export const edited = (
  code: string,
  lang: 'ts' | 'js',
  visitor: (edits: Edit[]) => VisitorObject,
): string => {
  const edits: Edit[] = [];
  walk(code, lang, visitor(edits));
  return applied(code, edits);
};

/** The name of a property; `undefined` where it is computed. */
export const nameOf = (property: ESTree.ObjectPropertyKind): string | undefined => {
  if (property.type !== 'Property' || property.computed) return undefined;
  const { key } = property;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
};
