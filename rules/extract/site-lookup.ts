/** Look-ups in the map of a site, and our own codes as a resource would carry them. */
import { canonicalSystem, codeSystems, type SiteAnswers, type SiteCode } from '../codes/index.ts';
import { findings, isFindingId } from '../findings/index.ts';
import { codings } from './code.ts';
import { record } from './shape.ts';

type Tables<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

/** The first coding that the map has. */
export const mapped = <T>(tables: Tables<T>, concept: unknown): T | undefined => {
  for (const coding of codings(concept)) {
    const one = record(coding);
    const system = one?.['system'];
    const code = one?.['code'];
    if (typeof system !== 'string' || typeof code !== 'string') continue;
    const found = (tables.get(system) ?? tables.get(canonicalSystem(system)))?.get(code);
    if (found !== undefined) return found;
  }
  return undefined;
};

export type SideName = NonNullable<SiteCode['side']>;

export const findingCode = (code: string) => ({ system: codeSystems.finding, code });
export const word = (code: string) => ({ system: codeSystems.value, code });
/** An answer that is a side and nothing else. */
export const SIDE = 'side';
export const answerOf = (answers: SiteAnswers | undefined, id: string | undefined) =>
  answers && ((id === undefined ? undefined : answers.of.get(id)) ?? answers.any);

export const typeOf = (id: string | undefined) =>
  id !== undefined && isFindingId(id) ? findings[id].value : undefined;
