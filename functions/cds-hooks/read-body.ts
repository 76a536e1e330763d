/**
 * The body of a POST becomes a JSON object: size, then media type, then text, then JSON (D2), each with its
 * own status. Only called for an authenticated caller.
 */
import { badRequest, Refusal } from './refusal.ts';
import { parseObject } from './safe-json.ts';

export interface RawBody {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string | undefined;
  readonly isBase64: boolean;
}

/** 4 MiB; Lambda itself takes 6 MB, a third less when the body comes as base64. */
const mostBodyBytes = 4 * 1_024 * 1_024;

const tooLarge = () =>
  new Refusal({
    status: 413,
    reason: 'body.too-large',
    issues: [
      {
        code: 'too-long',
        text: `The body is larger than ${mostBodyBytes} bytes. Send fewer resources per prefetch key, or leave keys out for this service to read over FHIR.`,
      },
    ],
  });

const unsupported = (reason: string, text: string) =>
  new Refusal({ status: 415, reason, issues: [{ code: 'not-supported', text }] });

const types = new Set(['application/json', 'application/fhir+json', 'application/json+fhir', '']);
/** Everything is read as UTF-8; of these, what is valid UTF-8 can only have been meant so. */
const charsets = new Set(['utf-8', 'utf8', 'us-ascii', 'iso-8859-1', 'windows-1252']);

const checkMediaType = (headers: RawBody['headers']): void => {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (!types.has(type.trim()))
    throw unsupported('body.media-type', 'Send the request as application/json in UTF-8.');
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([\w-]+)"?\s*$/.exec(parameter)?.[1])
    .find((name) => name !== undefined);
  if (charset !== undefined && !charsets.has(charset))
    throw unsupported('body.charset', 'Send the request in UTF-8; other character sets are not read.');
  const coding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding !== 'identity' && coding !== '')
    throw unsupported(
      'body.coding',
      'Send the request without Content-Encoding; compressed bodies are not read.',
    );
};

const notText = () =>
  badRequest('body.encoding', [
    { code: 'structure', text: 'The body is not text in UTF-8. Send one JSON object in UTF-8.' },
  ]);

const utf8 = new TextDecoder('utf-8', { fatal: true });

const decoded = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  if (base64.length % 4 !== 0 || bytes.length < (base64.length / 4) * 3 - 2) throw notText();
  if (bytes.length > mostBodyBytes) throw tooLarge();
  try {
    return utf8.decode(bytes);
  } catch {
    throw notText();
  }
};

const tooManyBytes = ({ body = '', isBase64 }: RawBody): boolean => {
  if (isBase64) return body.length > Math.ceil(mostBodyBytes / 3) * 4;
  return (
    body.length > mostBodyBytes ||
    (3 * body.length > mostBodyBytes && Buffer.byteLength(body) > mostBodyBytes)
  );
};

/** @throws Refusal 413, 415 or 400 */
export const readBody = (raw: RawBody): Record<string, unknown> => {
  if (tooManyBytes(raw)) throw tooLarge();
  checkMediaType(raw.headers);
  const { body = '', isBase64 } = raw;
  return parseObject(isBase64 ? decoded(body) : body);
};
