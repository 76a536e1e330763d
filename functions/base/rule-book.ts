/** `CDS_RULEBOOK_URL`: where the rule book is published (`npm run rulebook`); cards link to its pages. */
import { type Environment, SettingError } from './settings.ts';

/**
 * @returns the folder of the pages, with a slash at its end; undefined where none is published
 * @throws SettingError
 */
export const ruleBookFrom = (env: Environment): string | undefined => {
  const text = env['CDS_RULEBOOK_URL'];
  if (text === undefined || text === '') return undefined;
  const isHttps = text.startsWith('https://') || env['CDS_ALLOW_LOOPBACK'] === '1';
  if (!isHttps || !URL.canParse(text) || !/^https?:\/\/[^?#@\s]+$/.test(text))
    throw new SettingError(
      'CDS_RULEBOOK_URL must be the https URL of the folder with the rule book, for instance https://cds.example.org/rulebook/',
    );
  return text.replace(/\/*$/, '/');
};
