/**
 * A handler that makes its world once. In Lambda that is while it starts, where CPU is plenty and a wrong
 * setting fails the start; anywhere else at the first call, so that importing a handler does nothing.
 */
import type { Environment } from '../base/environment.ts';
import type { Handler } from './handler.ts';

export const whenStarted = async (env: Environment, make: () => Promise<Handler>): Promise<Handler> => {
  if (env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined) return make();
  let made: Promise<Handler> | undefined;
  return async (event) => {
    made ??= make();
    return (await made)(event);
  };
};
