/**
 * Stands in the bundles for the SDK's adaptive retries, which slow a client down before it sends. Ours are the
 * standard ones: the audit log has a time limit of its own (docs/decisions/0302).
 */
export class AdaptiveRetryStrategy {
  constructor() {
    throw new Error('AWS_RETRY_MODE=adaptive is not in the bundle: remove it from the function');
  }
}
