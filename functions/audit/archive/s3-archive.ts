/**
 * The archive as a bucket. An object is written once: the bucket refuses a second under its key, and Object
 * Lock keeps anyone from taking the first away. What is replaced stays as a version, locked as well.
 */

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { namingStore } from '../../base/store.ts';
import { type Archive, NoSuchObject } from './archive.ts';

/** The bucket says that a key is not there only to those who may list it; to others it says 403. */
const contentOf = async (client: S3Client, Bucket: string, Key: string) => {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    if (Body !== undefined) return Body;
  } catch (error) {
    // by its name: a bundle keeps that of an error of the SDK, and not its class
    const isGone = error instanceof Error && error.name === 'NoSuchKey';
    throw isGone ? new NoSuchObject(Key, { cause: error }) : error;
  }
  throw new Error(`${Key} has no content`);
};

export const s3Archive = (client: S3Client, Bucket: string): Archive => ({
  put: async (Key, Body) => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
  },
  replace: async (Key, Body) => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain; charset=utf-8' }));
  },
  read: async (Key) => {
    const content = await contentOf(client, Bucket, Key);
    return Buffer.from(await content.transformToByteArray());
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
    // in node the content is a stream of node's
    const input = (await contentOf(client, Bucket, Key)) as Readable;
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  },
});

/** The bucket of that name, in the region and with the role of the process. */
export const bucketArchive = (bucket: string): Archive =>
  s3Archive(namingStore('S3', new S3Client({})), bucket);
