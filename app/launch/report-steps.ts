/**
 * Tells the service that a card's link opened the app, and that findings were saved: no EHR tells it. The report
 * names nobody, goes to the app's own origin, and is never waited for or tried again: a clinician must not notice it.
 */
import type { ChartPort } from '../chart/port.ts';

/** What an app that is at `…/app/` reaches as `…/app/steps`. */
export const stepsPath = 'steps';

type AppStep = 'opened' | 'saved';

/**
 * @param report the card's token
 * @param send in place of the browser's own fetch
 */
export const stepReporter = (report: string, url: string, send: typeof fetch = (...of) => fetch(...of)) => {
  const reported = new Set<AppStep>();
  return (step: AppStep): void => {
    if (reported.has(step)) return;
    reported.add(step);
    send(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${report}`, 'content-type': 'application/json' },
      body: JSON.stringify({ step }),
      credentials: 'omit',
      keepalive: true,
    }).catch(() => undefined);
  };
};

/** The same chart, whose opening and saving are reported once they have succeeded. */
export const reportingChart = (chart: ChartPort, tell: ReturnType<typeof stepReporter>): ChartPort => ({
  open: async () => {
    const opened = await chart.open();
    tell('opened');
    return opened;
  },
  save: async (bundle) => {
    await chart.save(bundle);
    tell('saved');
  },
});
