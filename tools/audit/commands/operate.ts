/** Commands that act: put the spill back, open sealed references, add a pseudonym key. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { rotateRing } from '../../../functions/audit/keys/key-file.ts';
import { unseal } from '../../../functions/audit/keys/unseal.ts';
import { isPurpose, reidentificationRecord } from '../../../functions/audit/reading-record.ts';
import type { SealedText } from '../../../functions/audit/record.ts';
import { drain as drained } from '../../../functions/audit/store/drain.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { unwrapFrom } from '../keys.ts';
import { scopeOptions } from '../options.ts';
import { fileNamed } from './show.ts';

async function* linesOf(run: Run, paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    if (path === '-') yield* run.io.stdin();
    else if (existsSync(path)) yield* createInterface({ input: createReadStream(path) });
    else throw new Refused(`${path} cannot be read.`);
  }
}

export const drain: Command = {
  name: 'drain',
  group: 'Operate',
  words: ['<log file or ->…'],
  summary: 'put spilled records back into the table',
  help: 'Takes any log that has spill lines among its lines, as a file or on standard input. Each record goes back under the key it would have had, so a log may be drained again and again. A line whose content does not fit its hash is reported and left out (exit code 10).',
  examples: [
    'drain spilled.txt',
    "aws logs filter-log-events --log-group-name GROUP --filter-pattern '\"audit\"' --query 'events[].message' --output text | npm run audit -- drain -",
  ],
  run: async (run) => {
    const tool = await run.open();
    await tool.recordReading('drain', {});
    const { found, restored, alreadyThere, damaged } = await drained(
      tool.audit.table,
      linesOf(run, run.args.words),
    );
    run.io.note(
      `${found} spilled records: ${restored} put back, ${alreadyThere} were there already, ${damaged.length} damaged.`,
    );
    if (damaged.length > 0)
      run.io.note(`Damaged, at line ${damaged.join(', ')}: the content does not fit its hash.`);
    return damaged.length > 0 ? 10 : 0;
  },
};

const opened = async (sealed: SealedText | undefined, open: (text: SealedText) => Promise<unknown>) => {
  if (sealed === undefined) return undefined;
  try {
    return await open(sealed);
  } catch (error) {
    throw new Refused(`The seal does not open: ${(error as Error).message}`);
  }
};

export const reidentify: Command = {
  name: 'reidentify',
  group: 'Operate',
  words: ['<call id>'],
  summary: 'who is behind a call’s pseudonyms, and what the clinician wrote',
  help: 'Opens the sealed references of one call and the sealed words of its feedback. Needs the private key (AUDITOR_KEYS_FILE, or the right to decrypt with SEAL_KEY_ARN) and a --purpose. A record of it is written first; without that nothing is opened.',
  options: { client: scopeOptions.client },
  examples: ['reidentify 4b1c2f3e-….-00 --purpose T-1234'],
  run: async (run) => {
    const { purpose, client } = run.args.options;
    if (purpose === undefined || !isPurpose(purpose)) {
      throw new Refused(
        'Say why with --purpose: a ticket or a code of up to 64 letters, digits and . _ : # / -',
      );
    }
    const unwrap = await unwrapFrom(run.env);
    const tool = await run.open();
    const file = await fileNamed(tool, run.args.words[0] ?? '', client);
    const { record } = file.call;
    const when = { id: tool.newId(), at: new Date(run.now()).toISOString() };
    const about = { client: record.client.id, callId: record.callId };
    const appended = await tool.audit.log.append(reidentificationRecord(tool.reader, when, about, purpose));
    if (appended !== 'written') {
      throw new Refused('The audit table does not answer, so this cannot be recorded: nothing is opened.');
    }
    const open = (text: SealedText) => unseal(text, unwrap);
    const people = await opened('sealed' in record ? record.sealed : undefined, open);
    const feedback = await Promise.all(
      file.feedback.map(async ({ record: said }) => ({
        card: said.card,
        outcome: said.outcome,
        decidedAt: said.decidedAt,
        words: await opened(said.sealed, open),
      })),
    );
    const shown = { callId: record.callId, at: record.at, client: record.client.id, people, feedback };
    await run.io.out(`${JSON.stringify(shown, null, run.format === 'table' ? 2 : undefined)}\n`);
    return 0;
  },
};

export const rotateKey: Command = {
  name: 'rotate-key',
  group: 'Operate',
  summary: 'put a new pseudonym key in front of the ring (key file only)',
  help: 'New records use the new key from the next start of the service; the old ones stay in the ring, so that old records are still found. In the cloud, keys are listed in pseudonymKeys of the stage.',
  examples: ['rotate-key'],
  run: async (run) => {
    const file = run.env['PSEUDONYM_KEYS_FILE'];
    if (file === undefined)
      throw new Refused(
        'PSEUDONYM_KEYS_FILE is not set; in the cloud, keys are listed in pseudonymKeys of the stage.',
      );
    const { kid } = await rotateRing(file);
    run.io.note(`Key ${kid} is in front of the ring. Start the service again to use it.`);
    return 0;
  },
};
