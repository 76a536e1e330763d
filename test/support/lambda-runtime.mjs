/**
 * What Lambda's own Node runtime does with a bundle: loads `index.handler`, then asks the Runtime API for one
 * event after another. Run by node with the environment that Lambda gives; knows nothing of the project.
 * As it asks for the next event it says what the process has used so far, which Lambda's own does not: CPU
 * microseconds and bytes of memory. AWS_LAMBDA_MAX_CONCURRENCY events are worked on at once.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');

const call = (method, path, body = '', headers = {}) =>
  new Promise((resolve, reject) => {
    const sent = request({ host, port, method, headers, path: `/2018-06-01/runtime/${path}` }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject).end(body);
  });

const failure = (error) =>
  JSON.stringify({ errorType: error?.name ?? typeof error, errorMessage: String(error?.message ?? error) });

const [file, name] = process.env._HANDLER.split('.');
let handler;
try {
  const bundle = await import(pathToFileURL(join(process.env.LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
  handler = bundle[name];
} catch (error) {
  await call('POST', 'init/error', failure(error));
  process.exit(1);
}

const used = () => {
  const { user, system } = process.cpuUsage();
  return { 'x-cpu': user + system, 'x-memory': process.memoryUsage.rss() };
};

const work = async () => {
  for (;;) {
    const { headers, text } = await call('GET', 'invocation/next', '', used());
    const id = headers['lambda-runtime-aws-request-id'];
    const left = Number(headers['lambda-runtime-deadline-ms']);
    try {
      const context = { awsRequestId: id, getRemainingTimeInMillis: () => left - Date.now() };
      const result = await handler(JSON.parse(text), context);
      await call('POST', `invocation/${id}/response`, JSON.stringify(result) ?? 'null');
    } catch (error) {
      await call('POST', `invocation/${id}/error`, failure(error));
    }
  }
};

await Promise.all(Array.from({ length: Number(process.env.AWS_LAMBDA_MAX_CONCURRENCY ?? 1) }, work));
