import { expect, test } from 'vitest';
import { listenOnLoopback } from '../../sandbox/server/loopback.ts';

test('a server that is closed answers what it was asked, and takes no more', async () => {
  const [asked, may] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = await listenOnLoopback(0, async (_, response) => {
    asked.resolve();
    await may.promise;
    response.end('answered');
  });
  const url = `http://127.0.0.1:${server.port}`;
  const answer = fetch(url).then((response) => response.text());
  await asked.promise;
  const closed = server.close();
  await expect(fetch(url)).rejects.toThrow();
  may.resolve();
  expect(await answer).toBe('answered');
  await closed;
});
