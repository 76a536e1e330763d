/** A setting or a key file that cannot be used; the message names it and the remedy. */
export class AuditSettingError extends Error {
  override readonly name = 'AuditSettingError';
}
