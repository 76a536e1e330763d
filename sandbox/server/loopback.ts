/** An HTTP server that only this machine can reach, under both names of the loopback. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

export interface Loopback {
  readonly port: number;
  /** Takes no more requests, and resolves when those that came are answered. */
  close(): Promise<void>;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', fail);
      done();
    });
  });

/** Milliseconds that what is being answered gets: the deadline of a call, and a little. */
const inFlight = 5_000;

const closed = (server: Server) =>
  new Promise<void>((done) => {
    const late = setTimeout(() => server.closeAllConnections(), inFlight);
    server.close(() => {
      clearTimeout(late);
      done();
    });
    server.closeIdleConnections();
  });

/** Port 0 takes any free port. Rejects with `PortTaken`. A machine without IPv6 is served on 127.0.0.1 alone. */
export const listenOnLoopback = async (port: number, listener: RequestListener): Promise<Loopback> => {
  const four = createServer(listener);
  const six = createServer(listener);
  const open = [four];
  try {
    await listen(four, port, '127.0.0.1');
    const taken = (four.address() as AddressInfo).port;
    await listen(six, taken, '::1').then(
      () => open.push(six),
      (error) => {
        if (codeOf(error) === 'EADDRINUSE') throw error;
      },
    );
    return { port: taken, close: async () => void (await Promise.all(open.map(closed))) };
  } catch (error) {
    await Promise.all(open.filter((server) => server.listening).map(closed));
    if (codeOf(error) === 'EADDRINUSE') throw new PortTaken(`port ${port} is taken`, { cause: error });
    throw error;
  }
};
