/** How far the cards that lead to the app got: a bar for each step, over the numbers, which say the same. */
import { type Funnel, funnelSteps } from '../../functions/audit/inquiry/lessons.ts';

const steps = Object.keys(funnelSteps) as (keyof Funnel)[];

const percent = (part: number, of: number): string => `${Math.round((100 * part) / of)} %`;

export const FunnelView = ({ funnel }: { funnel: Funnel }) => {
  if (funnel.shown === 0)
    return <p>No card with a link to the app was shown. Open a chart, and follow a card’s link.</p>;
  return (
    <>
      <table class="funnel">
        <caption>Calls whose cards link to the app</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Calls</th>
            <th scope="col">Of those shown</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step}>
              <th scope="row">{funnelSteps[step]}</th>
              <td>
                {funnel[step]}
                <svg
                  class="bar"
                  viewBox="0 0 100 8"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                  focusable="false"
                >
                  <rect class="bar-shown" width="100" height="8" />
                  <rect class="bar-accepted" width={(100 * funnel[step]) / funnel.shown} height="8" />
                </svg>
              </td>
              <td>{percent(funnel[step], funnel.shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">
        The app reports that a card’s link opened it and that findings were saved, by a token of the card:
        nobody is named, and nothing of the patient is sent. The next answer is a call about the same patient
        by the same user within a day.
      </p>
    </>
  );
};
