/**
 * What `cdk` runs: `npm run synth -- -c stage=prod -c site=../site.json` bundles the functions and makes, checks and guards the
 * stacks of one stage. Needs no credentials, no Docker and no network.
 */
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleAll, bundleFolder } from './build.ts';
import { radixCds } from './radix-cds.ts';
import { stageNamed, WrongSetting } from './settings.ts';
import { writeSite } from './site/write-site.ts';
import { siteStages } from './site-file.ts';
import { stages } from './stages.ts';

const app = new App();
try {
  const site = siteStages(app.node.tryGetContext('site') ?? process.env['RADIX_SITE'], stages);
  const stage = stageNamed(app.node.tryGetContext('stage'), site.stages, site.file);
  await bundleAll();
  if (stage.app) await writeSite(stage.app.servers);
  radixCds(app, {
    stage,
    codeOf: (name) => Code.fromAsset(bundleFolder(name)),
    defaultEnv: { account: process.env['CDK_DEFAULT_ACCOUNT'], region: process.env['CDK_DEFAULT_REGION'] },
  });
} catch (error) {
  if (!(error instanceof WrongSetting)) throw error;
  console.error(error.message);
  process.exit(1);
}
