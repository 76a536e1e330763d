/** The caller as it is kept: a token's own words are cut, so that no row grows with them. */
import type { ClientStamp } from './record.ts';

const most = 256;

export const keptStamp = ({ id, iss, jti, kid }: ClientStamp): ClientStamp => ({
  id,
  ...(iss !== undefined && { iss: iss.slice(0, most) }),
  ...(jti !== undefined && { jti: jti.slice(0, most) }),
  ...(kid !== undefined && { kid: kid.slice(0, most) }),
});
