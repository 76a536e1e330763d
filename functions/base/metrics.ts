/**
 * A measurement as one line of CloudWatch's embedded metric format: CloudWatch reads the metric out of the
 * log, so that a call pays for no metrics API.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * Contract: pure; one line, no newline at its end. Dimensions come from closed vocabularies (service, rule,
 * indicator, reason, flag, outcome); a value that cannot be of one becomes `other`, so no id of a patient, user,
 * card or call gets in, and no caller can make up dimensions that we pay for. Write the line to
 * `process.stdout`, not to the console: Lambda's JSON logging wraps what the console is given, and CloudWatch
 * finds no metric in a wrapped line.
 * Cost: one JSON.stringify.
 */

export type Measurement =
  /** One answered request. `milliseconds`: request in to answer out. */
  | {
      readonly of: 'answer';
      /** Service id, or `discovery`, `feedback`, `audit`. */
      readonly service: string;
      /** HTTP status. */
      readonly status: number;
      readonly milliseconds: number;
      /** Some check could not run, and the answer says so. */
      readonly degraded: boolean;
      /** FHIR requests that gave no usable answer. */
      readonly fhirFailures: number;
    }
  /** The same answer, for who compares a new version of the function with the one before. `cards`: how many it has. */
  | {
      readonly of: 'version';
      readonly handler: 'discovery' | 'invoke' | 'feedback' | 'audit';
      /** Number that Lambda gave. */
      readonly version: string;
      readonly status: number;
      readonly milliseconds: number;
      readonly cards: number;
    }
  /** One card in an answer. `rule`: the recommendation, for instance `REC-11`. */
  | { readonly of: 'card'; readonly rule: string; readonly indicator: string }
  /** `reason`: the code that the audit row has, for instance `jwt.replay`. */
  | { readonly of: 'refusal'; readonly reason: string }
  /** Something unusual about a request that was answered, for instance `fhir-server.unregistered`. */
  | { readonly of: 'flag'; readonly flag: string }
  /** Something that could not be looked at, once a call: a code of rules/evidence, for instance `grant-part`. */
  | { readonly of: 'hole'; readonly hole: string }
  /** One feedback item stored, or one step of the app: `app-opened`, `app-saved`. */
  | { readonly of: 'feedback'; readonly outcome: string }
  /** An audit row that went to the service log because the table did not take it. */
  | { readonly of: 'spill' }
  /** A client that has changed. `cause`: a heading of docs/operate.md, for instance `change-codes`. */
  | { readonly of: 'drift'; readonly cause: string }
  /** One batch of the table's stream. `tampering`: audit rows changed, or removed by anyone but the TTL. */
  | { readonly of: 'archive'; readonly rows: number; readonly tampering: number }
  /** Table and archive, held against each other. `mended`: rows archived from the table; `gaps`: what could not be. */
  | { readonly of: 'reconcile'; readonly rows: number; readonly mended: number; readonly gaps: number }
  /** One checkpoint of the tlog. `milliseconds`: from the archiving of its first record to its signature. */
  | { readonly of: 'checkpoint'; readonly records: number; readonly milliseconds: number }
  /** How long the first record that no checkpoint signs for has been in the archive; 0 when there is none. */
  | { readonly of: 'unsigned'; readonly milliseconds: number };

type MeasurementKind = Measurement['of'];
type MetricUnit = 'Count' | 'Milliseconds';

interface Shape {
  /** CloudWatch keeps one metric per set; the empty set is the total. */
  readonly dimensionSets: readonly (readonly string[])[];
  readonly units: Readonly<Record<string, MetricUnit>>;
  /** Kept second by second, for alarms that cannot wait for a minute to end. */
  readonly isFine?: boolean;
}

/** What alarms and dashboard may name. A 0-or-1 metric reads as a rate by its average and as a count by its sum. */
export const metrics = {
  answer: {
    dimensionSets: [[], ['Service']],
    units: {
      Latency: 'Milliseconds',
      ClientError: 'Count',
      PreconditionFailed: 'Count',
      ServerError: 'Count',
      Degraded: 'Count',
      FhirFailures: 'Count',
    },
  },
  version: {
    dimensionSets: [['Handler'], ['Handler', 'Version']],
    units: { VersionLatency: 'Milliseconds', VersionServerError: 'Count', VersionCards: 'Count' },
  },
  card: { dimensionSets: [['Rule', 'Indicator']], units: { Cards: 'Count' } },
  refusal: { dimensionSets: [[], ['Reason']], units: { Refusals: 'Count' } },
  flag: { dimensionSets: [['Flag']], units: { Flags: 'Count' } },
  hole: { dimensionSets: [['Hole']], units: { Holes: 'Count' } },
  feedback: { dimensionSets: [['Outcome']], units: { Feedback: 'Count' } },
  drift: { dimensionSets: [[], ['Cause']], units: { Drifts: 'Count' } },
  spill: { dimensionSets: [[]], units: { AuditSpill: 'Count' } },
  archive: { dimensionSets: [[]], units: { RowsArchived: 'Count', AuditTampering: 'Count' } },
  reconcile: {
    dimensionSets: [[]],
    units: { RowsCompared: 'Count', RowsMended: 'Count', AuditGaps: 'Count' },
  },
  checkpoint: { dimensionSets: [[]], units: { RecordsSigned: 'Count', SignedAfter: 'Milliseconds' } },
  unsigned: { dimensionSets: [[]], units: { UnsignedFor: 'Milliseconds' }, isFine: true },
} as const satisfies Record<MeasurementKind, Shape>;

const flag = (on: boolean) => (on ? 1 : 0);
const isClientError = (status: number) => status >= 400 && status < 500 && status !== 412;

const valuesOf = (m: Measurement): Readonly<Record<string, number>> => {
  switch (m.of) {
    case 'answer':
      return {
        Latency: m.milliseconds,
        ClientError: flag(isClientError(m.status)),
        PreconditionFailed: flag(m.status === 412),
        ServerError: flag(m.status >= 500),
        Degraded: flag(m.degraded),
        FhirFailures: m.fhirFailures,
      };
    case 'version':
      return {
        VersionLatency: m.milliseconds,
        VersionServerError: flag(m.status >= 500),
        VersionCards: m.cards,
      };
    case 'card':
      return { Cards: 1 };
    case 'refusal':
      return { Refusals: 1 };
    case 'flag':
      return { Flags: 1 };
    case 'hole':
      return { Holes: 1 };
    case 'feedback':
      return { Feedback: 1 };
    case 'drift':
      return { Drifts: 1 };
    case 'spill':
      return { AuditSpill: 1 };
    case 'archive':
      return { RowsArchived: m.rows, AuditTampering: m.tampering };
    case 'reconcile':
      return { RowsCompared: m.rows, RowsMended: m.mended, AuditGaps: m.gaps };
    case 'checkpoint':
      return { RecordsSigned: m.records, SignedAfter: m.milliseconds };
    case 'unsigned':
      return { UnsignedFor: m.milliseconds };
  }
};

/** Letters, then at most two digits in a row: no UUID, record number, date or URL is a name that this service gave. */
const name = /^(?!.*\d{3})[A-Za-z][A-Za-z0-9.:-]{0,47}$/;
const named = (value: string) => (name.test(value) ? value : 'other');

const dimensionsOf = (m: Measurement): Readonly<Record<string, string>> => {
  switch (m.of) {
    case 'answer':
      return { Service: named(m.service) };
    case 'version':
      return { Handler: m.handler, Version: m.version };
    case 'card':
      return { Rule: named(m.rule), Indicator: named(m.indicator) };
    case 'refusal':
      return { Reason: named(m.reason) };
    case 'flag':
      return { Flag: named(m.flag) };
    case 'hole':
      return { Hole: named(m.hole) };
    case 'feedback':
      return { Outcome: named(m.outcome) };
    case 'drift':
      return { Cause: named(m.cause) };
    case 'spill':
    case 'archive':
    case 'reconcile':
    case 'checkpoint':
    case 'unsigned':
      return {};
  }
};

/**
 * @param namespace METRICS_NAMESPACE, one per stage, for instance `RadixCDS/prod`
 * @param at epoch milliseconds
 */
export const metricLine = (measurement: Measurement, namespace: string, at: number): string => {
  const { dimensionSets, units, isFine }: Shape = metrics[measurement.of];
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: dimensionSets,
          Metrics: Object.entries(units).map(([Name, Unit]) => ({
            Name,
            Unit,
            ...(isFine && { StorageResolution: 1 }),
          })),
        },
      ],
    },
    ...dimensionsOf(measurement),
    ...valuesOf(measurement),
  });
};
