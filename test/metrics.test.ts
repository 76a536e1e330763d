import { afterEach, describe, expect, test, vi } from 'vitest';
import { edgeFrom } from '../functions/base/edge.ts';
import { type Measurement, metricLine, metrics } from '../functions/base/metrics.ts';

const at = Date.UTC(2026, 10, 22, 12);
const answer = {
  of: 'answer',
  service: 'leg-symptoms-patient-view',
  status: 200,
  milliseconds: 12.5,
  degraded: false,
  fhirFailures: 0,
} as const;

const line = (m: Measurement) => metricLine(m, 'RadixCDS/prod', at);
const read = (m: Measurement): Record<string, unknown> => JSON.parse(line(m));

const everyKind: Measurement[] = [
  answer,
  { of: 'version', handler: 'invoke', version: '112', status: 200, milliseconds: 12.5, cards: 1 },
  { of: 'card', rule: 'REC-11', indicator: 'critical' },
  { of: 'refusal', reason: 'jwt.replay' },
  { of: 'flag', flag: 'fhir-server.unregistered' },
  { of: 'feedback', outcome: 'overridden' },
  { of: 'spill' },
  { of: 'archive', rows: 3, tampering: 1 },
];

describe('embedded metric format', () => {
  test.each(everyKind)(
    '$of: every dimension and metric that the directive names is a member of the line',
    (m) => {
      const { _aws, ...members } = read(m) as {
        _aws: {
          Timestamp: number;
          CloudWatchMetrics: [{ Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }];
        };
      };
      const [directive] = _aws.CloudWatchMetrics;
      expect(_aws.Timestamp).toBe(at);
      expect(directive.Namespace).toBe('RadixCDS/prod');
      const named = [...directive.Dimensions.flat(), ...directive.Metrics.map(({ Name }) => Name)];
      expect(new Set(Object.keys(members))).toEqual(new Set(named));
    },
  );

  test.each(everyKind)('$of: is one line', (m) => {
    expect(line(m)).not.toMatch(/[\r\n]/);
  });

  test('no two kinds of measurement share the name of a metric', () => {
    const names = Object.values(metrics).flatMap(({ units }) => Object.keys(units));
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([
    [200, {}],
    [400, { ClientError: 1 }],
    [401, { ClientError: 1 }],
    [412, { PreconditionFailed: 1 }],
    [503, { ServerError: 1 }],
  ])('an answer of %i counts as %j', (status, expected) => {
    expect(read({ ...answer, status })).toMatchObject({
      ClientError: 0,
      PreconditionFailed: 0,
      ServerError: 0,
      ...expected,
    });
  });

  test('a version keeps its number, however large', () => {
    const m = {
      of: 'version',
      handler: 'invoke',
      version: '112',
      status: 503,
      milliseconds: 9,
      cards: 0,
    } as const;
    expect(read(m)).toMatchObject({
      Handler: 'invoke',
      Version: '112',
      VersionServerError: 1,
      VersionCards: 0,
    });
  });

  test('latency, degradation and FHIR failures are as measured', () => {
    expect(read({ ...answer, degraded: true, fhirFailures: 2 })).toMatchObject({
      Service: 'leg-symptoms-patient-view',
      Latency: 12.5,
      Degraded: 1,
      FhirFailures: 2,
    });
  });
});

describe('nothing of a person becomes a dimension', () => {
  test.each([
    ['a UUID', 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea'],
    ['a record number', 'MRN123456'],
    ['a date', '1961-04-02'],
    ['a name', 'Ada Lovelace'],
    ['a FHIR reference', 'Patient/smart'],
    ['a URL', 'https://ehr.example.org/fhir'],
    ['a forged line', 'x"}\n{"_aws":{}}'],
    ['nothing', ''],
  ])('%s is counted as `other`', (_, value) => {
    expect(read({ ...answer, service: value })['Service']).toBe('other');
    expect(read({ of: 'refusal', reason: value })['Reason']).toBe('other');
    expect(read({ of: 'flag', flag: value })['Flag']).toBe('other');
    expect(read({ of: 'card', rule: value, indicator: value })).toMatchObject({
      Rule: 'other',
      Indicator: 'other',
    });
    expect(read({ of: 'feedback', outcome: value })['Outcome']).toBe('other');
  });

  test.each(['leg-symptoms-problem-list', 'REC-35', 'RF-CES', 'jwt.replay', 'fhirServer:unregistered'])(
    '%s is a name of ours',
    (value) => {
      expect(read({ of: 'refusal', reason: value })['Reason']).toBe(value);
    },
  );
});

describe('what a call says on standard output', () => {
  afterEach(() => vi.restoreAllMocks());

  test('leaves in one write, as soon as what runs has come to its end', async () => {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const env = { CDS_BASE_URL: 'https://cds.test', METRICS_NAMESPACE: 'RadixCDS/prod' };
    const edge = edgeFrom(env, async () => []);
    edge.measure({ of: 'card', rule: 'REC-11', indicator: 'critical' });
    await Promise.resolve();
    edge.log({ at: new Date(at).toISOString(), level: 'warn', notice: 'start.not-warm' });
    edge.measure(answer);
    await new Promise(setImmediate);
    expect(written).toHaveLength(1);
    const lines = written.join('').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((text) => Object.keys(JSON.parse(text))[0])).toEqual(['_aws', 'at', '_aws']);
  });
});
