/** Which charts a recommendation needs, part by part of its trigger: the nearest that fire and that do not. */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { recommendations } from '../../../rules/management/index.ts';
import { nearestRows } from '../cases/recommendation-rows.ts';

describe.each(recommendations.filter(({ id }) => nearestRows.some(({ of }) => of === id)))(
  '$id $title',
  ({ id }) => {
    const rows = nearestRows.filter(({ of }) => of === id);
    test.each(rows.map(({ title, given, fires }) => [fires.includes(id), title, given] as const))(
      'fires %s: %s',
      (fires, _, given) => {
        expect(evaluate(inputOf(given)).fired.some((one) => one.id === id)).toBe(fires);
      },
    );
  },
);
