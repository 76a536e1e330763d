/** Kinds of settings, each with what to write instead of a wrong value. */
import * as v from 'valibot';

export const whole = (from: number, to: number, write = `a whole number from ${from} to ${to}`) =>
  v.pipe(v.number(write), v.integer(write), v.minValue(from, write), v.maxValue(to, write));

export const text = (shape: RegExp, write: string) => v.pipe(v.string(write), v.regex(shape, write));

export const oneOf = <const T extends readonly string[]>(choices: T) =>
  v.picklist(choices, `one of ${choices.join(', ')}`);

/** The id of a pseudonym key. */
export const kid = text(
  /^[a-z0-9]{1,16}(@[A-Za-z0-9._-]{1,64})?$/,
  "ids of up to 16 lower-case letters and digits, for instance 'k2' or 'k2@st-elsewhere'",
);

export const cloudFrontCertificate = text(
  /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
  'the ARN of a certificate of us-east-1, where CloudFront looks for it',
);
