/**
 * The audit log as the rest of the service sees it; README.md says what lives here. Loads no AWS SDK: the
 * composition root takes `auditFromEnvironment` from its own file.
 */
export * from './audit-log.ts';
export * from './call-record.ts';
export * from './feedback.ts';
export * from './identifiers.ts';
export * from './key-ring.ts';
export * from './memory-audit-log.ts';
export * from './override-reasons.ts';
export * from './overrides.ts';
export * from './pseudonym.ts';
export * from './record.ts';
export * from './refusal-record.ts';
export * from './seal.ts';
