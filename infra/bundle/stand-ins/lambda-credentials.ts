/**
 * Stands in the bundles for `@aws-sdk/credential-provider-node`. Lambda gives a function its credentials in
 * three variables; the SDK's chain would look there first, and carries a third of the bundle to look in
 * files, at SSO, at metadata servers and in the output of other programs (docs/decisions/0302).
 */
interface LambdaCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export const defaultProvider = () => async (): Promise<LambdaCredentials> => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set: in Lambda the role sets them');
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
};
