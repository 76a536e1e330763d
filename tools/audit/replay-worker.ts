/** A thread of `replay`: one part of the table, told page by page. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ReplayJob, replayPart } from './replay-part.ts';

await replayPart(workerData as ReplayJob, (page) => parentPort?.postMessage(page));
