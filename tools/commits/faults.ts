/**
 * What a commit's words must keep to (CONTRIBUTING.md, "How to write"), as far as a script can see it. May not enter:
 * a judgement of what was changed. Pure.
 */
export interface Commit {
  readonly subject: string;
  readonly body: string;
  /** Paths from the root. */
  readonly files: readonly string[];
  /** The version of a rule is among the lines that it adds. */
  readonly raisesRule: boolean;
}

const MOST_CHARACTERS = 72;

/** `engine: `, `RF-ALI: `: where it shows. */
const place = /^(?:[\w./()-]+(?:, [\w./()-]+)*): /;

/** What a sentence of another mood begins with. */
const notImperative =
  /^(?:a|an|the|this|that|these|it|its|no|not|never|only|what|which|who|where|when|how|all|every|each|some|and|but|so|now|also|more|less|new|for|with|without|of|in|on|at|to|from|by|as|we|i|one|two|fix(?:es|ed)|wip|minor|various)\b/i;
/** `Added`, `adding`. */
const pastOrParticiple = /^\w{2,}(?:ed|ing)$/i;
const endsAlike = /^(?:need|feed|seed|embed|speed|exceed|proceed|bring|string|ping|sing)$/i;
/** `Adds`. */
const thirdPerson = /^\w+[^s]s$/i;
const endsInS = /^(?:focus|bias|canvas|alias|bus)$/i;

const ruleId = /\b(?:RF-[A-Z0-9]+|REC-\d\d|ROOT|[A-Z]{3,}\d?)\b/;

const isImperative = (subject: string): boolean => {
  const [word = ''] = subject.replace(place, '').split(/[\s:,]/);
  if (word === '' || notImperative.test(word)) return false;
  if (pastOrParticiple.test(word) && !endsAlike.test(word)) return false;
  return !thirdPerson.test(word) || endsInS.test(word);
};

/** @returns a sentence for each fault, with the remedy */
export const faultsOf = ({ subject, body, files, raisesRule }: Commit): readonly string[] => [
  ...(subject.length > MOST_CHARACTERS
    ? [`The subject has ${subject.length} characters: at most ${MOST_CHARACTERS}, the rest into the body.`]
    : []),
  ...(subject.includes(';') ? ['The subject has a semicolon: make it two commits, or one sentence.'] : []),
  ...(subject.endsWith('.') ? ['The subject ends with a full stop: leave it out.'] : []),
  ...(isImperative(subject)
    ? []
    : ['The subject is not imperative: begin with what to do, as in "Read a drug by its ingredient".']),
  ...(raisesRule && !ruleId.test(subject)
    ? ['A rule has a new version: begin with its id, as in "RF-CES: …".']
    : []),
  ...(body.trim() === '' && files.some((path) => path.startsWith('rules/'))
    ? ['Something in rules/ changes: say why in the body, and what stays as it was.']
    : []),
];
