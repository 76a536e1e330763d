/** Servers that page. */
import { neverMisses } from './never-misses.ts';
import { paging } from './servers.ts';

neverMisses(paging);
