/**
 * The rules that can be asked for: every id and version that the knowledge ever had. A recall of what never was would
 * find nobody, and read as if nobody were concerned.
 */
import releases from '../../rules/publish/releases.json' with { type: 'json' };
import { Refused } from './command.ts';

const versionsOf = (id: string): readonly string[] => [
  ...new Set(
    releases.flatMap(({ rules }): readonly string[] => {
      const version = (rules as Readonly<Record<string, string>>)[id];
      return version === undefined ? [] : [version];
    }),
  ),
];

/** As cards and the rule book name them, in any case: `REC-03`, `rec03`, `RF-CES`. */
const spelled = (text: string): string => text.toUpperCase().replace(/^REC(?=\d)/, 'REC-');

/** @throws Refused for an id that no version of the knowledge had */
export const ruleId = (text: string): string => {
  const id = spelled(text);
  if (/^(?:REC|RF)-/.test(id) && versionsOf(id).length > 0) return id;
  throw new Refused(
    `${text} is not the id of a rule: cards and docs/rulebook.md name it, for instance REC-03 or RF-CES.`,
  );
};

/** @throws Refused for a version that the rule never had */
export const ruleVersion = (id: string, version: string): string => {
  const versions = versionsOf(id);
  if (versions.includes(version)) return version;
  throw new Refused(
    `${id} never had the version ${version}: it had ${versions.join(', ')}. Without --version all are searched.`,
  );
};
