import type { FhirResource } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { type ChartedValue, encodeFinding } from '../../app/encoding/encode-finding.ts';
import { extract } from '../../rules/extract/index.ts';
import { type FindingId, findingIds, findings } from '../../rules/findings/index.ts';
import { assess } from '../../rules/index.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';

const now = new Date('2026-11-20T15:00:00Z');
const charts = new Map(
  loadPatients(now).map(({ entry = [] }, n) => [
    stories[n]!.id,
    entry.map(({ resource }) => resource as FhirResource),
  ]),
);

const assessed = (id: string) => {
  const { input } = extract({
    now: now.toISOString(),
    patientId: id,
    hook: 'patient-view',
    resources: charts.get(id) ?? [],
  });
  return assess(input);
};

/** What each story must lead to: how urgent, by which flags, which recommendations among others, which root. */
const conclusions: Readonly<
  Record<string, { urgency: string; flags?: string[]; recommends: string[]; root?: [string, string] }>
> = {
  'cauda-equina': { urgency: 'emergent', flags: ['RF-CES', 'RF-CES-EARLY'], recommends: ['REC-03'] },
  'becoming-bilateral': { urgency: 'urgent', flags: ['RF-CES-EARLY'], recommends: ['REC-03'] },
  'foot-drop': {
    urgency: 'urgent',
    flags: ['RF-MOTOR'],
    recommends: ['REC-04', 'REC-11', 'REC-12'],
    root: ['left', 'L5'],
  },
  'peroneal-palsy': {
    urgency: 'soon',
    flags: ['RF-MOTOR'],
    recommends: ['REC-04', 'REC-26'],
    root: ['right', 'none'],
  },
  's1-disc': { urgency: 'routine', recommends: ['REC-11', 'REC-12', 'REC-23'], root: ['right', 'S1'] },
  stenosis: { urgency: 'routine', recommends: ['REC-12', 'REC-13'], root: ['left', 'none'] },
  'vascular-leg': { urgency: 'routine', recommends: ['REC-14'] },
  polyneuropathy: { urgency: 'routine', recommends: ['REC-33'] },
  'spinal-infection': { urgency: 'urgent', flags: ['RF-INFECTION'], recommends: ['REC-05'] },
  'known-cancer': { urgency: 'urgent', flags: ['RF-MALIGNANCY'], recommends: ['REC-06'] },
  'little-documented': { urgency: 'routine', recommends: ['REC-01', 'REC-02'] },
  'charting-error': { urgency: 'routine', recommends: ['REC-01', 'REC-35'] },
  'order-time': { urgency: 'routine', recommends: ['REC-12'] },
  pregnant: { urgency: 'routine', recommends: ['REC-34'] },
  teenager: { urgency: 'routine', recommends: ['REC-34'] },
};

describe('what the stories lead to', () => {
  test.each(stories.map(({ id, teaches }) => ({ id, teaches })))('$id: $teaches', ({ id }) => {
    const { urgency, redFlags, recommendations, sides } = assessed(id);
    const { flags = [], recommends, root, ...expected } = conclusions[id]!;
    expect({ urgency }).toEqual(expected);
    expect(redFlags.map((flag) => flag.id)).toEqual(flags);
    expect(recommendations.map((one) => one.id)).toEqual(expect.arrayContaining(recommends));
    if (root) expect(sides[root[0] as 'left' | 'right']?.root.result).toBe(root[1]);
  });

  test('a saddle numbness charted in error or four months ago raises no flag, and is asked again', () => {
    const { redFlags, stale } = assessed('charting-error');
    expect(redFlags).toEqual([]);
    expect(stale).toEqual(['saddle-sensory-change']);
  });

  test("a relative's cancer and a diagnosis taken back are not the patient's", () => {
    for (const id of ['cauda-equina', 'charting-error', 'foot-drop'])
      expect(assessed(id).redFlags.map((flag) => flag.id)).not.toContain('RF-MALIGNANCY');
  });
});

const exampleOf = (id: FindingId): ChartedValue => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return true;
    case 'number':
      return Math.max(value.min, 1);
    case 'one-of':
      return value.values.at(-1)!;
    case 'set':
      return value.items.slice(0, 2);
  }
};

describe('what the mini-EHR writes, the service reads', () => {
  test.each(findingIds)('%s', (id) => {
    const category = findings[id].kind === 'exam' ? 'exam' : 'survey';
    const value = exampleOf(id);
    const resource = {
      ...encodeFinding({ id, value, category, ...(findings[id].sided && { side: 'right' as const }) }),
      id: 'one',
      status: 'final',
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2026-11-20T09:00:00Z',
    };
    const { input } = extract({
      now: now.toISOString(),
      patientId: 'p',
      hook: 'patient-view',
      resources: [{ resourceType: 'Patient', id: 'p' }, resource],
    });
    const [fact] = input.facts.filter((one) => one.id === id);
    expect(fact?.value).toEqual(value);
    expect(fact?.side).toBe(findings[id].sided ? 'R' : undefined);
  });
});
