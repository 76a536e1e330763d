/** Answers to read: of a story of the sandbox, a vignette of a rule or of the knowledge specification, a hook request. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, FhirResource } from 'fhir/r4';
import { type Composition, composeCards } from '../../functions/cards/index.ts';
import { prefetchKeys } from '../../functions/cds-hooks/services.ts';
import type { HookContext } from '../../functions/cds-hooks/wire.ts';
import { type ClientProfile, profilePresets, standardProfile } from '../../functions/client/profile.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput, Hook } from '../../rules/engine/types.ts';
import type { Extraction } from '../../rules/extract/extraction.ts';
import { extract } from '../../rules/extract/index.ts';
import { evaluate } from '../../rules/index.ts';
import { recommendations } from '../../rules/management/index.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { contextOf } from '../cards/compose.ts';
import { devVignettes, inputOf as inputOfDev } from '../rules/dev-vignettes.ts';

const CALL = '0190a000-0000-8000-8000-000000000000';

export interface Case {
  readonly name: string;
  readonly extraction: Pick<Extraction, 'input' | 'sources'>;
  readonly context: HookContext;
}

export const profileOf = (preset: keyof typeof profilePresets = 'standard'): ClientProfile => ({
  ...standardProfile,
  ...profilePresets[preset],
});

export const answerTo = ({ extraction, context }: Case, profile: ClientProfile = profileOf()): Composition =>
  composeCards({
    evaluation: evaluate(extraction.input),
    extraction,
    context,
    profile,
    callId: CALL,
    overrides: { find: () => undefined },
  });

const ofInput = (name: string, input: EngineInput): Case => ({
  name,
  extraction: { input, sources: new Map() },
  context: contextOf(input),
});

export const vignetteCases = (): readonly Case[] => [
  ...devVignettes.map(({ id, input }) => ofInput(id, inputOfDev(input))),
  ...recommendations.flatMap(({ id, hooks: [hook], vignettes }) =>
    vignettes.fires.map(({ given }, n) =>
      ofInput(`${id}/${n + 1}`, withRefs(inputOf({ ...(hook && { hook }), ...given }))),
    ),
  ),
];

/** A draft that can be taken back, as an EHR sends it. */
const withRefs = ({ order, ...input }: EngineInput): EngineInput =>
  order === undefined ? input : { ...input, order: { draftRef: 'ServiceRequest/draft', ...order } };

const resourcesOf = (value: unknown): readonly FhirResource[] => {
  const resource = value as FhirResource | Bundle | null;
  if (resource === null || typeof resource !== 'object') return [];
  if (resource.resourceType === 'Bundle')
    return ((resource as Bundle).entry ?? []).flatMap(({ resource: one }) =>
      one ? [one as FhirResource] : [],
    );
  return [resource as FhirResource];
};

interface Request {
  readonly hook: Hook;
  readonly context: {
    readonly patientId: string;
    readonly userId: string;
    readonly draftOrders?: Bundle;
    readonly selections?: readonly string[];
    readonly conditions?: Bundle;
  };
  readonly prefetch?: Readonly<Record<string, unknown>>;
}

/** As the service reads it when all its data come with the request. */
export const ofRequest = (name: string, { hook, context, prefetch = {} }: Request, now: string): Case => ({
  name,
  extraction: extract({
    now,
    patientId: context.patientId,
    hook,
    resources: Object.values(prefetch).flatMap(resourcesOf),
    ...(context.draftOrders && { draftOrders: resourcesOf(context.draftOrders) }),
    ...(context.selections && { selections: context.selections }),
    ...(context.conditions && { problem: resourcesOf(context.conditions) }),
  }),
  context: { hook, ...context } as unknown as HookContext,
});

const DAY = 86_400_000;

/** `{{today-3}}` in a case is the date three days before. */
const filled = (text: string, now: string): string =>
  text.replace(/\{\{today(?:-(\d+))?\}\}/g, (_, days: string | undefined) =>
    new Date(Date.parse(now) - Number(days ?? 0) * DAY).toISOString().slice(0, 10),
  );

/** A hook request, or a case that holds one. */
export const ofFile = (file: string, now = new Date().toISOString()): Case => {
  const read = JSON.parse(filled(readFileSync(file, 'utf8'), now)) as Request & {
    readonly request?: Request;
  };
  return ofRequest(file.split('/').at(-1) ?? file, read.request ?? read, now);
};

const jsonIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();

export const folderCases = (folder: string): readonly Case[] =>
  jsonIn(folder).flatMap((file) => {
    const one = ofFile(join(folder, file));
    return one.context.hook === undefined ? [] : [one];
  });

/** The afternoon of the stories' visit. */
const VISIT = new Date('2026-11-20T15:00:00Z');

/** What a prefetch of the service asks for: no more is known to it. */
const asked: ReadonlySet<string> = new Set(Object.values(prefetchKeys).map(({ type }): string => type));

export const storyCases = (): readonly Case[] =>
  loadPatients(VISIT).map(({ entry = [] }, n): Case => {
    const id = stories[n]?.id ?? '';
    const resources = entry.flatMap(({ resource }) =>
      resource && asked.has(resource.resourceType) ? [resource as FhirResource] : [],
    );
    return {
      name: id,
      extraction: extract({ now: VISIT.toISOString(), patientId: id, hook: 'patient-view', resources }),
      context: { hook: 'patient-view', userId: 'Practitioner/lee', patientId: id },
    };
  });

/** By the name of a story, the id of a vignette (`V07`, `REC-03/1`), or a file. */
export const caseNamed = (name: string): Case => {
  const vignette = vignetteCases().find((one) => one.name === name);
  if (vignette) return vignette;
  if (name.endsWith('.json')) return ofFile(name);
  const story = storyCases().find((one) => one.name === name);
  if (story === undefined) throw new Error(`There is no story, vignette or file ${name}.`);
  return story;
};
