/** Every command, in the order of the help. */
import type { Command } from '../command.ts';
import { exporting } from './export.ts';
import { degraded, learn, refusals } from './learn.ts';
import { locate } from './locate.ts';
import { client, flagged, hookInstance, list, patient, rule, service, user } from './look.ts';
import { drain, reidentify, rotateKey } from './operate.ts';
import { archive, check, prove, publicKey, verify } from './prove.ts';
import { card, show } from './show.ts';

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
  learn,
  refusals,
  degraded,
  exporting,
  archive,
  verify,
  prove,
  check,
  publicKey,
  drain,
  reidentify,
  locate,
  rotateKey,
];
