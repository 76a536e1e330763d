/** A witness of the tlog: for whoever should notice when it is rolled back or forked, and cannot reach it otherwise. */
import { NoSuchObject } from '../../../functions/audit/archive/archive.ts';
import { Malformed } from '../../../functions/audit/malformed.ts';
import { parseCheckpoint } from '../../../functions/audit/tlog/checkpoint.ts';
import { folderWitness, witnessed } from '../../../functions/audit/tlog/folder-witness.ts';
import { vkeyOf } from '../../../functions/audit/tlog/note.ts';
import { NotInLogYet, newestCheckpoint } from '../../../functions/audit/tlog/prove-record.ts';
import { storedTiles } from '../../../functions/audit/tlog/stored-tiles.ts';
import { tiledTree } from '../../../functions/audit/tlog/tiles.ts';
import { addCheckpoint, submission } from '../../../functions/audit/tlog/witness.ts';
import { exitCodes } from '../../../functions/audit/verify/finding.ts';
import { type Command, Refused } from '../command.ts';
import { logPolicy } from '../keys.ts';
import { archiveFrom } from '../open-tool.ts';
import { archiveOptions, policyOptions } from '../options.ts';

const refusals: Readonly<Record<number, string>> = {
  403: 'the checkpoint is not signed by the tlog that the policy names',
  404: 'the checkpoint is of a log that the policy does not name',
  409: 'the tlog is smaller than what was cosigned: it was cut or rolled back',
  422: 'the tlog does not go on from what was cosigned: it was forked or rewritten',
};

/** A tree without its tiles proves nothing; one that could not be read has not been looked at. */
const noProof = (error: unknown): never[] => {
  if (error instanceof NoSuchObject || error instanceof Malformed) return [];
  throw error;
};

export const witness: Command = {
  name: 'witness',
  group: 'Prove',
  words: ['<folder>'],
  summary: 'look at the tlog, and cosign its newest checkpoint if it only grew',
  help: `Keeps its key and what it saw last in the folder: on a machine, or in an account, that the operators of the audit log
cannot reach. It reads the archive and nothing else. Run it every few minutes; verify --checkpoint takes the file that it
writes, and prove --checkpoint too. Exit code 15: the tlog was rolled back or forked, and was not cosigned.`,
  options: {
    name: { value: 'NAME', help: 'name of the witness in policies; radix-cds-witness when absent' },
    ...policyOptions,
    ...archiveOptions,
  },
  examples: ['witness /mnt/elsewhere --policy log.policy'],
  run: async (run) => {
    const [folder = ''] = run.args.words;
    const archive = await archiveFrom(run.env, run.args.options['archive-dir']);
    const { logs } = await logPolicy(run.args, run.env);
    const name = run.args.options['name'] ?? 'radix-cds-witness';
    const cosigner = await folderWitness(folder, name, { logs, now: run.now });
    const newest = await newestCheckpoint(archive).catch((error: unknown) => {
      if (error instanceof NotInLogYet) throw new Refused(`There is nothing to cosign: ${error.message}.`);
      throw error;
    });
    const { size, origin } = parseCheckpoint(newest);
    const kept = await cosigner.memory.read(origin);
    const old = kept === undefined ? 0 : parseCheckpoint(kept).size;
    const proof =
      old > size ? [] : await tiledTree(size, storedTiles(archive)).consistency(old).catch(noProof);
    const { status } = await addCheckpoint(cosigner, submission(Math.min(old, size), proof, newest));
    if (status !== 200) {
      run.io.note(`Not cosigned: ${refusals[status] ?? `the witness says ${status}`}.`);
      return status === 403 || status === 404 ? exitCodes.signature : exitCodes.log;
    }
    run.io.note(`Cosigned ${size} records: ${witnessed(folder, origin)}`);
    await run.io.out(`witness ${name} ${vkeyOf(cosigner.key)}\n`);
    return 0;
  },
};
