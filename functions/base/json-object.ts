/** An object of parsed JSON: its members are unknown until they are looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Not an array, and not null. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
