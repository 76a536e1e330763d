/**
 * A connection to an address that may be connected to, and to no other: asked when a name is resolved, and once more
 * on the connected socket. A name that is registered or typed can be made to resolve to an inside address.
 */
import type { LookupFunction, Socket } from 'node:net';

/** As `dns.lookup` with `all`. */
export type Resolve = (
  hostname: string,
  done: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void;

export interface Guard {
  readonly mayConnect: (address: string) => boolean;
  readonly denied: () => Error;
}

/** Denied if any of its addresses is: which one is used is not ours to choose. */
export const guardedLookup =
  (resolve: Resolve, { mayConnect, denied }: Guard): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, (error, addresses) => {
      if (error) return done(error, '', 0);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => mayConnect(address)))
        return done(denied(), '', 0);
      if (options.all) return done(null, [...addresses]);
      done(null, first.address, first.family);
    });
  };

export const checkPeer = (socket: Socket, { mayConnect, denied }: Guard): void => {
  const check = () => {
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined && !mayConnect(remoteAddress.replace(/^::ffff:/, '')))
      socket.destroy(denied());
  };
  if (socket.connecting) socket.once('connect', check);
  else check();
};
