/** What every resource of the export says of itself. */
import { BASE } from '../../codes/code-system.ts';
import {
  KNOWLEDGE_DATE,
  KNOWLEDGE_STATUS,
  KNOWLEDGE_VERSION,
  type KnowledgeStatus,
} from '../../knowledge-version.ts';

/** A review is claimed only where there was one. */
const approval = (status: KnowledgeStatus) =>
  status.state === 'signed-off' ? { approvalDate: status.on, lastReviewDate: status.on } : {};

/** A name for machines: words joined, each with a capital. */
const nameOf = (id: string): string =>
  id
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

export const metadata = (type: string, id: string, title: string, description: string) =>
  ({
    url: `${BASE}/${type}/${id}`,
    version: KNOWLEDGE_VERSION,
    name: nameOf(id),
    title,
    status: 'draft',
    experimental: true,
    date: KNOWLEDGE_DATE,
    publisher: 'The Radix CDS authors',
    description,
    ...approval(KNOWLEDGE_STATUS),
  }) as const;
