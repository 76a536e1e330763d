/** Time and ids of a session in a browser. */
import type { SessionClock } from './session.ts';

export const browserClock: SessionClock = {
  now: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
};
