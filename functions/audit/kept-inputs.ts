/** Opens what was kept of calls (`inputs.ts`), for the auditor's role alone. */
import type { EngineInput } from '../../rules/engine/types.ts';
import { openedInput, type SealedInput } from './inputs.ts';
import { type Unwrap, unseal } from './keys/unseal.ts';
import type { SealedText } from './record.ts';

export type OpenInput = (sealed: SealedInput) => Promise<EngineInput>;

/**
 * The key of each process that wrote is unwrapped once, as KMS takes milliseconds for one.
 * @returns rejects when it was sealed for another key, was changed, or belongs to another call
 */
export const inputOpener = (unwrap: Unwrap): OpenInput => {
  const known = new Map<SealedText, Promise<Uint8Array>>();
  const keyOf = (sealed: SealedText): Promise<Uint8Array> => {
    const found =
      known.get(sealed) ??
      unseal(sealed, unwrap).then((content) =>
        Buffer.from(String((content as { inputKey?: unknown }).inputKey), 'base64url'),
      );
    known.set(sealed, found);
    return found;
  };
  return async (sealed) => openedInput(sealed, await keyOf(sealed.key));
};
