/** What our code takes from the AWS SDK and from fhir-kit-client, to be run from the packages and from a bundle. */
export {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
export { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
export { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
export { Client as FhirClient } from 'fhir-kit-client';
