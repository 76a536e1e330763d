/** Where every alarm goes: an encrypted topic and the addresses of the stage, or the topic that the stage names. */
import { Annotations, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from '../guards.ts';
import { product } from '../names.ts';
import type { Stage } from '../settings.ts';

export class Alerts extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: { stage: Stage; encryptionKey: IKey }) {
    super(scope, id);
    this.topic =
      stage.alarmTopicArn === undefined
        ? this.newTopic(stage, encryptionKey)
        : Topic.fromTopicArn(this, 'Topic', stage.alarmTopicArn);
    for (const address of stage.alarmEmails) {
      const subscription = this.topic.addSubscription(new EmailSubscription(address));
      acknowledge(
        subscription ?? this,
        'A mail that is lost leaves the alarm raised in CloudWatch, where it is seen.',
        ['Serverless-SNSRedrivePolicy'],
      );
    }
    if (stage.alarmEmails.length === 0 && stage.alarmTopicArn === undefined) {
      Annotations.of(this).addWarningV2(
        `${product}:nobody-is-told`,
        `Nobody is told of alarms: write an address into alarmEmails of the stage ${stage.name}`,
      );
    }
  }

  private newTopic(stage: Stage, encryptionKey: IKey): Topic {
    const topic = new Topic(this, 'Topic', {
      displayName: `${product} ${stage.name}`,
      masterKey: encryptionKey,
      enforceSSL: true,
    });
    const { account, region, partition } = Stack.of(this);
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
        },
      }),
    );
    return topic;
  }
}
