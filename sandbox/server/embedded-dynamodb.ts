/**
 * The audit table on a laptop: dynalite in this process, kept in a folder. An acknowledged write has reached
 * the operating system, so it survives `kill -9` of this process (not a power cut of the machine).
 *
 * One process at a time: LevelDB locks the folder. `data-folder.ts` finds that out before we get here.
 */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

export interface LocalDynamo {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
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
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // the SDK keeps its connections open for the next request
        server.closeAllConnections();
      }),
  };
};
