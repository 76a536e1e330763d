/** Of the key service's SDK what is used, so that a bundle holds no more: a dynamic import of the whole takes all. */
export {
  DecryptCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
