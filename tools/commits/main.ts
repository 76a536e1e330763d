/**
 * `npm run commits`: warns of commits whose words a stranger would not understand, younger than this file. Never
 * fails: history stays as it is. Without git, or where its history was cut off, it says nothing.
 */
import { execFileSync } from 'node:child_process';
import { type Commit, faultsOf } from './faults.ts';

const git = (...args: string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });

/** Mechanical commits of git itself. */
const ofGit = /^(?:Merge |Revert ")/;

const rule = /^\+\s+version: '\d/m;
const ruleFiles = ['red-flags', 'localisation', 'differential', 'management'].map((name) => `rules/${name}`);

const commitOf = (hash: string): Commit => {
  const [subject = '', ...body] = git('show', '-s', '--format=%B', hash).split('\n');
  return {
    subject,
    body: body.join('\n'),
    files: git('show', '--format=', '--name-only', hash).split('\n').filter(Boolean),
    raisesRule: rule.test(git('show', '--format=', '-U0', hash, '--', ...ruleFiles)),
  };
};

const younger = (): readonly string[] => {
  try {
    const [since] = git('log', '--diff-filter=A', '--format=%H', '--', 'tools/commits/main.ts').split('\n');
    return since
      ? git('log', '--no-merges', '--format=%H', `${since}..HEAD`).split('\n').filter(Boolean)
      : [];
  } catch {
    return [];
  }
};

for (const hash of younger()) {
  const commit = commitOf(hash);
  if (ofGit.test(commit.subject)) continue;
  for (const fault of faultsOf(commit))
    console.log(`warning: ${hash.slice(0, 8)} "${commit.subject}"\n  ${fault}`);
}
