/** The names under which a person may stand in the audit log: one per client and live key. */
import type { Person } from '../../functions/audit/keys/pseudonym.ts';
import type { Arguments, Tool } from './command.ts';

export interface NamedPerson {
  readonly client: string;
  readonly pseudonym: string;
}

/** @param id as the EHR uses it */
export const pseudonymsOf = async (
  tool: Pick<Tool, 'access' | 'audit'>,
  { options }: Pick<Arguments, 'options'>,
  person: Person,
  id: string,
): Promise<NamedPerson[]> => {
  const { client } = options;
  const clients = client === undefined ? await tool.access.clients() : [client];
  const found = await Promise.all(
    clients.map(async (client) => {
      const keys = await tool.audit.pseudonyms.of(client);
      return keys.pseudonyms(person, id).map((pseudonym) => ({ client, pseudonym }));
    }),
  );
  return found.flat();
};
