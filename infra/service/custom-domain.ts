/** The service under a name of one's own, with mutual TLS where callers have certificates. */
import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';

export class CustomDomain extends Construct {
  readonly domain: DomainName;

  constructor(
    scope: Construct,
    id: string,
    { name, certificateArn, hostedZone, mtls }: NonNullable<StageSettings['domain']>,
  ) {
    super(scope, id);
    this.domain = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
      ...(mtls !== undefined && {
        mtls: {
          bucket: Bucket.fromBucketName(this, 'TrustStore', mtls.bucket),
          key: mtls.key,
          version: mtls.version,
        },
      }),
    });
    const { regionalDomainName, regionalHostedZoneId } = this.domain;
    if (hostedZone === undefined) {
      new CfnOutput(this, 'PointDomainTo', {
        value: regionalDomainName,
        description: `Make a CNAME record ${name} with this value`,
      });
      return;
    }
    new ARecord(this, 'Record', {
      zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      }),
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
      ),
    });
  }
}
