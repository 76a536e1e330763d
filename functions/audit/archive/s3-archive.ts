/**
 * The archive as a bucket. An object is written once: the bucket refuses a second under its key, and Object
 * Lock keeps anyone from taking the first away. What is replaced stays as a version, locked as well.
 */

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Archive } from './archive.ts';

export const s3Archive = (client: S3Client, Bucket: string): Archive => ({
  put: async (Key, Body) => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
  },
  replace: async (Key, Body) => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain; charset=utf-8' }));
  },
  read: async (Key) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    if (Body === undefined) throw new Error(`${Key} has no content`);
    return Buffer.from(await Body.transformToByteArray());
  },
  list: async function* (Prefix, StartAfter) {
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix, StartAfter, ContinuationToken }),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  },
  lines: async function* (Key) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    // in node the body is a stream of node's
    yield* createInterface({ input: Body as Readable, crlfDelay: Number.POSITIVE_INFINITY });
  },
});

/** The bucket of that name, in the region and with the role of the process. */
export const bucketArchive = (bucket: string): Archive => s3Archive(new S3Client({}), bucket);
