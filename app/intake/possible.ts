/** Every answer that a question can have, as the facts that it would add. */
import type { Fact, Side } from '../../rules/engine/types.ts';
import { type FindingId, findings } from '../../rules/findings/index.ts';

/** Days around which a rule changes its mind, and one far beyond them all. */
const dayEdges = [
  0, 1, 2, 3, 5, 6, 7, 8, 13, 14, 15, 20, 21, 22, 27, 28, 29, 30, 31, 41, 42, 43, 55, 56, 57, 83, 84, 85, 89,
  90, 91, 180, 365,
];
const most = 60;

const numbers = (min: number, max: number, step: number): number[] =>
  Array.from({ length: Math.floor((Math.min(max, most) - min) / step) + 1 }, (_, n) => min + n * step);

const valuesOf = (id: FindingId): readonly Fact['value'][] => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return [true, false];
    case 'one-of':
      return value.values;
    case 'number':
      return value.unit === 'd' ? dayEdges : numbers(Math.ceil(value.min), Math.floor(value.max), 1);
    case 'set':
      return [...value.items.map((item) => [item]), value.items, value.items.map((item) => `!${item}`)];
  }
};

const patientSays = (id: FindingId, value: Fact['value'], side?: Side): Fact => ({
  id,
  value,
  days: 0,
  src: 'patient',
  status: 'final',
  ref: 'QuestionnaireResponse/open',
  ...(side && { side }),
});

const onLegs = (id: FindingId, value: Fact['value']): readonly (readonly Fact[])[] => {
  const left = patientSays(id, value, 'L');
  const right = patientSays(id, value, 'R');
  return [[left], [right], [left, right]];
};

const made = new Map<FindingId, readonly (readonly Fact[])[]>();

/** Of a number its edges, of a list each item alone, all and none; of a finding of a leg each leg and both. */
export const possibleAnswers = (id: FindingId): readonly (readonly Fact[])[] => {
  const known = made.get(id);
  if (known !== undefined) return known;
  const all = valuesOf(id).flatMap((value) =>
    findings[id].sided ? onLegs(id, value) : [[patientSays(id, value)]],
  );
  made.set(id, all);
  return all;
};

/** The course in which the worst answers are given. */
export interface Course {
  readonly days: number;
  readonly trend: 'worsening' | 'new';
  readonly side: Side;
}

const words: Readonly<Partial<Record<FindingId, string>>> = {
  'pain-onset-speed': 'sudden',
  'pain-dominance': 'back',
  'pain-temporal': 'constant',
};

/** A list can speak for either side of a question, so no answer of it is the worst. */
const worstOf = (id: FindingId, { days, trend }: Course): Fact['value'] | undefined => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return true;
    case 'number':
      return value.unit === 'd' ? days : Math.min(value.max, most);
    case 'one-of':
      return id === 'pain-trend' ? trend : (words[id] ?? value.values.at(-1));
    case 'set':
      return undefined;
  }
};

/** Everything that is open, answered in the worst way at once. */
export const worstAnswers = (ids: readonly FindingId[], course: Course): readonly Fact[] =>
  ids.flatMap((id) => {
    const value = worstOf(id, course);
    if (value === undefined) return [];
    if (!findings[id].sided) return [patientSays(id, value)];
    return course.side === 'B'
      ? [patientSays(id, value, 'L'), patientSays(id, value, 'R')]
      : [patientSays(id, value, course.side)];
  });

export const courses: readonly Course[] = [1, 10, 30, 200].flatMap((days) =>
  (['worsening', 'new'] as const).flatMap((trend) =>
    (['L', 'R', 'B'] as const).map((side) => ({ days, trend, side })),
  ),
);
