/** How CloudFront passes requests on to the API: as they came but for the host, over TLS, and nothing is cached. */
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';

/**
 * @param host of the API
 * @param path of the API before that of each request; absent, none
 */
export const toApi = (host: string, path?: string) =>
  ({
    origin: new HttpOrigin(host, {
      ...(path !== undefined && { originPath: path }),
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
    }),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
    // the smallest set of CloudFront that has POST; the routes of the API refuse the others
    allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
    cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
    originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  }) satisfies cloudfront.BehaviorOptions;
