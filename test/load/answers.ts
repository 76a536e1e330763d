/** Answers to read: of a story of the sandbox, a vignette of a rule or of the knowledge specification, a hook request. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

export const answerTo = (
  { extraction, context }: Case,
  profile: ClientProfile = profileOf(),
  callId = CALL,
): Composition =>
  composeCards({
    evaluation: evaluate(extraction.input),
    extraction,
    context,
    profile,
    callId,
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

interface LoadRequest {
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
export const ofRequest = (
  name: string,
  { hook, context, prefetch = {} }: LoadRequest,
  now: string,
): Case => ({
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

/** What cannot be read, in a sentence for whoever typed it. */
export class UnreadableCase extends Error {}

const jsonOf = (file: string, now: string): unknown => {
  if (!existsSync(file)) throw new UnreadableCase(`There is no file ${file}.`);
  try {
    return JSON.parse(filled(readFileSync(file, 'utf8'), now));
  } catch {
    throw new UnreadableCase(`${file} is not JSON.`);
  }
};

/** A hook request, or a case that holds one. */
const requestIn = (value: unknown): LoadRequest | undefined => {
  const read = value as (LoadRequest & { readonly request?: LoadRequest }) | null;
  const request = read?.request ?? read;
  return request?.hook !== undefined && request.context?.patientId !== undefined ? request : undefined;
};

const nameOf = (file: string): string => file.split('/').at(-1) ?? file;

export const ofFile = (file: string, now = new Date().toISOString()): Case => {
  const request = requestIn(jsonOf(file, now));
  if (request === undefined)
    throw new UnreadableCase(`${file} holds no hook request: it needs hook and context.patientId.`);
  return ofRequest(nameOf(file), request, now);
};

const jsonIn = (folder: string): readonly string[] => {
  if (!existsSync(folder)) throw new UnreadableCase(`There is no folder ${folder}.`);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
};

/** Reads the requests among the files of a folder. */
export const folderCases = (folder: string): readonly Case[] => {
  const now = new Date().toISOString();
  const cases = jsonIn(folder).flatMap((file) => {
    const request = requestIn(jsonOf(join(folder, file), now));
    return request === undefined ? [] : [ofRequest(file, request, now)];
  });
  if (cases.length === 0) throw new UnreadableCase(`${folder} holds no file with a hook request.`);
  return cases;
};

/** The afternoon of the stories' visit. */
const VISIT = new Date('2026-11-20T15:00:00Z');

/** What a prefetch of the service asks for: no more is known to it. */
const asked: ReadonlySet<string> = new Set(Object.values(prefetchKeys).map(({ type }): string => type));

/** @param after milliseconds since the visit began */
export const storyCases = (after = 0): readonly Case[] =>
  loadPatients(VISIT).map(({ entry = [] }, n): Case => {
    const id = stories[n]?.id ?? '';
    const resources = entry.flatMap(({ resource }) =>
      resource && asked.has(resource.resourceType) ? [resource as FhirResource] : [],
    );
    return {
      name: id,
      extraction: extract({
        now: new Date(VISIT.getTime() + after).toISOString(),
        patientId: id,
        hook: 'patient-view',
        resources,
      }),
      context: { hook: 'patient-view', userId: 'Practitioner/lee', patientId: id },
    };
  });

/** By the name of a story, the id of a vignette (`V07`, `REC-03/1`), or a file. */
export const caseNamed = (name: string): Case => {
  const vignette = vignetteCases().find((one) => one.name === name);
  if (vignette) return vignette;
  if (name.endsWith('.json')) return ofFile(name);
  const story = storyCases().find((one) => one.name === name);
  if (story === undefined)
    throw new UnreadableCase(
      `There is no story or vignette ${name}, and a file ends in .json. Stories: ${stories.map(({ id }) => id).join(', ')}.`,
    );
  return story;
};
