/** As much of S3 as an archive asks for: put if there is none, get, list a page at a time. Kept in memory. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';

/** Small, so that a test of more than one page needs few objects. */
const pageSize = 3;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const xml = (name: string, content: string) => `<?xml version="1.0"?><${name}>${content}</${name}>`;

const listing = (keys: string[], { searchParams }: URL): string => {
  const after = searchParams.get('continuation-token') ?? searchParams.get('start-after') ?? '';
  const found = keys.filter((key) => key.startsWith(searchParams.get('prefix') ?? '') && key > after).sort();
  const page = found.slice(0, pageSize);
  const more = found.length > page.length;
  return xml(
    'ListBucketResult',
    [
      `<IsTruncated>${more}</IsTruncated>`,
      more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '',
      ...page.map((key) => `<Contents><Key>${key}</Key></Contents>`),
    ].join(''),
  );
};

export const startS3 = async () => {
  const objects = new Map<string, string | Buffer>();

  const answer = async (request: IncomingMessage): Promise<[status: number, body: string | Buffer]> => {
    const url = new URL(request.url ?? '/', 'http://s3');
    const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
    const body = await bodyOf(request);
    if (request.method === 'PUT') {
      if (objects.has(key) && request.headers['if-none-match'] === '*') {
        return [412, xml('Error', '<Code>PreconditionFailed</Code>')];
      }
      const text = body.toString();
      // tiles are no text
      objects.set(key, Buffer.from(text).equals(body) ? text : body);
      return [200, ''];
    }
    if (url.searchParams.has('list-type')) return [200, listing([...objects.keys()], url)];
    const object = objects.get(key);
    return object === undefined ? [404, xml('Error', '<Code>NoSuchKey</Code>')] : [200, object];
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => response.writeHead(status).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    forcePathStyle: true,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return {
    client,
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    stop: () =>
      new Promise<void>((resolve) => {
        client.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
