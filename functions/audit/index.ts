/**
 * The audit log as the rest of the service sees it; README.md says what lives here. Loads no AWS SDK: the
 * composition root takes `auditFromEnvironment` from its own file.
 */
export * from './app-step.ts';
export * from './audit-log.ts';
export * from './call-ids.ts';
export * from './feedback/override-reasons.ts';
export * from './feedback/parse-feedback.ts';
export * from './keys/key-ring.ts';
export * from './keys/pseudonym.ts';
export * from './keys/seal.ts';
export * from './memory-audit-log.ts';
export * from './overrides.ts';
export * from './record.ts';
