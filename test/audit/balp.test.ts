/**
 * The AuditEvents of `export` against the profiles of IHE BALP that they claim. The constraints stand in
 * `support/balp.json`, each as the profile's source has it and as FHIRPath, which Medplum's engine judges; that an event
 * is an AuditEvent of R4 at all holds `fhir-export.test.ts`.
 */
import { readFileSync } from 'node:fs';
import { evalFhirPath } from '@medplum/core';
import type { AuditEvent } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { newChain } from '../../functions/audit/chain.ts';
import { auditEvents } from '../../functions/audit/fhir/audit-events.ts';
import { aCall } from './support/records.ts';

type ProfileConstraint = readonly [says: string, path: string];

const { profiles } = JSON.parse(readFileSync(new URL('./support/balp.json', import.meta.url), 'utf8')) as {
  readonly profiles: Readonly<Record<string, readonly ProfileConstraint[]>>;
};
const urlOf = (name: string) =>
  `https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.${name}`;

/** What the event does not keep to. */
const broken = (event: object, name: string): string[] =>
  (profiles[name] ?? [])
    .filter(([, path]) => evalFhirPath(path, event as never)[0] !== true)
    .map(([says]) => says);

const events = auditEvents(
  { url: 'https://cds.example.org' },
  newChain('c').stamp({
    ...(await aCall({ n: 1 })),
    fhirServer: 'https://fhir.example.org/r4',
    data: [
      { key: 'patient', source: 'fetched', n: 1, ms: 12, status: 200 },
      { key: 'observations', source: 'fetched', n: 50, ms: 30, status: 200 },
      { key: 'conditions', source: 'fetched', n: 4, ms: 30, status: 200 },
      { key: 'devices', source: 'failed', ms: 800, status: 503 },
    ],
  }),
);
const claiming = (name: string) => events.filter(({ meta }) => meta?.profile?.includes(urlOf(name)));

const eachAgent = (change: (agent: AuditEvent['agent'][number]) => object) => (event: AuditEvent) => ({
  ...event,
  agent: event.agent.map(change),
});
const eachEntity =
  (change: (entity: NonNullable<AuditEvent['entity']>[number]) => object) => (event: AuditEvent) => ({
    ...event,
    entity: event.entity?.map(change),
  });

/** Takes away, or puts in, what a constraint asks for or forbids. */
const spoilt: readonly (readonly [name: string, what: string, spoil: (event: AuditEvent) => object])[] = [
  ['PatientRead', 'without a subtype', ({ subtype: _, ...event }) => event],
  ['PatientRead', 'with another action', (event) => ({ ...event, action: 'E' })],
  ['PatientRead', 'that failed', (event) => ({ ...event, outcome: '8' })],
  [
    'PatientRead',
    'without a server',
    (event) => ({ ...event, agent: event.agent.filter((_, n) => n !== 1) }),
  ],
  ['PatientRead', 'without a network', eachAgent(({ network: _, ...agent }) => agent)],
  ['PatientRead', 'with a medium', eachAgent((agent) => ({ ...agent, media: { code: '110030' } }))],
  ['PatientRead', 'without its patient', eachEntity((one) => ({ ...one, type: { code: '2' } }))],
  ['PatientRead', 'of nothing', eachEntity(({ what: _, ...one }) => one)],
  ['PatientQuery', 'without a query', eachEntity(({ query: _, ...one }) => one)],
  ['PatientQuery', 'with its result', eachEntity((one) => ({ ...one, what: { display: 'x' } }))],
  ['PatientQuery', 'with a user at a network', eachAgent((one) => ({ ...one, network: { address: 'x' } }))],
  ['OAUTHaccessTokenUse.Minimal', 'without a token', eachAgent(({ policy: _, ...agent }) => agent)],
  ['OAUTHaccessTokenUse.Minimal', 'of nobody', eachAgent((agent) => ({ ...agent, requestor: false }))],
];

describe('IHE BALP', () => {
  test.each(Object.keys(profiles))('%s: every event that claims it keeps to it', (name) => {
    expect(claiming(name).length).toBeGreaterThan(0);
    expect(claiming(name).flatMap((event) => broken(event, name))).toEqual([]);
  });

  test('no other profile is claimed', () => {
    const known = Object.keys(profiles).map(urlOf);
    expect(events.flatMap(({ meta }) => meta?.profile ?? []).filter((url) => !known.includes(url))).toEqual(
      [],
    );
  });

  test.each(spoilt)('%s: an event %s does not', (name, _, spoil) => {
    const [event] = claiming(name);
    expect(broken(spoil(event as AuditEvent), name)).not.toEqual([]);
  });
});
