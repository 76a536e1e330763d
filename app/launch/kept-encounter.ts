/**
 * The encounter of a session that has ended, for the one that goes on with it: signed in again the user chooses the
 * patient, and the token names no encounter. Without it nothing that was saved before could be corrected.
 */
import { sessionKey } from './is-smart-session.ts';

interface Session {
  /** FHIR base. */
  readonly base: string;
  readonly patient: string;
  readonly user: string;
  /** Id; absent where the token names none. */
  readonly encounter?: string;
}

const name = 'radix-encounter';

/** Before the user signs in again. */
export const keepEncounter = (tab: Pick<Storage, 'setItem'>, session: Session): void =>
  tab.setItem(name, JSON.stringify(session));

const keptIn = (tab: Pick<Storage, 'getItem'>): Readonly<Record<string, unknown>> => {
  try {
    const kept: unknown = JSON.parse(tab.getItem(name) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
};

/**
 * The encounter of the token, or else the one that was kept, if base, patient and user are the same. It is kept for
 * the first session after, which may be reloaded, and for no other.
 */
export const encounterOf = (
  tab: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  session: Session,
): string | undefined => {
  const { base, patient, user, encounter, only } = keptIn(tab);
  const key = tab.getItem(sessionKey);
  const isSame = base === session.base && patient === session.patient && user === session.user;
  tab.removeItem(name);
  if (session.encounter !== undefined) return session.encounter;
  if (!isSame || typeof encounter !== 'string' || (only !== undefined && only !== key)) return undefined;
  tab.setItem(name, JSON.stringify({ base, patient, user, encounter, only: key }));
  return encounter;
};
