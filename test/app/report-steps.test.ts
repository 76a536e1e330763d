/** The app's reports of itself: once a step, after it has happened, by the token alone, and never in the way. */
import { describe, expect, test } from 'vitest';
import type { ChartPort, OpenedChart } from '../../app/chart/port.ts';
import { reportingChart, stepReporter } from '../../app/launch/report-steps.ts';

interface SentStep {
  readonly url: string;
  readonly init: RequestInit;
}

/** @param answers statuses in turn, the last one for the rest; 0: no answer */
const reporting = (...answers: readonly number[]) => {
  const sent: SentStep[] = [];
  const pauses: number[] = [];
  const tell = stepReporter('token', 'steps', {
    send: async (url, init) => {
      const status = answers[Math.min(sent.length, answers.length - 1)] ?? 204;
      sent.push({ url, init });
      if (status === 0) throw new TypeError('no network');
      return { status };
    },
    pause: async (milliseconds) => pauses.push(milliseconds),
  });
  return { sent, pauses, tell };
};

const settled = () => new Promise((done) => setImmediate(done));
const stepsIn = (sent: readonly SentStep[]) => sent.map(({ init }) => JSON.parse(String(init.body)));

describe('a step', () => {
  test('is sent with the token and nothing else', async () => {
    const { sent, tell } = reporting(204);
    tell('opened');
    await settled();
    expect(sent).toEqual([
      {
        url: 'steps',
        init: {
          method: 'POST',
          headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
          body: '{"step":"opened"}',
          credentials: 'omit',
          keepalive: true,
        },
      },
    ]);
  });

  test('is sent once, however often it happens', async () => {
    const { sent, tell } = reporting(204);
    for (const step of ['opened', 'saved', 'saved', 'opened'] as const) tell(step);
    await settled();
    expect(stepsIn(sent)).toEqual([{ step: 'opened' }, { step: 'saved' }]);
  });

  test.each([
    ['kept', [204], 1],
    ['not kept now, then kept', [503, 429, 204], 3],
    ['not reached, then kept', [0, 204], 2],
    ['refused', [401], 1],
    ['not known there', [404], 1],
    ['never kept', [503], 4],
  ])('that is %s is tried so often', async (_, answers, times) => {
    const { sent, pauses, tell } = reporting(...answers);
    tell('saved');
    await settled();
    expect([sent.length, pauses.length]).toEqual([times, Math.min(3, times - 1)]);
  });
});

describe('a chart that reports', () => {
  const chartThat = (fails: boolean): ChartPort => ({
    base: 'https://fhir.test',
    open: async () => {
      if (fails) throw new Error('not opened');
      return {} as OpenedChart;
    },
    save: async () => {
      if (fails) throw new Error('not saved');
    },
  });

  test('tells of its opening and its saving', async () => {
    const { sent, tell } = reporting(204);
    const chart = reportingChart(chartThat(false), tell);
    await chart.open();
    await chart.save({ resourceType: 'Bundle', type: 'transaction' });
    await settled();
    expect(stepsIn(sent)).toEqual([{ step: 'opened' }, { step: 'saved' }]);
  });

  test('tells of nothing that failed', async () => {
    const { sent, tell } = reporting(204);
    const chart = reportingChart(chartThat(true), tell);
    await expect(chart.open()).rejects.toThrow('not opened');
    await expect(chart.save({ resourceType: 'Bundle', type: 'transaction' })).rejects.toThrow('not saved');
    await settled();
    expect(sent).toEqual([]);
  });
});
