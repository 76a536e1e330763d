/** Answers that survive a closed browser: on the device, for one patient, until they are sent or cleared. */
import { type FindingId, findings, isFindingId } from '../../rules/findings/index.ts';
import type { IntakeAnswers, PatientSaid } from './answers.ts';
import { pageOf } from './pages.ts';

export interface Kept {
  readonly answers: IntakeAnswers;
  /** Pages that were shown, in their order. */
  readonly path: readonly string[];
  /** Identifies the form when it is sent, however often it is tried. */
  readonly attempt: string;
}

export type Device = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (patientId: string): string => `radix-intake:${patientId}`;

const DAY = 86_400_000;

/** "Three days ago" of yesterday is four days ago today. */
const aged = (id: FindingId, said: PatientSaid, days: number): PatientSaid => {
  const { value } = findings[id];
  const isDay = value.type === 'number' && value.unit === 'd';
  return isDay && said.is === 'one' && typeof said.value === 'number'
    ? { is: 'one', value: said.value + days }
    : said;
};

const isSaid = (value: unknown): value is PatientSaid =>
  typeof value === 'object' &&
  value !== null &&
  'is' in value &&
  ['not-sure', 'one', 'legs'].includes(String(value.is));

/** @param now ISO instant */
export const keep = (
  device: Device,
  patientId: string,
  { answers, path, attempt }: Kept,
  now: string,
): void => device.setItem(keyOf(patientId), JSON.stringify({ now, attempt, path, answers: [...answers] }));

export const forget = (device: Device, patientId: string): void => device.removeItem(keyOf(patientId));

/** What is malformed, or of an older form, is left out. */
export const kept = (device: Device, patientId: string, now: string): Kept | undefined => {
  try {
    const stored: unknown = JSON.parse(device.getItem(keyOf(patientId)) ?? 'null');
    const { answers, path, attempt, now: then } = stored as Record<string, unknown>;
    if (!Array.isArray(answers) || !Array.isArray(path) || typeof attempt !== 'string') return undefined;
    const days = Math.round((Date.parse(now.slice(0, 10)) - Date.parse(String(then).slice(0, 10))) / DAY);
    const read = answers.flatMap((entry: unknown): (readonly [FindingId, PatientSaid])[] => {
      const [id, said] = Array.isArray(entry) ? entry : [];
      return isFindingId(String(id)) && isSaid(said) ? [[id, aged(id, said, days)]] : [];
    });
    return { answers: new Map(read), path: path.filter((id) => pageOf(String(id)) !== undefined), attempt };
  } catch {
    return undefined;
  }
};
