/**
 * The CDS Hooks services as FHIR: a PlanDefinition for each (the profile of FHIR R4 for a CDS Hooks service), whose
 * actions are the plans that its hook triggers, and what they need of an EHR's FHIR server.
 */
import type { CapabilityStatement, CapabilityStatementRestResource, PlanDefinition } from 'fhir/r4';
import { prefetchKeys, rulesHook, type Service, services } from '../../functions/cds-hooks/services.ts';
import { BASE } from '../../rules/codes/index.ts';
import { KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { metadata, planDefinitions } from '../../rules/publish/fhir-export/index.ts';
import { fhirPackage, PACKAGE, type PackageResource } from '../../rules/publish/fhir-package.ts';
import type { PackageFiles } from './agreement.ts';

/** Relative to the address of a deployment, which the package cannot know. */
const endpointOf = ({ id }: Service): string => `cds-services/${id}`;

const plansAt = (hook: string): readonly PlanDefinition[] =>
  [...planDefinitions().values()].filter(({ action = [] }) =>
    action.some(({ trigger = [] }) => trigger.some(({ name }) => name === hook)),
  );

const servicePlan = (service: Service): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  id: `service-${service.id}`,
  ...metadata('PlanDefinition', `service-${service.id}`, service.title, service.description),
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/cqf-cdsHooksEndpoint',
      valueUri: endpointOf(service),
    },
  ],
  type: {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'workflow-definition' },
    ],
  },
  action: [
    {
      title: service.title,
      description: service.description,
      trigger: [{ type: 'named-event', name: service.hook }],
      action: plansAt(rulesHook(service.hook)).map(({ title, url, version }) => ({
        ...(title && { title }),
        definitionCanonical: `${url}|${version}`,
      })),
    },
  ],
});

const parametersIn = (template: string): readonly string[] =>
  template
    .split('?')[1]
    ?.split('&')
    .map((one) => one.split('=')[0] ?? '')
    .filter((name) => !name.startsWith('_')) ?? [];

const needed = ({
  template,
  type,
  form,
  required,
  purpose,
}: (typeof prefetchKeys)[keyof typeof prefetchKeys]): CapabilityStatementRestResource => ({
  type,
  documentation: `${required ? 'Needed' : 'Read where it can be had'}: ${purpose}. ${template}`,
  interaction: [{ code: form === 'read' ? 'read' : 'search-type' }],
  ...(form === 'search' && {
    searchParam: parametersIn(template).map((name) => ({
      name,
      type: name === 'patient' ? 'reference' : 'token',
    })),
  }),
});

const requirements = (): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  id: 'ehr-requirements',
  ...metadata(
    'CapabilityStatement',
    'ehr-requirements',
    'What the services need of an EHR',
    'What the FHIR server of an EHR answers, for prefetch or for the service itself.',
  ),
  kind: 'requirements',
  fhirVersion: '4.0.1',
  format: ['json'],
  implementationGuide: [`${BASE}/ImplementationGuide/${PACKAGE}|${KNOWLEDGE_VERSION}`],
  rest: [{ mode: 'server', resource: Object.values(prefetchKeys).map(needed) }],
});

export const serviceResources = (): readonly PackageResource[] => [
  ...services.map(servicePlan),
  requirements(),
];

/** The whole package. */
export const packageFiles = (): PackageFiles => fhirPackage(serviceResources());
