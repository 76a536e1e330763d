/** Servers with habits of lists: entries, totals and references. */
import { neverMisses } from './never-misses.ts';
import { lists } from './servers.ts';

neverMisses(lists);
