/** Strength that was graded on more than one day, oldest first: whether a weakness progresses. */
import { fullStrength } from '../../rules/terms/thresholds.ts';
import type { ShownFinding } from '../ehr/page-api.ts';
import { daySaid, labelOf } from './wording.ts';

interface Series {
  readonly title: string;
  readonly grades: readonly { readonly grade: number; readonly date: string }[];
}

const seriesOf = (findings: readonly ShownFinding[]): readonly Series[] => {
  const strengths = findings.filter(({ id }) => id.startsWith('mrc-'));
  const byLeg = Map.groupBy(strengths, ({ id, side }) => `${labelOf(id)}${side && `, ${side}`}`);
  return [...byLeg].flatMap(([title, of]) => {
    const grades = of
      .map(({ words, date }) => ({ grade: Number(words), date }))
      .sort((a, b) => a.date.localeCompare(b.date));
    return new Set(grades.map(({ date }) => date.slice(0, 10))).size > 1 ? [{ title, grades }] : [];
  });
};

const step = 24;
const unit = 5;

const Line = ({ grades }: Pick<Series, 'grades'>) => {
  const points = grades.map(({ grade }, n) => `${n * step + 4},${(fullStrength.value - grade) * unit + 4}`);
  return (
    <svg
      class="timeline"
      width={(grades.length - 1) * step + 8}
      height={fullStrength.value * unit + 8}
      aria-hidden="true"
      focusable="false"
    >
      <polyline points={points.join(' ')} />
      {points.map((point) => {
        const [x, y] = point.split(',');
        return <circle key={point} cx={x} cy={y} r="3" />;
      })}
    </svg>
  );
};

export const StrengthTimeline = ({ findings, now }: { findings: readonly ShownFinding[]; now: Date }) => {
  const all = seriesOf(findings);
  if (all.length === 0) return null;
  return (
    <section>
      <h3>Strength over time</h3>
      <ul class="rows">
        {all.map(({ title, grades }) => (
          <li key={title}>
            <span>{title}</span>
            <Line grades={grades} />
            <small>
              {grades
                .map(({ grade, date }) => `${grade}/${fullStrength.value} ${daySaid(date, now)}`)
                .join(' → ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};
