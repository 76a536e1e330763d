/** Servers with habits of grants and of the wire. */
import { neverMisses } from './never-misses.ts';
import { wire } from './servers.ts';

neverMisses(wire);
