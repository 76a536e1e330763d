/**
 * The audit table on a laptop: dynalite in this process, kept in a folder. An acknowledged write has reached
 * the operating system, so it survives `kill -9` of this process (not a power cut of the machine).
 *
 * One process at a time: LevelDB locks the folder. `data-folder.ts` finds that out before we get here.
 */
import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

export interface LocalDynamo {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** While it refuses, every request fails, as in an outage. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

export const embeddedDynamo = async (folder: string): Promise<LocalDynamo> => {
  mkdirSync(folder, { recursive: true });
  const server = dynalite({ path: folder, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const [answer] = server.listeners('request') as RequestListener[];
  let refusing = false;
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!refusing) return answer?.(request, response);
    request.resume();
    response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}');
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    refuse: (isRefusing) => {
      refusing = isRefusing;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // the SDK keeps its connections open for the next request
        server.closeAllConnections();
      }),
  };
};
