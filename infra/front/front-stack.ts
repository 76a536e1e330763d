/**
 * CloudFront with a web ACL of AWS WAF before the API, which cannot have one itself (docs/decisions/0303). It keeps nothing
 * and passes everything on but the host: the service is known by its public URL, the API answers under a name of its own.
 */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { acknowledge } from '../guards.ts';
import { product } from '../names.ts';
import type { Stage } from '../settings.ts';
import { toApi } from '../to-api.ts';

export interface FrontStackProps extends StackProps {
  readonly firewall: NonNullable<Stage['firewall']>;
  /** The name that EHRs know. */
  readonly publicHost: string;
  /** The name that the API answers under. */
  readonly apiHost: string;
}

export class FrontStack extends Stack {
  constructor(scope: Construct, id: string, props: FrontStackProps) {
    super(scope, id, props);
    const { firewall, publicHost, apiHost } = props;
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: `${product}: before the API`,
      domainNames: [publicHost],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', firewall.certificateArn),
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      webAclId: firewall.webAclArn,
      enableLogging: false,
      defaultBehavior: {
        ...toApi(apiHost),
        compress: false,
      },
    });
    acknowledge(
      distribution,
      'The API logs each request without its path, query and body; WAF logs what it refuses where the owner of the web ACL says so.',
      ['AwsSolutions-CFR3'],
    );
    acknowledge(distribution, 'Where EHRs call from is for the web ACL to say.', ['AwsSolutions-CFR1']);
    new CfnOutput(this, 'PointPublicNameTo', {
      value: distribution.distributionDomainName,
      description: `Make a CNAME record ${publicHost} with this value`,
    });
  }
}
