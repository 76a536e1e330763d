/**
 * Which store a failure came from. The SDK's own errors do not tell: a connection that nobody took, a right that is
 * missing or a key that is disabled looks alike whoever was asked, and whoever mends it must know where to look.
 */

/** The services of AWS that keep something for this one. */
export type StoreName = 'DynamoDB' | 'S3' | 'KMS';

const stores = new WeakMap<Error, StoreName>();

/** @returns the error, which says from now on which store it came from; the first to say so holds */
export const failureOf = (store: StoreName, error: unknown): unknown => {
  if (error instanceof Error && !stores.has(error)) stores.set(error, store);
  return error;
};

/** The store that an error, or what caused it, came from; undefined where it came from none. */
export const storeOf = (error: unknown): StoreName | undefined =>
  error instanceof Error ? (stores.get(error) ?? storeOf(error.cause)) : undefined;

interface StoreClient {
  readonly middlewareStack: {
    add(
      step: (next: (sent: never) => Promise<unknown>) => (sent: never) => Promise<unknown>,
      at: { readonly step: 'initialize'; readonly name: string },
    ): void;
  };
}

/** A client of the SDK whose failures say which store they came from. */
export const namingStore = <C extends object>(store: StoreName, client: C): C => {
  (client as unknown as StoreClient).middlewareStack.add(
    (next) => async (sent) => {
      try {
        return await next(sent);
      } catch (error) {
        throw failureOf(store, error);
      }
    },
    { step: 'initialize', name: 'storeName' },
  );
  return client;
};
