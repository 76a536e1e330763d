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

/** A cause may lead back to itself. */
const MOST_CAUSES = 8;

/** The store that an error, or what caused it, came from; undefined where it came from none. No getter is run. */
export const storeOf = (error: unknown): StoreName | undefined => {
  let one = error;
  for (let n = 0; n < MOST_CAUSES && one instanceof Error; n++) {
    const store = stores.get(one);
    if (store !== undefined) return store;
    one = Object.getOwnPropertyDescriptor(one, 'cause')?.value;
  }
  return undefined;
};

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
