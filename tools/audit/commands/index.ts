/** Every command, in the order of the help. */
import type { Command } from '../command.ts';
import { acknowledge } from './acknowledge.ts';
import { archive } from './archive.ts';
import { changes } from './changes.ts';
import { exporting } from './export.ts';
import { keys } from './keys.ts';
import { degraded, learn, refusals } from './learn.ts';
import { client, flagged, list, rule, service } from './list.ts';
import { locate } from './locate.ts';
import { monitor } from './monitor.ts';
import { drain, reidentify, rotateKey } from './operate.ts';
import { hookInstance, patient, user } from './people.ts';
import { check, logPolicyCommand, prove, publicKey } from './prove.ts';
import { replay } from './replay.ts';
import { card, show } from './show.ts';
import { verify } from './verify.ts';
import { witness } from './witness.ts';

export const commands: readonly Command[] = [
  list,
  show,
  card,
  patient,
  user,
  client,
  service,
  hookInstance,
  rule,
  flagged,
  changes,
  learn,
  refusals,
  degraded,
  monitor,
  replay,
  exporting,
  archive,
  verify,
  prove,
  check,
  logPolicyCommand,
  witness,
  publicKey,
  keys,
  drain,
  acknowledge,
  reidentify,
  locate,
  rotateKey,
];
