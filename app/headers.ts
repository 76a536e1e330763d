/**
 * The headers of every file of the app. It may load its own files and ask its own origin and the FHIR servers that
 * are registered with it; no page may frame it but those of the EHRs that do.
 */
import type { SmartServer } from './launch/smart-servers.ts';

const list = (...values: readonly string[]): string => [...new Set(values)].join(' ');

export const contentSecurityPolicy = (servers: readonly SmartServer[]): string => {
  const asked = servers.flatMap(({ iss, origins }) => [new URL(iss).origin, ...origins]);
  const framedBy = servers.flatMap(({ embeddedBy }) => embeddedBy);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "worker-src 'self'",
    `connect-src ${list("'self'", ...asked)}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy.length > 0 ? list(...framedBy) : "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types dompurify look-ahead',
  ].join('; ');
};

export const appHeaders = (servers: readonly SmartServer[]): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(servers),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
});
