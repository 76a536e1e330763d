/**
 * The zoo: what breaks decision support without an error. A row says what breaks, where it was seen or is known from,
 * at which place it changes the call, and which causes may be named for it. The monitor knows none of them.
 */
import type { CauseId } from '../../functions/audit/monitor/causes.ts';
import type { CallRecord } from '../../functions/audit/record.ts';
import type { Knowledge } from '../../functions/call/think.ts';
import type { Client } from '../../functions/client/client.ts';
import type { Ruling } from '../../functions/policy/policy.ts';
import type { ChartResource } from './charts.ts';
import type { SimulatedClient } from './clients.ts';

/** How calls come in, and what is done with the cards. */
export interface Flow {
  /** Visits are multiplied by it. */
  readonly visits: number;
  /** Deliveries of the same request beyond the first. */
  readonly repeats: number;
  readonly feedbackShare: number;
  readonly acceptedShare: number;
  readonly overrideReason: string | undefined;
  /** Milliseconds on top. */
  readonly ms: number;
  /** Share of requests that are refused, and why. */
  readonly refused: { readonly share: number; readonly reason: string };
  /** Hours by which calls come later than the clinic works. */
  readonly later: number;
  /** Only these calls of a visit come: `order-sign` missing for instance. */
  readonly hooks: readonly string[] | undefined;
}

export interface Malfunction {
  readonly name: string;
  /** Where it was seen, or what it follows from. */
  readonly from: string;
  readonly causes: readonly CauseId[];
  /** Clients that can have it; all when absent. */
  readonly at?: (client: SimulatedClient) => boolean;
  /** What of the chart is sent. */
  readonly chart?: (resource: ChartResource) => ChartResource | undefined;
  /** Prefetch as it is sent; the FHIR server's Bundles alike. */
  readonly bundle?: (type: string, bundle: Readonly<Record<string, unknown>>) => unknown;
  /** Prefetch keys that do not come. */
  readonly without?: readonly string[];
  /** Scope of the access token. */
  readonly scope?: string;
  readonly client?: (client: Client) => Client;
  readonly knowledge?: (knowledge: Knowledge) => Knowledge;
  readonly rulings?: readonly Ruling[];
  readonly row?: (row: CallRecord) => CallRecord;
  readonly flow?: (flow: Flow, client: SimulatedClient) => Flow;
}

type SentCoding = { readonly system?: string; readonly code?: string };
const codingsOf = (resource: ChartResource, member: string): readonly SentCoding[] =>
  (resource[member] as { coding?: readonly SentCoding[] } | undefined)?.coding ?? [];
const isCoded = (resource: ChartResource, code: string): boolean =>
  codingsOf(resource, 'code').some((one) => one.code === code);
const isOf = (type: string) => (resource: ChartResource) => resource.resourceType === type;
const categoryOf = (resource: ChartResource): string | undefined =>
  (resource['category'] as { coding?: readonly SentCoding[] }[] | undefined)?.[0]?.coding?.[0]?.code;
const isObservation = isOf('Observation');
const isExam = (resource: ChartResource) => isObservation(resource) && categoryOf(resource) === 'exam';
const isLaboratory = (resource: ChartResource) =>
  isObservation(resource) && categoryOf(resource) === 'laboratory';

const changed =
  (which: (resource: ChartResource) => boolean, over: object) =>
  (resource: ChartResource): ChartResource =>
    which(resource) ? ({ ...resource, ...over } as ChartResource) : resource;
const without =
  (which: (resource: ChartResource) => boolean) =>
  (resource: ChartResource): ChartResource | undefined =>
    which(resource) ? undefined : resource;

const LOCAL = 'urn:oid:2.16.840.1.113883.3.4242';
const inLocalCodes =
  (member: string) =>
  (resource: ChartResource): ChartResource => ({
    ...resource,
    [member]: {
      coding: codingsOf(resource, member).map(({ code }) => ({ system: LOCAL, code: `X-${code}` })),
    },
  });
const when =
  (which: (resource: ChartResource) => boolean, change: (resource: ChartResource) => ChartResource) =>
  (resource: ChartResource): ChartResource =>
    which(resource) ? change(resource) : resource;

const left = { system: 'http://snomed.info/sct', code: '7771000', display: 'Left' };
const onTheLeft = (resource: ChartResource): ChartResource =>
  JSON.parse(JSON.stringify(resource).replaceAll('24028007', left.code)) as ChartResource;

/** One finding takes the place of another, and that of the next. */
const shuffled: Readonly<Record<string, string>> = {
  slr: 'buttock-pain',
  'buttock-pain': 'foot-drop',
  'foot-drop': 'limb-cold',
  'limb-cold': 'slr',
  'low-back-pain': 'night-sweats',
  'night-sweats': 'low-back-pain',
};
const FINDINGS = 'https://radix-cds.org/fhir/CodeSystem/lr-finding';
const miscoded = (resource: ChartResource): ChartResource => ({
  ...resource,
  code: {
    coding: codingsOf(resource, 'code')
      .filter(({ system }) => system === FINDINGS)
      .map(({ system, code = '' }) => ({ system, code: shuffled[code] ?? code })),
  },
});

const firing =
  (id: string, isFiring: boolean) =>
  (known: Knowledge): Knowledge => ({
    ...known,
    composeCards: (parts) => {
      const composed = known.composeCards(parts);
      const others = composed.rules.filter((rule) => rule.id !== id);
      return {
        ...composed,
        rules: isFiring ? [...others, { id, version: '9', evidence: ['edited'] }] : others,
      };
    },
  });

const silent =
  (share: number) =>
  (flow: Flow): Flow => ({ ...flow, visits: share });
const hasForm = ({ formShare, ownCodes }: SimulatedClient) => formShare > 0 && !ownCodes;
const ownCodes = (client: SimulatedClient) => client.ownCodes;
const plainCodes = (client: SimulatedClient) => !client.ownCodes;
const reads = ({ delivery }: SimulatedClient) => delivery === 'fhir-server';
const isSent = ({ delivery }: SimulatedClient) => delivery === 'prefetch';
const opensAtWeekends = ({ weekendVisits }: SimulatedClient) => weekendVisits > 0;

const WRIGHT = 'Wright 2016, case series';
const KASSAKIAN = 'Kassakian 2017';

export const malfunctions: readonly Malfunction[] = [
  {
    name: 'the laboratory renames the code of CRP',
    from: `${WRIGHT}: an internal id changed in another system`,
    causes: ['change-codes'],
    chart: when((resource) => isCoded(resource, '1988-5'), inLocalCodes('code')),
  },
  {
    name: 'the laboratory changes the unit of CRP to one that is not UCUM',
    from: 'issue lists of laboratory interfaces; corrections A6',
    causes: ['change-unit'],
    chart: changed((resource) => isCoded(resource, '1988-5'), {
      valueQuantity: { value: 12, unit: 'arb. units', system: 'http://unitsofmeasure.org', code: 'arb' },
    }),
  },
  {
    name: 'the thermometer’s interface sends Fahrenheit as Celsius',
    from: 'a unit that is changed without a word',
    causes: ['change-unit'],
    chart: changed((resource) => isCoded(resource, '8310-5'), {
      valueQuantity: { value: 98.6, unit: 'Cel', system: 'http://unitsofmeasure.org', code: 'Cel' },
    }),
  },
  {
    name: 'the intake form is copied under new ids',
    from: 'form builders mint new linkIds on each copy; corrections A7',
    causes: ['change-unit', 'change-codes'],
    at: hasForm,
    chart: when(isOf('QuestionnaireResponse'), (resource) => ({
      ...resource,
      questionnaire: 'https://forms.example.org/Questionnaire/copy-of-leg-symptoms',
      item: (resource['item'] as { answer: unknown }[]).map(({ answer }, n) => ({
        linkId: `item-${n}`,
        answer,
      })),
    })),
  },
  {
    name: 'the form is no longer given to patients',
    from: 'a work flow that changes',
    causes: ['change-prefetch', 'change-codes', 'change-use'],
    at: ({ formShare }) => formShare > 0,
    chart: without(isOf('QuestionnaireResponse')),
  },
  {
    name: 'a category is no longer sent: laboratory',
    from: 'SMART v2 scopes by category; corrections A2',
    causes: ['change-codes', 'change-prefetch'],
    chart: without(isLaboratory),
  },
  {
    name: 'a category is no longer granted: examination',
    from: 'SMART v2 scopes by category; corrections A2',
    causes: ['change-grant', 'change-refused'],
    at: reads,
    scope: 'user/Observation.rs?category=vital-signs user/Condition.rs user/Patient.rs',
  },
  {
    name: 'anticoagulants come as products that the class list does not know',
    from: `${WRIGHT}: a drug classification; ${KASSAKIAN}: a formulary list`,
    causes: ['change-codes'],
    chart: when(isOf('MedicationRequest'), (resource) =>
      /^m-(?:1364430|11289)$/.test(resource.id)
        ? inLocalCodes('medicationCodeableConcept')(resource)
        : resource,
    ),
  },
  {
    name: 'all drugs come in the codes of another catalogue',
    from: 'a change of the drug catalogue',
    causes: ['change-codes'],
    chart: when(isOf('MedicationRequest'), inLocalCodes('medicationCodeableConcept')),
  },
  {
    name: 'the problem list moves to local codes',
    from: 'a migration of the problem list',
    causes: ['change-codes'],
    chart: when(isOf('Condition'), inLocalCodes('code')),
  },
  {
    name: 'a rule is edited so that it fires on everybody',
    from: `${WRIGHT}: spurious alerts after an upgrade`,
    causes: ['change-rule'],
    knowledge: firing('REC-18', true),
  },
  {
    name: 'a rule is edited so that it never fires',
    from: `${WRIGHT}: a rule edited by mistake`,
    causes: ['change-rule'],
    knowledge: firing('REC-12', false),
  },
  {
    name: 'the clock of the EHR is off',
    from: 'tokens issued in the future',
    causes: ['change-clock'],
    flow: (flow) => ({ ...flow, refused: { share: 1, reason: 'jwt.iat' } }),
  },
  {
    name: 'the clock of one of the EHR’s three servers is off',
    from: 'a cluster of which one node has lost its time server',
    causes: ['change-clock'],
    flow: (flow) => ({ ...flow, refused: { share: 0.33, reason: 'jwt.exp' } }),
  },
  {
    name: 'the interface engine writes local time as UTC',
    from: 'a time zone shift; corrections E of dates',
    causes: ['change-clock'],
    chart: changed(isExam, { effectiveDateTime: '2026-11-22T22:30:00Z' }),
  },
  {
    name: 'calls come eight hours late, from a queue',
    from: 'a hook called by a nightly batch',
    causes: ['change-clock', 'change-use'],
    flow: (flow) => ({ ...flow, later: 8 }),
  },
  {
    name: 'an upgrade drops the prefetch key of medications',
    from: 'EHR upgrades that reset a service’s configuration',
    causes: ['change-prefetch', 'change-refused'],
    at: isSent,
    without: ['medications'],
  },
  {
    name: 'an upgrade sends the problem list empty',
    from: 'a template that matches nothing',
    causes: ['change-prefetch', 'change-codes'],
    chart: without(isOf('Condition')),
  },
  {
    name: 'feedback is no longer sent',
    from: 'an EHR upgrade that forgets the feedback address',
    causes: ['change-feedback'],
    flow: (flow) => ({ ...flow, feedbackShare: 0 }),
  },
  {
    name: 'clinicians override every card',
    from: 'an alert that teaches to ignore it',
    causes: ['change-feedback', 'change-withheld'],
    flow: (flow) => ({ ...flow, acceptedShare: 0.05, overrideReason: 'not-applicable' }),
  },
  {
    name: 'the client’s code map is replaced by a wrong one',
    from: 'a map of another site',
    causes: ['change-codes', 'change-unit'],
    at: ownCodes,
    client: (client) => {
      if (client.codeMap === undefined) return client;
      const codes = new Map(
        [...client.codeMap.codes].map(([system, known]) => {
          const targets = [...known.values()];
          const shifted = [...known.keys()].map(
            (code, n) => [code, targets[(n + 40) % targets.length]] as const,
          );
          return [system, new Map(shifted)] as const;
        }),
      );
      return { ...client, codeMap: { ...client.codeMap, codes: codes as typeof client.codeMap.codes } };
    },
  },
  {
    name: 'the examination’s template maps its rows to the wrong findings',
    from: 'a flowsheet that was re-sorted',
    causes: ['change-codes'],
    at: plainCodes,
    chart: when(isExam, miscoded),
  },
  {
    name: 'every call is sent four times',
    from: 'an EHR that retries what was answered',
    causes: ['change-repeats'],
    flow: (flow) => ({ ...flow, repeats: 3 }),
  },
  {
    name: 'all sides are left',
    from: 'a template with a side filled in',
    causes: ['change-side'],
    at: plainCodes,
    chart: onTheLeft,
  },
  {
    name: 'the side is lost',
    from: 'an interface that drops extensions and bodySite',
    causes: ['change-side', 'change-codes'],
    at: plainCodes,
    chart: changed(isExam, { bodySite: undefined }),
  },
  {
    name: 'pages are cut: there is more than the Bundle has',
    from: 'a proxy that limits the size of a page; corrections A3',
    causes: ['change-paging', 'change-prefetch'],
    bundle: (type, bundle) => (type === 'Observation' ? { ...bundle, total: 900 } : bundle),
  },
  {
    name: 'lists come with a next link that leads nowhere',
    from: 'a FHIR server behind a changed address; corrections A3',
    causes: ['change-paging', 'change-fhir-server'],
    bundle: (type, bundle) =>
      type === 'Condition'
        ? { ...bundle, link: [{ relation: 'next', url: 'https://old.example.org/r4?page=2' }] }
        : bundle,
  },
  {
    name: 'a rule’s service is left in shadow',
    from: 'a pilot that nobody ended',
    causes: ['change-withheld'],
    rulings: [{ of: 'all', state: 'shadow', reason: 'pilot' }],
  },
  {
    name: 'the knowledge is rolled back',
    from: 'an alias moved by hand',
    causes: ['change-versions'],
    row: (row) => ({ ...row, knowledgeVersion: '1.0.0' }),
  },
  {
    name: 'the EHR reports an error in place of procedures and medications',
    from: 'a FHIR server that fails for one type',
    causes: ['change-fhir-server'],
    bundle: (type, bundle) =>
      type === 'MedicationRequest' || type === 'Procedure'
        ? { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }
        : bundle,
  },
  {
    name: 'answers take a second longer',
    from: 'a slow FHIR server, or a cold start on every call',
    causes: ['change-slow', 'change-fhir-server'],
    flow: (flow) => ({ ...flow, ms: 1_000 }),
  },
  {
    name: 'the client falls silent',
    from: 'a hook switched off in an upgrade',
    causes: ['change-silence'],
    at: opensAtWeekends,
    flow: silent(0),
  },
  {
    name: 'laboratory results arrive with a status that says nothing',
    from: 'an interface that maps an unknown status to "unknown"',
    causes: ['change-unit', 'change-codes'],
    chart: changed(isLaboratory, { status: 'unknown' }),
  },
  {
    name: 'findings name the patient at another server’s address',
    from: 'a FHIR server that moved; corrections A12',
    causes: ['change-fhir-server', 'change-unit', 'change-codes'],
    at: plainCodes,
    chart: changed(isExam, { subject: { reference: 'https://moved.example.org/r4/Patient/p1' } }),
  },
  {
    name: 'the examination is charted in free text',
    from: 'a clinic that went back to dictation',
    causes: ['change-codes', 'change-prefetch'],
    chart: without(isExam),
  },
  {
    name: 'dates are lost',
    from: 'an interface that drops effective[x]',
    causes: ['change-unit', 'change-clock', 'change-codes'],
    chart: changed(isExam, { effectiveDateTime: undefined }),
  },
  {
    name: 'yes and no come as words',
    from: 'an engine that writes every value as a string',
    causes: ['change-unit', 'change-codes'],
    at: plainCodes,
    chart: when(isExam, (resource) =>
      resource['valueBoolean'] === undefined && resource['valueCodeableConcept'] === undefined
        ? resource
        : ({
            ...resource,
            valueBoolean: undefined,
            valueCodeableConcept: undefined,
            valueString: 'see note',
          } as ChartResource),
    ),
  },
  {
    name: 'birth dates are withheld',
    from: 'a privacy filter in front of Patient',
    causes: ['change-codes', 'change-use', 'change-rule'],
    chart: changed(isOf('Patient'), { birthDate: undefined }),
  },
  {
    name: 'an upgrade adds a modifier to every Observation',
    from: 'modifierExtension of a vendor’s profile',
    causes: ['change-unit', 'change-codes'],
    chart: changed(isExam, {
      modifierExtension: [{ url: 'https://vendor.example.org/draft', valueBoolean: false }],
    }),
  },
  {
    name: 'the hook of signing orders is no longer called',
    from: 'an EHR upgrade that resets which hooks are on',
    causes: ['change-use', 'change-rule'],
    flow: (flow) => ({ ...flow, hooks: ['leg-symptoms-patient-view'] }),
  },
  {
    name: 'the EHR changed its signing key and did not publish it',
    from: 'a key rotation',
    causes: ['change-refused'],
    flow: (flow) => ({ ...flow, refused: { share: 1, reason: 'jwt.kid' } }),
  },
];
