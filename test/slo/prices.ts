/** List prices in US dollars, us-east-1, each with where it was read and as of when; check them before you quote them. */
export interface ListPrice {
  readonly usd: number;
  readonly per: string;
  readonly from: string;
  /** As the source says of itself. */
  readonly asOf: string;
}

export const prices = {
  gigabyteSecond: {
    usd: 0.0000133334,
    per: 'GB-second, Arm',
    from: 'https://cloudchipr.com/blog/aws-lambda-pricing',
    asOf: '2024',
  },
  invocation: {
    usd: 0.2 / 1e6,
    per: 'request to Lambda',
    from: 'https://appropri8-astro.pages.dev/tutorials/2025/12/02/deploying-simple-api-aws/page/7',
    asOf: '2025-12-02',
  },
  httpRequest: {
    usd: 1 / 1e6,
    per: 'request to an HTTP API, 512 kB',
    from: 'https://awsforengineers.com/blog/aws-api-gateway-pricing-explained',
    asOf: '2025-05-19',
  },
  writeUnit: {
    usd: 0.625 / 1e6,
    per: 'write request unit of DynamoDB, 1 kB',
    from: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
    asOf: '2025-07-21',
  },
  readUnit: {
    usd: 0.125 / 1e6,
    per: 'read request unit of DynamoDB, 4 kB',
    from: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
    asOf: '2025-07-21',
  },
  logByte: {
    usd: 0.5 / 1e9,
    per: 'byte of CloudWatch Logs taken in',
    from: 'https://go-cloud.io/aws-api-gateway-pricing',
    asOf: '2026',
  },
} as const satisfies Readonly<Record<string, ListPrice>>;
