/**
 * At most so many calls a second of one client, in bursts of twice that. Counted in this process: in the cloud,
 * where each has one call at a time, the gateway's throttle is the limit and this only evens out a burst;
 * a long-running process is protected by it alone.
 */
import type { Clock } from '../base/clock.ts';

export interface RateLimit {
  /** Milliseconds to wait, or 0 when the call may go on. */
  wait(client: string, callsPerSecond: number): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

export const rateLimit = (clock: Clock): RateLimit => {
  const buckets = new Map<string, Bucket>();
  return {
    wait: (client, callsPerSecond) => {
      const now = clock.now();
      const most = 2 * callsPerSecond;
      const bucket = buckets.get(client) ?? { tokens: most, at: now };
      buckets.set(client, bucket);
      const gained = (Math.max(0, now - bucket.at) * callsPerSecond) / 1_000;
      bucket.tokens = Math.min(most, bucket.tokens + gained);
      bucket.at = now;
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 1_000) / callsPerSecond);
      bucket.tokens -= 1;
      return 0;
    },
  };
};
