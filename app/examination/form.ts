/**
 * The form before it is saved: what was answered, what of it was filled in as normal, and every step back. Pure.
 */
import { answered, categoryOf, type Draft, sameValue } from '../encoding/draft.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { type Key, keysOf, partsOf } from '../encoding/key.ts';
import { normalOf } from './choices.ts';
import type { Section } from './layout.ts';

interface Step {
  readonly draft: Draft;
  /** Answers that one click on "normal" gave, not a click on each. */
  readonly filled: ReadonlySet<Key>;
}

export interface Form extends Step {
  /** What the chart has. */
  readonly saved: Draft;
  /** Newest last. */
  readonly before: readonly Step[];
}

export const formOf = (saved: Draft): Form => ({ draft: saved, filled: new Set(), saved, before: [] });

const stepped = (form: Form, { draft, filled }: Step): Form => ({
  saved: form.saved,
  draft,
  filled,
  before: [...form.before, { draft: form.draft, filled: form.filled }],
});

/** `undefined` takes the answer back: not asked. */
export const withAnswer = (form: Form, key: Key, value: ChartedValue | undefined): Form => {
  if (sameValue(form.draft.get(key), value) && !form.filled.has(key)) return form;
  const filled = new Set(form.filled);
  filled.delete(key);
  return stepped(form, { draft: answered(form.draft, key, value), filled });
};

const categories = { normal: 'exam', no: 'survey' } as const;

/** What one click would fill: fields of the section that were not answered, are of its kind and have a normal value. */
export const openNormals = (draft: Draft, { rows, rest }: Section): readonly Key[] =>
  rest === undefined
    ? []
    : rows
        .filter((id) => normalOf(id) !== undefined && categoryOf(id) === categories[rest])
        .flatMap((id) => keysOf(id).filter((key) => !draft.has(key)));

export const withRestNormal = (form: Form, section: Section): Form => {
  const open = openNormals(form.draft, section);
  if (open.length === 0) return form;
  const draft = new Map(form.draft);
  const filled = new Set(form.filled);
  for (const key of open) {
    draft.set(key, normalOf(partsOf(key).id) as ChartedValue);
    filled.add(key);
  }
  return stepped(form, { draft, filled });
};

export const undone = (form: Form): Form => {
  const last = form.before.at(-1);
  return last === undefined ? form : { saved: form.saved, ...last, before: form.before.slice(0, -1) };
};

/** What saving has to do. */
export interface Changes {
  readonly added: Draft;
  /** Fields whose saved answer no longer holds. */
  readonly withdrawn: readonly Key[];
}

export const changesOf = ({ draft, saved }: Form): Changes => ({
  added: new Map([...draft].filter(([key, value]) => !sameValue(saved.get(key), value))),
  withdrawn: [...saved.keys()].filter((key) => !sameValue(draft.get(key), saved.get(key))),
});

export const isChanged = (form: Form): boolean => {
  const { added, withdrawn } = changesOf(form);
  return added.size > 0 || withdrawn.length > 0;
};
