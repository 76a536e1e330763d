/** Why there was no answer at all, for whoever typed the address. */

const codes: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of that name',
  EAI_AGAIN: 'there is no server of that name, or this machine has no way to ask for it',
  ECONNREFUSED: 'nothing answers there: is it running, and is the port right?',
  ECONNRESET: 'the connection was cut before there was an answer',
  ENETUNREACH: 'this machine has no way to that network',
};

const codeOf = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
};

export const notReached = (error: unknown): string => {
  const code = codeOf(error);
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer within 10 seconds';
  if (/TLS|SSL|CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) return `its certificate cannot be trusted (${code})`;
  return codes[code] ?? `it could not be reached${code && ` (${code})`}`;
};
