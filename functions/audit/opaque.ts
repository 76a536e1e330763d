/** An id that the caller chose: kept as it is when it is a UUID, else only its keyed digest is kept, as it may be a name. */
import { isUuid } from '../cds-hooks/references.ts';
import type { ClientKeys } from './keys/pseudonym.ts';

export const opaque = (keys: Pick<ClientKeys, 'digest'>, kind: string, id: string): string =>
  isUuid(id) ? id.toLowerCase() : keys.digest(kind, id);
