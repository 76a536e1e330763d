/** An id that the caller chose: kept as it is when it is a UUID, else only its keyed digest, lest it be a name. */
import type { ClientKeys } from './keys/pseudonym.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const opaque = (keys: Pick<ClientKeys, 'digest'>, kind: string, id: string): string =>
  uuid.test(id) ? id.toLowerCase() : keys.digest(kind, id);
