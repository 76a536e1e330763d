/**
 * Preloaded into a process that a test has started: the process ends as soon as nobody holds the other end of its
 * standard input. Only for processes that do not read it.
 */
const end = () => process.exit(1);
process.stdin.once('end', end).once('error', end).resume().unref();
