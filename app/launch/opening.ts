/**
 * What the address of a launch asked for, kept over the sign-in: the redirect address is registered to the
 * character, so that nothing can be carried in it.
 */
import type { Address } from '../address.ts';
import { addressOf } from '../address.ts';

const key = 'radix-opening';

type KeptLaunch = Pick<Storage, 'getItem' | 'setItem'>;

const queryOf = ({ face, language, ask }: Address) => ({ face, lang: language, ask: ask.join(',') });

export const keepOpening = (storage: KeptLaunch, address: Address): void =>
  storage.setItem(key, new URLSearchParams(queryOf(address)).toString());

export const keptOpening = (storage: KeptLaunch): Address => addressOf(storage.getItem(key) ?? '');

/** The query of `launch.html` that signs in at this server and opens the same again. */
export const launchOf = (iss: string, address: Address): string =>
  new URLSearchParams({ iss, ...queryOf(address) }).toString();
