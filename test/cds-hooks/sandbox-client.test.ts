/** The official CDS Hooks sandbox as a client: its four screens, on the wire as observed. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { accessTokens } from '../../sandbox/server/access-tokens.ts';
import { type FhirAnswer, fhirServer, type LocalFhirServer } from '../../sandbox/server/fhir-server.ts';
import { BlockedByBrowser } from '../support/browser-fetch.ts';
import { baseUrl, fhirBase, type Jar, jar, startOfTest } from '../support/cds.ts';
import {
  cardsShown,
  cdsHooksSandbox,
  type OfferedChoice,
  type SandboxParts,
  type SandboxPrescription,
  sandboxIssuer,
} from '../support/cds-hooks-sandbox.ts';
import { signer, type TokenSigner } from '../support/tokens.ts';

const origin = 'http://localhost:4000';
const mri: OfferedChoice = {
  code: '72148',
  display:
    'Magnetic resonance (eg, proton) imaging, spinal canal and contents, lumbar; without contrast material',
  system: 'http://www.ama-assn.org/go/cpt',
};
const backPain: OfferedChoice = {
  code: '279039007',
  display: 'Low back pain (finding)',
  system: 'http://snomed.info/sct',
};
const naproxen: SandboxPrescription = { drug: { id: '198014', name: 'Naproxen 500 MG Oral Tablet' } };
/** The `code` of a Condition on its list. */
const sciatica = {
  coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.32', display: 'Sciatica, left side' }],
  text: 'Sciatica, left side',
};

let fhir: LocalFhirServer;
let key: TokenSigner;
beforeAll(async () => {
  [fhir, key] = await Promise.all([
    fhirServer(
      fhirBase,
      loadPatients(new Date(startOfTest)),
      accessTokens(Date.now, () => 'token', 'radix-cds'),
    ),
    signer('ES384', '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f'),
  ]);
});

interface Setting {
  readonly at: Jar;
  readonly sandbox: ReturnType<typeof cdsHooksSandbox>;
}

/** Its key is held by us: the address that its tokens name is not reached from a laptop. */
const setUp = async (patientId: string, over: Partial<SandboxParts> = {}): Promise<Setting> => {
  const at = jar({
    clients: [
      {
        id: 'cds-hooks-sandbox',
        iss: sandboxIssuer,
        jwks: { keys: [key.publicJwk] },
        fhirServers: [fhirBase],
        origins: [origin],
      },
    ],
  });
  let ids = 0;
  const sandbox = cdsHooksSandbox({
    handlers: at.handlers,
    discoveryUrl: `${baseUrl}/cds-services`,
    origin,
    fhirServer: fhirBase,
    fhir: (path) => fhir.get(path),
    patientId,
    key,
    newId: () => `10000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    now: () => new Date(startOfTest + 60_000),
    ...over,
  });
  return { at, sandbox };
};

const ready = async (patientId: string, over: Partial<SandboxParts> = {}): Promise<Setting> => {
  const setting = await setUp(patientId, over);
  await setting.sandbox.discover();
  return setting;
};

describe('adding the service', () => {
  test('each service has an address of its own, so that the sandbox loses none', async () => {
    const { sandbox } = await setUp('stenosis');
    const found = await sandbox.discover();
    expect([...found.values()].map(({ hook }) => hook).toSorted()).toEqual([
      'appointment-book',
      'encounter-discharge',
      'encounter-start',
      'order-select',
      'order-sign',
      'patient-view',
      'problem-list-item-create',
    ]);
  });

  test('from a page of an origin that no client lists, the browser lets nothing through', async () => {
    const { sandbox } = await setUp('stenosis', { origin: 'https://elsewhere.example' });
    await expect(sandbox.discover()).rejects.toThrow(BlockedByBrowser);
  });
});

type OpenSandbox = Setting['sandbox'];

const screens: readonly [string, (sandbox: OpenSandbox) => ReturnType<OpenSandbox['patientView']>][] = [
  ['Patient View', (sandbox) => sandbox.patientView()],
  ['PAMA Imaging, before a study is chosen', (sandbox) => sandbox.pama()],
  ['PAMA Imaging, with a study', (sandbox) => sandbox.pama(mri)],
  ['PAMA Imaging, with a study and a reason', (sandbox) => sandbox.pama(mri, [backPain])],
  ['Rx View, before a drug is chosen', (sandbox) => sandbox.rxView()],
  ['Rx View, with a drug', (sandbox) => sandbox.rxView(naproxen)],
  ['Rx View, with what it treats', (sandbox) => sandbox.rxView({ ...naproxen, treating: sciatica })],
  ['Rx Sign', (sandbox) => sandbox.rxSign(naproxen)],
];

describe('the four screens', () => {
  test.each(screens)(
    '%s: cards, from its own prefetch alone and with everything checked',
    async (_, call) => {
      const { at, sandbox } = await ready('order-time');
      const seen = await call(sandbox);
      expect(cardsShown(seen)).toBeInstanceOf(Array);
      const assessment = seen.body.extension['org.radix-cds.assessment'];
      expect({ notChecked: assessment.notChecked, sent: at.sent }).toEqual({ notChecked: [], sent: [] });
      expect((await at.rows()).map(({ kind }) => kind)).toEqual(['call']);
    },
  );

  test.each(screens)('%s: the emergency comes first, whatever is being ordered', async (_, call) => {
    const { sandbox } = await ready('cauda-equina');
    const [first] = cardsShown(await call(sandbox)) ?? [];
    expect(first?.indicator).toBe('critical');
  });
});

/** Ids of the recommendations behind the cards that are shown. */
const shownRules = ({ body }: Awaited<ReturnType<OpenSandbox['patientView']>>): string[] =>
  body.extension['org.radix-cds.assessment'].recommendations
    .filter(({ cardUuid }: { cardUuid?: string }) => cardUuid !== undefined)
    .map(({ id }: { id: string }) => id);

describe('orders in the shapes that it sends', () => {
  test('a study by CPT code is recognised: imaging before six weeks without a red flag', async () => {
    const { sandbox } = await ready('s1-disc');
    expect(shownRules(await sandbox.pama(mri))).toContain('REC-15');
  });

  test.each([
    [
      'order-select',
      'Rx View',
      (sandbox: OpenSandbox) => sandbox.rxView({ ...naproxen, treating: sciatica }),
    ],
    ['order-sign', 'Rx Sign', (sandbox: OpenSandbox) => sandbox.rxSign(naproxen)],
  ])(
    '%s: a product by RxNorm code is recognised on the %s screen: kidneys and apixaban',
    async (_, __, call) => {
      const { sandbox } = await ready('order-time');
      const seen = await call(sandbox);
      expect(shownRules(seen)).toContain('REC-22');
      expect(cardsShown(seen)?.[0]?.summary).toMatch(/^Naproxen: eGFR 38/);
    },
  );

  test('removing the order names the draft as it was sent, so that the screen can clear it', async () => {
    const { sandbox } = await ready('order-time');
    const [card] = cardsShown(await sandbox.rxSign(naproxen)) ?? [];
    const removals = (card?.suggestions ?? []).flatMap(({ actions = [] }) =>
      actions.filter(({ type }) => type === 'delete'),
    );
    expect(removals).toEqual([
      { type: 'delete', description: expect.any(String), resourceId: 'MedicationRequest/request-123' },
    ]);
  });

  test('the active tab pressed again leaves the orders out: 400 that names them, never an empty answer', async () => {
    const { sandbox } = await ready('order-time');
    const seen = await sandbox.sameTabAgain();
    expect(seen.status).toBe(400);
    expect(seen.body.issue.flatMap(({ expression }: { expression: string[] }) => expression)).toEqual([
      'context.selections',
      'context.draftOrders',
    ]);
    expect(cardsShown(seen)).toBeUndefined();
  });
});

describe('what is done with a card', () => {
  const firstCard = async ({ sandbox }: Setting): Promise<Card> => {
    const [card] = cardsShown(await sandbox.patientView()) ?? [];
    if (card === undefined) throw new Error('no card');
    return card;
  };

  test.each([
    ['a suggestion taken', 'accepted', undefined],
    ['dismissed with a reason of the menu', 'overridden', 1],
    ['dismissed without one', 'overridden', undefined],
  ] as const)('%s is on record, beside the card it is about', async (_, outcome, reason) => {
    const setting = await ready('s1-disc');
    const card = await firstCard(setting);
    const seen = await (outcome === 'accepted'
      ? setting.sandbox.accept('patient-view', card)
      : setting.sandbox.dismiss('patient-view', card, reason));
    expect(seen.status).toBe(200);
    expect((await setting.at.rows()).find(({ kind }) => kind === 'feedback')).toMatchObject({
      card: card.uuid,
      outcome,
      matched: 'card',
      ...(reason !== undefined && { reason: { code: card.overrideReasons?.[reason]?.code } }),
      ...(outcome === 'accepted' && { accepted: [{ id: card.suggestions?.[0]?.uuid, known: true }] }),
    });
  });

  test('a menu entry says what it means without its code', async () => {
    const { overrideReasons = [] } = await firstCard(await ready('s1-disc'));
    expect(overrideReasons.length).toBeGreaterThan(0);
    expect(overrideReasons.filter(({ display }) => display === '')).toEqual([]);
  });

  test('a card set aside with a reason does not come back on the same screen', async () => {
    const setting = await ready('s1-disc');
    const card = await firstCard(setting);
    await setting.sandbox.dismiss('patient-view', card, 0);
    const again = cardsShown(await setting.sandbox.patientView()) ?? [];
    expect(again.map(({ summary }) => summary)).not.toContain(card.summary);
  });
});

describe('what it cannot show is still said on the wire', () => {
  test('a discovery address typed with a slash makes another audience: 401 that the page can read', async () => {
    const { sandbox } = await ready('stenosis', { discoveryUrl: `${baseUrl}/cds-services/` });
    expect((await sandbox.patientView()).status).toBe(401);
  });

  test('a FHIR server that gives it nothing: 412 that names what is missing, never an empty answer', async () => {
    const unavailable = async (): Promise<FhirAnswer> => ({
      status: 500,
      body: { resourceType: 'OperationOutcome', issue: [] },
    });
    const { sandbox } = await ready('stenosis', { fhir: unavailable });
    const seen = await sandbox.patientView();
    expect(seen.status).toBe(412);
    expect(seen.body.issue.map(({ expression }: { expression: string[] }) => expression[0])).toEqual([
      'prefetch.patient',
      'prefetch.observations',
      'prefetch.conditions',
    ]);
  });
});
