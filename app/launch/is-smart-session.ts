/** Whether the page was opened by SMART App Launch: small, so that a page that was not loads nothing of it. */

/** fhirclient's name, in the session storage, of the key of the session that goes on. */
export const sessionKey = 'SMART_KEY';

/** The address has the answer of an authorization server, or a session goes on. */
export const isSmartSession = (search: string, storage: Pick<Storage, 'getItem'>): boolean => {
  const query = new URLSearchParams(search);
  if (query.has('patient')) return false;
  return query.has('code') || query.has('error') || storage.getItem(sessionKey) !== null;
};
