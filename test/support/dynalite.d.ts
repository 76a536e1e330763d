declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** An embedded DynamoDB: in memory, or kept in the folder `path`. */
  export default function dynalite(options?: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    maxItemSizeKb?: number;
    verbose?: boolean;
  }): Server;
}
