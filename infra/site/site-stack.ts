/**
 * The app's files behind CloudFront: a private bucket that the distribution alone may read, and the headers of
 * `app/headers.ts` on every answer. No log holds a query: that of a launch has the launch's own secret.
 *
 * One path is not a file: what the app reports of itself goes on to the service, so that the page asks no other origin
 * and the service allows none.
 */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { appHeaders } from '../../app/headers.ts';
import { stepsPath } from '../../app/launch/report-steps.ts';
import { smartServersOf } from '../../app/launch/smart-servers.ts';
import { acknowledge } from '../guards.ts';
import type { Stage, StageSettings } from '../settings.ts';
import { toApi } from '../to-api.ts';

export interface SiteStackProps extends StackProps {
  readonly stage: Stage;
  readonly app: NonNullable<StageSettings['app']>;
  /** Host of the service that the app reports to; absent, CloudFront refuses its reports and none is kept. */
  readonly reportTo?: string;
}

/** CloudFront has members of its own for these; the others are custom headers. */
const own = new Set(['content-security-policy', 'referrer-policy', 'x-content-type-options']);

const twoYears = Duration.days(730);

/** `POST /steps` of the app is `POST /app/steps` of the service: nothing is cached, and the token goes on. */
const reports = (host: string, headers: cloudfront.ResponseHeadersPolicy): cloudfront.BehaviorOptions => ({
  ...toApi(host, '/app'),
  responseHeadersPolicy: headers,
});

export class SiteStack extends Stack {
  readonly bucket: Bucket;
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    const { domain, servers } = props.app;
    this.bucket = this.filesBucket();
    const headers = this.headers(servers);
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Radix CDS app',
      defaultRootObject: 'index.html',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableLogging: false,
      ...(domain && {
        domainNames: [domain.name],
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        // its key has no query: a launch's parameters neither reach the bucket nor split the cache
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        compress: true,
      },
      ...(props.reportTo !== undefined && {
        additionalBehaviors: { [stepsPath]: reports(props.reportTo, headers) },
      }),
    });
    this.acknowledgeDistribution(domain !== undefined);
    this.tell(domain?.name ?? this.distribution.distributionDomainName);
  }

  private filesBucket(): Bucket {
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
    });
    acknowledge(bucket, 'It holds the published files of the app and no data; they are public by design.', [
      'HIPAA.Security-S3DefaultEncryptionKMS',
      'HIPAA.Security-S3BucketReplicationEnabled',
      'HIPAA.Security-S3BucketLoggingEnabled',
      'AwsSolutions-S1',
    ]);
    return bucket;
  }

  private headers(servers: SiteStackProps['app']['servers']): cloudfront.ResponseHeadersPolicy {
    const values = appHeaders(smartServersOf({ servers }));
    return new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      comment: 'Headers of the Radix CDS app',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: values['content-security-policy'] ?? '',
          override: true,
        },
        contentTypeOptions: { override: true },
        referrerPolicy: {
          referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER,
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: twoYears,
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(values)
          .filter(([header]) => !own.has(header))
          .map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }

  private acknowledgeDistribution(hasDomain: boolean): void {
    acknowledge(
      this.distribution,
      'An access log of CloudFront holds the query of each request, and that of a launch has its secret.',
      ['AwsSolutions-CFR3'],
    );
    acknowledge(
      this.distribution,
      'It serves a few public files from a cache: there is nothing that a firewall would guard.',
      ['AwsSolutions-CFR2'],
    );
    acknowledge(this.distribution, 'Clinicians and patients may be anywhere; the files are public.', [
      'AwsSolutions-CFR1',
    ]);
    if (!hasDomain)
      acknowledge(
        this.distribution,
        'Without a domain of its own CloudFront serves its default certificate, whose protocols it sets itself.',
        ['AwsSolutions-CFR4'],
      );
  }

  private tell(host: string): void {
    new CfnOutput(this, 'AppUrl', { value: `https://${host}/`, description: 'Redirect URL to register' });
    new CfnOutput(this, 'AppLaunchUrl', {
      value: `https://${host}/launch.html`,
      description: 'Launch URL to register with the EHR and in the client registry',
    });
    new CfnOutput(this, 'AppBucket', { value: this.bucket.bucketName, description: 'Where the files go' });
    new CfnOutput(this, 'AppDistribution', {
      value: this.distribution.distributionId,
      description: 'To invalidate after the files have changed',
    });
  }
}
