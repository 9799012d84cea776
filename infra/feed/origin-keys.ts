// The keys that only CloudFront knows: with one of them, the API answers it and nobody else.
// docs/operations.md says how to rotate them, docs/architecture.md why they are secrets of Secrets Manager.

import { RemovalPolicy, type SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** A generated secret for each label. */
export class OriginKeys extends Construct {
  /** What the API accepts, as references that CloudFormation resolves. */
  readonly accepted: readonly SecretValue[];
  /** Their ARNs. */
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, labels: readonly string[]) {
    super(scope, id);
    const secrets = labels.map((label) => {
      const secret = new Secret(this, `Key${label}`, {
        description: 'CloudFront sends it to the API, which answers nobody else.',
        generateSecretString: { excludePunctuation: true, passwordLength: 40 },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      acknowledge(
        secret,
        'AwsSolutions-SMG4',
        'It has to change in the function and in CloudFront: a deployment with another label does that.',
      );
      return secret;
    });
    this.accepted = secrets.map((secret) => secret.secretValue);
    this.arns = secrets.map((secret) => secret.secretArn);
  }
}
