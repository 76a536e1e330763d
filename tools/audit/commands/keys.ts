/** Whether KMS has the keys of the audit log, and each is of the kind that it is used as. */

import { type KmsKeyKind, keyKinds } from '../../../functions/audit/keys/key-kinds.ts';
import { kindInKms } from '../../../functions/audit/keys/kind-in-kms.ts';
import { openKms, ringArns } from '../../../functions/audit/keys/kms.ts';
import { required } from '../../../functions/base/settings.ts';
import { type Command, Refused } from '../command.ts';

interface AskedKey {
  /** The name that it has in `keys` of the stage. */
  readonly is: string;
  readonly arn: string;
  readonly kind: KmsKeyKind;
}

const settings = {
  SEAL_KEY_ARN: 'seal',
  SIGN_KEY_ARN: 'signing',
  LOG_KEY_ARN: 'log',
  CERTIFY_KEY_ARN: 'certify',
} as const;

const shouldBe = ({ specs, usage }: KmsKeyKind) => `${specs.join(' or ')}, ${usage}`;

const ask = async (kms: ReturnType<typeof openKms>, { is, arn, kind }: AskedKey) => {
  const found = await kindInKms(kms, arn, kind).catch((error: Error) => error.name);
  const fits = kind.specs.some((spec) => found === `${spec}, ${kind.usage}`);
  return { is, key: arn, found, ...(!fits && { shouldBe: shouldBe(kind) }) };
};

export const keys: Command = {
  name: 'keys',
  group: 'Prove',
  summary: 'whether KMS has each key, of the kind that it is used as',
  help: 'Asks KMS for a MAC of nothing with each pseudonym key and for the public half of the others, which the auditor may. Exit code 1 when one is missing, disabled, of another kind, or not his to use: the line has what KMS said, and what the key should be. Run it after the first deployment with keys of your own.',
  examples: ['keys'],
  run: async (run) => {
    const ring = run.env['PSEUDONYM_KEY_ARNS'];
    if (ring === undefined)
      throw new Refused('PSEUDONYM_KEY_ARNS is not set: keys in files are made as they should be.');
    const asked: AskedKey[] = [
      ...ringArns(ring).map(({ kid, arn }) => ({ is: `pseudonyms.${kid}`, arn, kind: keyKinds.pseudonyms })),
      ...Object.entries(settings).map(([setting, is]) => ({
        is,
        arn: required(run.env, setting),
        kind: keyKinds[is],
      })),
    ];
    const kms = openKms();
    const rows = await Promise.all(asked.map((key) => ask(kms, key)));
    await run.print(rows, ['is', 'key', 'found', 'shouldBe']);
    const wrong = rows.filter(({ shouldBe }) => shouldBe !== undefined);
    run.io.note(
      wrong.length === 0
        ? 'KMS has each key, of the kind that it is used as.'
        : `${wrong.length} of ${rows.length} cannot be used: ${wrong.map(({ is }) => is).join(', ')}.`,
    );
    return wrong.length === 0 ? 0 : 1;
  },
};
