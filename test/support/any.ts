/** Answers are read as any client reads them: without a type. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Any = any;
