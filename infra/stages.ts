/**
 * The stages as they come with a release. A site sets its own in a file outside of the repository (`site-file.ts`):
 * `npm run deploy -- -c stage=prod -c site=FILE`. What each setting means stands in `settings.ts`.
 */
import type { StageSettings } from './settings.ts';

export const stages: Readonly<Record<string, StageSettings>> = {
  dev: {
    corsOrigins: [],
    alarmEmails: [],
    pseudonymKeys: ['k1'],
    capacity: {
      discovery: { memory: 256, reserved: 5, provisioned: 0 },
      invoke: { memory: 1024, reserved: 20, provisioned: 0 },
      feedback: { memory: 1024, reserved: 5, provisioned: 0 },
      audit: { memory: 1024, reserved: 2, provisioned: 0 },
    },
    throttle: {
      discovery: { requestsPerSecond: 10, burst: 20 },
      invoke: { requestsPerSecond: 20, burst: 40 },
      feedback: { requestsPerSecond: 10, burst: 20 },
      audit: { requestsPerSecond: 2, burst: 5 },
    },
    rollout: 'all-at-once',
    logDays: 90,
    archive: { years: 6, lock: 'governance', reserved: 2 },
    tags: {},
  },

  prod: {
    corsOrigins: [],
    alarmEmails: [],
    pseudonymKeys: ['k1'],
    capacity: {
      discovery: { memory: 256, reserved: 10, provisioned: 0 },
      invoke: { memory: 1769, reserved: 100, provisioned: 0 },
      feedback: { memory: 1024, reserved: 20, provisioned: 0 },
      audit: { memory: 1024, reserved: 5, provisioned: 0 },
    },
    throttle: {
      discovery: { requestsPerSecond: 50, burst: 100 },
      invoke: { requestsPerSecond: 500, burst: 1000 },
      feedback: { requestsPerSecond: 200, burst: 400 },
      audit: { requestsPerSecond: 5, burst: 10 },
    },
    rollout: 'canary-5-minutes',
    canary: {
      serverErrors: { percent: 1, calls: 20 },
      latency: { p90: 500, calls: 20 },
      cards: { factor: 3, calls: 100 },
    },
    logDays: 400,
    archive: { years: 6, lock: 'compliance', reserved: 10 },
    tags: {},
  },
};
