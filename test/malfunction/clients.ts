/** Five clients of different sizes and ways: a university hospital to a practice. */

export interface SimulatedClient {
  readonly id: string;
  /** Visits of a working day, and of a day of the weekend. */
  readonly visits: number;
  readonly weekendVisits: number;
  /** Share of the visits that come between 18 and 6 o'clock, UTC. */
  readonly nightShare: number;
  /** The chart comes with the call, or is read from the client's FHIR server. */
  readonly delivery: 'prefetch' | 'fhir-server';
  /** It writes codes of its own, which its code map translates. */
  readonly ownCodes: boolean;
  readonly formShare: number;
  /** Share of shown cards that are answered. */
  readonly feedbackShare: number;
  /** Milliseconds, the median. */
  readonly ms: number;
}

export const simulatedClients: readonly SimulatedClient[] = [
  {
    id: 'university',
    visits: 300,
    weekendVisits: 110,
    nightShare: 0.2,
    delivery: 'prefetch',
    ownCodes: false,
    formShare: 0.4,
    feedbackShare: 0.3,
    ms: 25,
  },
  {
    id: 'general',
    visits: 120,
    weekendVisits: 45,
    nightShare: 0.15,
    delivery: 'prefetch',
    ownCodes: false,
    formShare: 0.3,
    feedbackShare: 0.4,
    ms: 25,
  },
  {
    id: 'county',
    visits: 60,
    weekendVisits: 20,
    nightShare: 0.1,
    delivery: 'fhir-server',
    ownCodes: false,
    formShare: 0.3,
    feedbackShare: 0.35,
    ms: 180,
  },
  {
    id: 'clinic',
    visits: 45,
    weekendVisits: 0,
    nightShare: 0.02,
    delivery: 'prefetch',
    ownCodes: true,
    formShare: 0.6,
    feedbackShare: 0.5,
    ms: 30,
  },
  {
    id: 'practice',
    visits: 25,
    weekendVisits: 0,
    nightShare: 0.02,
    delivery: 'prefetch',
    ownCodes: false,
    formShare: 0.5,
    feedbackShare: 0.4,
    ms: 25,
  },
];
