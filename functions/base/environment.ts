/** What the process was given to start with. Only composition roots read it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting, or a file that one names, that cannot be used; the message names it and the remedy. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}
