/** How each rule fares: fired, shown, accepted, overridden. Bars over the numbers, which say the same. */
import type { Lessons, RuleLesson } from '../../functions/audit/inquiry/lessons.ts';

const Bar = ({ lesson, most }: { lesson: RuleLesson; most: number }) => {
  const of = (count: number) => (100 * count) / most;
  const accepted = of(lesson.accepted);
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-shown" width={of(lesson.shown)} height="8" />
      <rect class="bar-accepted" width={accepted} height="8" />
      <rect class="bar-overridden" x={accepted} width={of(lesson.overridden)} height="8" />
    </svg>
  );
};

const reasonsSaid = (reasons: RuleLesson['reasons']): string =>
  Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');

export const RuleMonitor = ({ lessons }: { lessons: Lessons }) => {
  const most = Math.max(1, ...lessons.rules.map(({ shown }) => shown));
  return (
    <table>
      <caption>Rules, last 24 hours</caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Shown</th>
          <th scope="col">Fired</th>
          <th scope="col">Accepted</th>
          <th scope="col">Overridden</th>
          <th scope="col">Why overridden</th>
        </tr>
      </thead>
      <tbody>
        {lessons.rules.map((lesson) => (
          <tr key={lesson.rule + lesson.version}>
            <th scope="row">
              {lesson.rule} <small>{lesson.version}</small>
              {lesson.review && <strong class="tag">for review</strong>}
            </th>
            <td>
              {lesson.shown}
              <Bar lesson={lesson} most={most} />
            </td>
            <td>{lesson.fired}</td>
            <td>{lesson.accepted}</td>
            <td>{lesson.overridden}</td>
            <td class="long">{reasonsSaid(lesson.reasons) || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
