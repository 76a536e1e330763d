/**
 * The reason of each 401, in a line for whoever builds an EHR on this machine. The caller is never told, and the service
 * log has the reason as a code: nothing of the token is in either.
 */
import type { Edge } from '../../functions/http/handler.ts';
import { remedyOf } from '../../packages/client/src/doctor/token-remedies.ts';

type Logged = Parameters<Edge['log']>[0];

const saidOf = (line: Logged): string | undefined => {
  if (!('status' in line) || line.status !== 401 || line.reason === undefined) return undefined;
  const remedy = remedyOf(line.reason);
  return (
    remedy && `401 ${line.service ?? line.handler}: ${line.reason}: ${remedy}. Request id ${line.requestId}.`
  );
};

export const tellingRefusals = <World extends Edge>(world: World, print: (line: string) => void): World => ({
  ...world,
  log: (line) => {
    world.log(line);
    const said = saidOf(line);
    if (said !== undefined) print(said);
  },
});
