/**
 * A fault costs the part in which it happens, and nothing more: every rule, every stage and every fact is broken
 * once, and the answer keeps all the others and says what it could not do.
 */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Criterion } from '../../rules/engine/criterion.ts';
import { redFlagIds } from '../../rules/engine/ids.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';

/** What throws: a criterion, a function of a stage by its name, or all that reads a fact. */
const broken = vi.hoisted(() => ({ part: undefined as unknown }));

const breakable = vi.hoisted(() => {
  const fault = () => {
    throw new Error('CANARY');
  };
  return {
    /** The functions of a module, each of which throws while its name is the broken part. */
    byName: async (original: () => Promise<object>, ...names: readonly string[]) => {
      const module = await original();
      const wrapped = names.map((name) => {
        const own = Reflect.get(module, name) as (...given: unknown[]) => unknown;
        return [name, (...given: unknown[]) => (broken.part === name ? fault() : own(...given))];
      });
      return { ...module, ...Object.fromEntries(wrapped) };
    },
    fault,
  };
});

vi.mock('../../rules/engine/compile.ts', async (original) => {
  type Make = (criterion: Criterion) => (...given: unknown[]) => unknown;
  const module = await original<Record<'compile' | 'establish', Make>>();
  const breaking =
    (make: Make): Make =>
    (criterion) => {
      const own = make(criterion);
      return (...given: unknown[]) => (broken.part === criterion ? breakable.fault() : own(...given));
    };
  return { ...module, compile: breaking(module.compile), establish: breaking(module.establish) };
});
vi.mock('../../rules/engine/normalise.ts', async (original) => {
  const module = await original<{ normalise: (input: EngineInput) => unknown }>();
  return {
    ...module,
    normalise: (input: EngineInput) =>
      input.facts.some(({ ref }) => ref === broken.part) ? breakable.fault() : module.normalise(input),
  };
});
vi.mock('../../rules/engine/because.ts', (original) => breakable.byName(original, 'because'));
vi.mock('../../rules/localisation/index.ts', (original) => breakable.byName(original, 'localise'));
vi.mock('../../rules/differential/index.ts', (original) =>
  breakable.byName(original, 'rank', 'differentialOf'),
);
vi.mock('../../rules/differential/next-best.ts', (original) => breakable.byName(original, 'nextBest'));
vi.mock('../../rules/sum-up.ts', (original) =>
  breakable.byName(original, 'urgencyOf', 'missingFrom', 'notesOf'),
);

const { assess } = await import('../../rules/index.ts');
const { redFlags } = await import('../../rules/red-flags/index.ts');
const { tables } = await import('../../rules/differential/index.ts');
const { signs } = await import('../../rules/localisation/table.ts');
const { recommendations } = await import('../../rules/management/index.ts');

beforeEach(() => {
  broken.part = undefined;
});

const input = inputOf({
  age: 44,
  findings: [
    ['saddle-sensory-change', true],
    ['low-back-pain', true],
    ['temp-c', 38.5],
    ['leg-pain', true, 'L'],
    ['pain-path', ['posterior-calf'], 'L'],
    ['slr', true, 'L'],
  ],
});
const sound = assess(input);
const soundIds = sound.recommendations.map(({ id }) => id);

const withBroken = (part: unknown) => {
  broken.part = part;
  const assessment = assess(input);
  return {
    ...assessment,
    flags: assessment.redFlags.map(({ id }) => id),
    ids: assessment.recommendations.map(({ id }) => id as string),
    unchecked: assessment.notChecked.map(({ key }) => key),
  };
};

test('the chart has flags, a differential and recommendations to lose', () => {
  expect(sound.redFlags.map(({ id }) => id)).toEqual(['RF-CES', 'RF-INFECTION']);
  expect(sound.differential.length).toBeGreaterThan(0);
  expect(soundIds).toEqual(expect.arrayContaining(['REC-03', 'REC-05']));
  expect(sound.notChecked).toEqual([]);
});

describe('a red flag that cannot be evaluated', () => {
  test.each(redFlagIds)('%s costs itself, and the answer says so', (id) => {
    const { flags, unchecked } = withBroken(redFlags[id].levels[0].when);
    const others = sound.redFlags.map((one) => one.id).filter((one) => one !== id);
    expect(flags).toEqual(expect.arrayContaining(others));
    expect(unchecked).toEqual([id]);
  });

  test('is raised at a lower level where that one can be evaluated', () => {
    const { redFlags: raised } = withBroken(redFlags['RF-CES'].levels[0].when);
    expect(raised.find(({ id }) => id === 'RF-CES')?.urgency).toBe('urgent');
  });

  test('is raised without its reasons where those cannot be made', () => {
    expect(withBroken('because').redFlags).toContainEqual({ id: 'RF-CES', urgency: 'emergent', because: [] });
  });

  test.each(redFlagIds.flatMap((id) => (redFlags[id].unless ? [[id, redFlags[id].unless] as const] : [])))(
    '%s is not silenced by what cannot be evaluated',
    (id, unless) => {
      const [chart] = redFlags[id].vignettes.fires;
      broken.part = unless;
      const assessment = assess(inputOf(chart.given));
      expect(assessment.redFlags.map((one) => one.id)).toContain(id);
      expect(assessment.notChecked.map(({ key }) => key)).toEqual([id]);
    },
  );
});

describe('a recommendation that cannot be evaluated', () => {
  test.each(
    recommendations.filter(({ hooks }) => hooks.includes(input.hook)).map((one) => [one.id, one] as const),
  )('%s costs itself, and the answer says so', (id, { when }) => {
    const { flags, ids, unchecked } = withBroken(when);
    expect(flags).toEqual(['RF-CES', 'RF-INFECTION']);
    expect(ids).toEqual(soundIds.filter((one) => one !== id));
    expect(unchecked).toEqual([id]);
  });
});

describe('the differential and the roots', () => {
  test.each<readonly [string, unknown]>([
    ...Object.values(tables).flatMap(({ id, items }) =>
      items.map(({ item, when }) => [`the row "${item}" of ${id}`, when] as const),
    ),
    ...signs.map(({ sign, when }) => [`the sign ${sign}`, when] as const),
    ['the localisation', 'localise'],
    ['the ranking', 'rank'],
    ['the words of the ranking', 'differentialOf'],
    ['the next finding', 'nextBest'],
    ['what is missing', 'missingFrom'],
  ])('%s costs them at most', (_, part) => {
    const { flags, ids, unchecked } = withBroken(part);
    expect(flags).toEqual(['RF-CES', 'RF-INFECTION']);
    expect(ids).toEqual(expect.arrayContaining(['REC-03', 'REC-05']));
    expect(['', 'differential']).toContain(unchecked.join());
  });

  test('the answer says that they are missing', () => {
    expect(withBroken('localise')).toMatchObject({
      sides: {},
      differential: [],
      unchecked: ['differential'],
    });
  });
});

test('an urgency that cannot be summed up is that of the flags', () => {
  expect(withBroken('urgencyOf')).toMatchObject({ urgency: 'emergent', unchecked: ['urgency'] });
});

test('notes that cannot be made cost the notes', () => {
  expect(withBroken('notesOf')).toMatchObject({ notes: [], unchecked: ['notes'], ids: soundIds });
});

describe('a fact that cannot be read', () => {
  test.each(input.facts.map(({ id, ref }) => [id, ref] as const))('%s costs itself', (id, ref) => {
    const { flags, unchecked } = withBroken(ref);
    expect(unchecked).toEqual(['observations']);
    expect(flags.includes('RF-CES')).toBe(id !== 'saddle-sensory-change');
    expect(flags.includes('RF-INFECTION')).toBe(id !== 'temp-c' && id !== 'low-back-pain');
  });
});

test('what was thrown is told to nobody', () => {
  expect(JSON.stringify(withBroken('localise'))).not.toContain('CANARY');
});
