/**
 * Each recommendation with its words and whether it is shown. A rule whose words cannot be made takes
 * nothing else with it: its card says what it is about, and the answer says that it is incomplete.
 */
import type { NotChecked } from '../../rules/engine/types.ts';
import type { Fired } from '../../rules/index.ts';
import { basisOf, type Content, contentOf, rootAndDifferential } from '../../rules/management/index.ts';
import type { Prepared } from './select.ts';
import { type KnownOverrides, type Standing, standing } from './withhold.ts';

export interface Judged extends Prepared {
  readonly basis: readonly string[];
  readonly standing: Standing;
}

/** What still can be said. An emergency by its title counts as one, so that nothing withholds it. */
export const wordless = ({ recommendation }: Fired): Content => {
  const indicator = recommendation.vignettes.fires[0].expect;
  return {
    indicator,
    ...(indicator === 'critical' && { level: 'emergent' }),
    summary: `${recommendation.title}: the record meets this rule, please review it`,
    lead: `${recommendation.title}: the detail could not be prepared; please review the record.`,
    advice: [],
  };
};

export type Fault = (failed: NotChecked) => void;

export const safely = <T>(fired: Fired, fault: Fault, of: () => T, otherwise: () => T): T => {
  try {
    return of();
  } catch {
    fault({ key: fired.id, why: 'its wording could not be prepared' });
    return otherwise();
  }
};

export const judge = (fired: Fired, overrides: KnownOverrides, now: string, fault: Fault): Judged => {
  const content = safely(
    fired,
    fault,
    () => contentOf(fired),
    () => wordless(fired),
  );
  const basis = safely<readonly string[] | undefined>(
    fired,
    fault,
    () => basisOf(fired),
    () => undefined,
  );
  const emergent = content.level === 'emergent';
  // evidence that cannot be told apart from other evidence withholds nothing
  const stands: Standing =
    basis === undefined ? { kind: 'shown' } : standing({ id: fired.id, emergent, basis }, overrides, now);
  return {
    fired,
    content,
    basis: basis ?? [],
    standing: stands,
    ...(stands.kind === 'shown-again' && { again: stands.sentence }),
  };
};

/** The words of the card that REC-11 and REC-12 share. */
export const merge =
  (fault: Fault) =>
  ({ fired, content }: Prepared): Content =>
    safely(
      fired,
      fault,
      () => rootAndDifferential(fired, content),
      () => content,
    );
