/** Time and ids of a session in a browser. */
import type { Clock } from './session.ts';

export const browserClock: Clock = { now: () => new Date().toISOString(), newId: () => crypto.randomUUID() };
