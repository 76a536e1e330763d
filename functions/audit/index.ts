/** The audit log as the rest of the service sees it. See README.md for what lives here. */
export * from './audit-log.ts';
export * from './call-record.ts';
export * from './feedback.ts';
export * from './identifiers.ts';
export * from './memory-audit-log.ts';
export * from './override-reasons.ts';
export * from './overrides.ts';
export * from './pseudonym.ts';
export * from './record.ts';
export * from './refusal-record.ts';
export * from './seal.ts';
