/**
 * What the address of a launch asked for, kept over the sign-in: the redirect address is registered to the
 * character, so that nothing can be carried in it.
 */
import type { Address } from '../address.ts';
import { addressOf } from '../address.ts';

const key = 'radix-opening';

type KeptLaunch = Pick<Storage, 'getItem' | 'setItem'>;

export const keepOpening = (storage: KeptLaunch, { face, language, ask }: Address): void =>
  storage.setItem(key, new URLSearchParams({ face, lang: language, ask: ask.join(',') }).toString());

export const keptOpening = (storage: KeptLaunch): Address => addressOf(storage.getItem(key) ?? '');
