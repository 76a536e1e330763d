/** A stage as CloudFormation, made as `npm run synth` makes it: the same flags and guards, without bundling. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type RadixCds, radixCds } from '../../../infra/radix-cds.ts';
import { type Stage, stageNamed } from '../../../infra/settings.ts';
import { stages } from '../../../infra/stages.ts';

const root = resolve(import.meta.dirname, '../../..');

export const cdkJson = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
  app: string;
  context: Record<string, unknown>;
};

export interface StackResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation has no types worth writing down for a test
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
}

export interface Synthesised extends Record<Exclude<keyof RadixCds, 'site' | 'front'>, Template> {
  readonly stage: Stage;
  readonly stacks: RadixCds;
  /** Of the stack before the API, where there is one. */
  readonly front: Template | undefined;
  /** Of all three stacks, by stack and logical id. */
  readonly resources: readonly (readonly [id: string, StackResource])[];
  readonly ofType: (type: string) => readonly StackResource[];
}

export interface SynthOptions {
  /** Over what stands in stages.ts. */
  readonly change?: (stage: Stage) => Stage;
  /** Done to the stacks before they are synthesised. */
  readonly spoil?: (stacks: RadixCds) => void;
  /** Where the credentials point. */
  readonly env?: { readonly account?: string; readonly region?: string };
}

/** Without an address synthesis warns, rightly. */
const told = (stage: Stage): Stage => ({ ...stage, alarmEmails: ['it@example.org'] });

/** @throws ValidationFailed, with every finding that is not acknowledged */
export const synth = (stageName: 'dev' | 'prod', options: SynthOptions = {}): Synthesised => {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  const { change = told, env = { region: 'eu-central-1' } } = options;
  try {
    const app = new App({ context: cdkJson.context, outdir, analyticsReporting: false });
    const stage = change(stageNamed(stageName, stages));
    const stacks = radixCds(app, {
      stage,
      codeOf: (name) => Code.fromInline(`export const handler = async () => '${name}';`),
      defaultEnv: env,
    });
    options.spoil?.(stacks);
    app.synth();
    const templates = {
      data: Template.fromStack(stacks.data),
      service: Template.fromStack(stacks.service),
      watch: Template.fromStack(stacks.watch),
    };
    const resources = Object.entries(templates).flatMap(([stack, template]) =>
      Object.entries(template.toJSON()['Resources'] as Record<string, StackResource>).map(
        ([id, resource]) => [`${stack}/${id}`, resource] as const,
      ),
    );
    return {
      stage,
      stacks,
      ...templates,
      front: stacks.front && Template.fromStack(stacks.front),
      resources,
      ofType: (type) => resources.filter(([, { Type }]) => Type === type).map(([, resource]) => resource),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
};
