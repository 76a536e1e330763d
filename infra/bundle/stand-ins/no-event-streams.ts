/**
 * Stands in the bundles for `@smithy/core/event-streams`: answers that come as a stream of events, which no
 * operation that we ask for has (docs/decisions/0302).
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are not in the bundle: infra/bundle/stand-ins.ts takes them out');
  }
}

export const eventStreamSerdeProvider = (): EventStreamSerde => new EventStreamSerde();

/** What the S3 client asks for at its start; it asks for a stream only when a command has one. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
