/** What `npm start` prints once it is ready. */
import type { DataFolder } from './data-folder.ts';
import type { SandboxSettings } from './settings.ts';

export interface Welcome {
  readonly url: string;
  readonly settings: SandboxSettings;
  readonly data: DataFolder;
  readonly embedded: boolean;
}

const curl = (url: string, anonymous: boolean) => {
  const service = `${url}/cds-services/leg-symptoms-patient-view`;
  const token = anonymous
    ? ''
    : ` \\\n    -H "Authorization: Bearer $(curl -s '${url}/ehr/token?aud=${service}')"`;
  return `  curl -s '${url}/ehr/request?patient=cauda-equina' |
    curl -s ${service} -H 'Content-Type: application/json'${token} -d @-`;
};

export const welcome = ({ url, settings, data, embedded }: Welcome): string => `
Radix CDS is running. Stop it with Ctrl-C.

  Page        ${url}
  Service     ${url}/cds-services
  Rule book   ${url}/rulebook/
  Audit log   npm run audit -- list
              table ${settings.auditTable} in ${embedded ? data.dynamodb : settings.dynamoEndpoint}

A card, by hand:

${curl(url, settings.allowAnonymous)}

Patients are synthetic. Everything listens on this machine alone.
`;
