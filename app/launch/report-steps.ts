/**
 * Tells the service that a card's link opened the app, and that findings were saved: no EHR tells it. The report
 * names nobody, goes to the app's own origin, and is never waited for: a clinician must not notice it.
 */
import type { ChartPort } from '../chart/port.ts';

/** What an app that is at `…/app/` reaches as `…/app/steps`. */
export const stepsPath = 'steps';

type AppStep = 'opened' | 'saved';

export interface ReportingWorld {
  readonly send: (url: string, init: RequestInit) => Promise<Pick<Response, 'status'>>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

const ofTheBrowser: ReportingWorld = {
  send: (url, init) => fetch(url, init),
  pause: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
};

/** Milliseconds before it is sent again: the service keeps a step once, however often it comes. */
const pauses = [2_000, 10_000, 30_000];

/** Too many at once, or it cannot be kept now. */
const isForLater = ({ status }: Pick<Response, 'status'>): boolean => status === 429 || status === 503;

/** @param report the card's token */
export const stepReporter = (report: string, url: string, { send, pause } = ofTheBrowser) => {
  const reported = new Set<AppStep>();
  const isKept = async (step: AppStep): Promise<boolean> => {
    const sending = send(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${report}`, 'content-type': 'application/json' },
      body: JSON.stringify({ step }),
      credentials: 'omit',
      keepalive: true,
    });
    return sending.then(
      (answer) => !isForLater(answer),
      () => false,
    );
  };
  const tell = async (step: AppStep): Promise<void> => {
    for (const wait of pauses) {
      if (await isKept(step)) return;
      await pause(wait);
    }
    await isKept(step);
  };
  return (step: AppStep): void => {
    if (reported.has(step)) return;
    reported.add(step);
    void tell(step);
  };
};

/** The same chart, whose opening and saving are reported once they have succeeded. */
export const reportingChart = (chart: ChartPort, tell: ReturnType<typeof stepReporter>): ChartPort => ({
  ...chart,
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
