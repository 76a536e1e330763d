/**
 * Other spellings of the code systems that we read: OIDs, editions and versions in the URI, http for https, a
 * trailing slash, other case. Our own systems have none: what nearly is their URI is an error of the sender,
 * which `rules/extract/unknown-code.ts` reports.
 *
 * Sources: the NamingSystem tables of FHIR (terminologies-systems) and HL7 Terminology; the URI standard of
 * SNOMED CT; HL7 Germany for ICD-10-GM.
 *
 * Cost: one Map access for a spelling seen before. The canonical URIs never come here.
 */
import { type CodeSystem, codeSystems } from './code-system.ts';

/** A code system that we read, or one whose codes mean the same as another's where they are equal. */
export type SpeltSystem = CodeSystem | 'icd-10';

/** Registered OIDs and URIs beside the canonical ones, without scheme, `www.` and trailing slash. */
const others: Readonly<Record<string, SpeltSystem>> = {
  '2.16.840.1.113883.6.96': 'snomed',
  '2.16.840.1.113883.6.1': 'loinc',
  '2.16.840.1.113883.6.90': 'icd-10-cm',
  '2.16.840.1.113883.6.88': 'rxnorm',
  '2.16.840.1.113883.6.12': 'cpt',
  '2.16.840.1.113883.3.26.1.1': 'ncit',
  'ncicb.nci.nih.gov/xml/owl/evs/thesaurus.owl': 'ncit',
  '2.16.840.1.113883.5.4': 'act-code',
  'hl7.org/fhir/v3/actcode': 'act-code',
  '2.16.840.1.113883.12.136': 'yes-no',
  'hl7.org/fhir/v2/0136': 'yes-no',
  '2.16.840.1.113883.12.532': 'expanded-yes-no',
  // ICD-10 of the WHO, and the Australian and German editions
  '2.16.840.1.113883.6.3': 'icd-10',
  '2.16.840.1.113883.6.135': 'icd-10',
  'fhir.de/codesystem/bfarm/icd-10-gm': 'icd-10',
  'fhir.de/codesystem/dimdi/icd-10-gm': 'icd-10',
};

const OWN: ReadonlySet<CodeSystem> = new Set<CodeSystem>(['finding', 'value']);

/** Scheme, `www.`, version after `|` and trailing slash say nothing about which system it is. */
export const bareUri = (uri: string): string =>
  uri
    .trim()
    .toLowerCase()
    .replace(/^(?:urn:oid:|https?:\/\/)/, '')
    .replace(/^www\./, '')
    .replace(/\|.*$/, '')
    .replace(/\/+$/, '');

const spellings: ReadonlyMap<string, SpeltSystem> = new Map<string, SpeltSystem>([
  ...Object.entries(others),
  ...(Object.keys(codeSystems) as CodeSystem[])
    .filter((system) => !OWN.has(system))
    .map((system) => [bareUri(codeSystems[system]), system] as const),
]);

/** `…/sct/731000124108/version/20250901`: an edition, a version or both. */
const SNOMED_EDITION = /^snomed\.info\/sct(?:\/\d{1,18})?(?:\/version\/\d{6,8})?$/;
/** ICD-10 of a country: `icd-10-am`, `icd-10-gm`; CM is a system of its own, PCS is of procedures. */
const ICD_10_EDITION = /^hl7\.org\/fhir\/sid\/icd-10(?:-(?!cm$|pcs$)[a-z]{2,3})?$/;

const systemIn = (uri: string): SpeltSystem | undefined => {
  if (uri.length > 200) return undefined;
  const bare = bareUri(uri);
  const known = spellings.get(bare);
  if (known !== undefined) return known;
  if (SNOMED_EDITION.test(bare)) return 'snomed';
  return ICD_10_EDITION.test(bare) ? 'icd-10' : undefined;
};

/** Spellings seen lately. Their number is limited, as a caller can send new ones without end. */
const seen = new Map<string, SpeltSystem | undefined>();
const MOST_SEEN = 500;

/** The system that another spelling than the canonical URI means. */
export const systemSpelt = (uri: string): SpeltSystem | undefined => {
  const known = seen.get(uri);
  if (known !== undefined || seen.has(uri)) return known;
  if (seen.size >= MOST_SEEN) seen.clear();
  const system = systemIn(uri);
  seen.set(uri, system);
  return system;
};

/** The URI that the tables have for another spelling of a system that we read; any other as it is. */
export const canonicalSystem = (uri: string): string => {
  const system = systemSpelt(uri);
  return system === undefined || system === 'icd-10' ? uri : codeSystems[system];
};

/** Codes of ICD-10 whose one meaning ICD-10-CM divided further, by the member that says no more than they do. */
const divided: Readonly<Record<string, string>> = {
  'M54.3': 'M54.30',
  'M54.4': 'M54.40',
  'M54.5': 'M54.50',
  R15: 'R15.9',
  R33: 'R33.9',
  Z33: 'Z33.1',
  'F11.2': 'F11.20',
};

/** The dagger and asterisk of dual coding, and the marks of the German edition. */
const MARKS = /[*+\u2020!-]+$/;

/**
 * The code of ICD-10-CM with the meaning of this one of ICD-10. The first four characters mean the same in
 * both; a fifth does in chapter M alone, where it is the site. Elsewhere editions use it for their own ends
 * (I70.22 is claudication in one and rest pain in another), so it is cut off.
 */
export const asIcd10Cm = (code: string): string => {
  const plain = code.replace(MARKS, '');
  const common = plain.startsWith('M') ? plain.slice(0, 6) : plain.slice(0, 5);
  return divided[common] ?? common;
};
