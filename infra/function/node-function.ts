// What the functions have in common: runtime, bundle, a log group and a role of their own, and grants that come
// with the environment variable that names the resource.

import { join } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { Charset, LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type ENV, METRIC, SLOW_SECONDS } from '../../functions/shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import { isTraced, metricNamespaceOf } from '../staged-stack.ts';
import { BUNDLE } from './bundle-options.ts';
import type { ResourceGrant } from './grants.ts';
import { logGroup } from './log-group.ts';

const ROOT = join(import.meta.dirname, '../..');

type Variable = (typeof ENV)[keyof typeof ENV];

/** Settings of one function. */
export interface NodeFunctionProps {
  /** Folder under functions/, whose handler.ts exports `handler`; also the `service` of its log. */
  readonly name: keyof typeof SLOW_SECONDS;
  readonly description: string;
  /** Processor share comes with memory: 1,769 MB is one whole vCPU. */
  readonly memoryMb: number;
  readonly timeout: Duration;
  /** What the function may do, by the environment variable that names the resource (see infra/function/grants.ts). */
  readonly grants: Readonly<Partial<Record<Variable, ResourceGrant>>>;
  /** Environment variables that name no resource. */
  readonly settings?: Readonly<Partial<Record<Variable, string>>>;
  /**
   * How many executions may run at once. Lambda reserves them, so the account must have at least 100 more
   * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html).
   * @default as many as the account has
   */
  readonly maxExecutions?: number;
  /**
   * The file that the bundle imports as `#satellites`.
   * @default satellites.json, as in package.json
   */
  readonly satellitesFile?: string;
}

/** One Lambda function, bundled from functions/NAME/handler.ts. */
export class NodeFunction extends NodejsFunction {
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const metricNamespace = metricNamespaceOf(scope);
    const logs = logGroup(scope, `${id}Logs`);

    // Instead of the managed AWSLambdaBasicExecutionRole, which may write to every log group.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logs.grantWrite(role);

    // `npm run dev` has made the bundles before.
    const bundles: string | undefined = scope.node.tryGetContext('bundles');

    super(scope, id, {
      ...(bundles && { code: Code.fromAsset(join(bundles, props.name)) }),
      description: props.description,
      entry: join(ROOT, 'functions', props.name, 'handler.ts'),
      handler: 'index.handler',
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64, // a fifth cheaper than x86, and nothing here is native code
      memorySize: props.memoryMb,
      timeout: props.timeout,
      ...(props.maxExecutions && { reservedConcurrentExecutions: props.maxExecutions }),
      role,
      logGroup: logs,
      ...(isTraced(scope) && { tracing: Tracing.ACTIVE }),
      loggingFormat: LoggingFormat.JSON, // the platform's own lines (start, report, crash) are JSON like Powertools'
      environment: {
        ...props.settings,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
      },
      bundling: {
        format: OutputFormat.ESM,
        bundleAwsSDK: true, // the version that was tested, not the one that the runtime happens to hold
        mainFields: BUNDLE.mainFields,
        minify: BUNDLE.minify,
        sourceMap: BUNDLE.sourcemap,
        sourcesContent: BUNDLE.sourcesContent,
        externalModules: BUNDLE.external,
        logLevel: LogLevel.WARNING,
        charset: Charset.UTF8,
        esbuildArgs: {
          '--legal-comments': BUNDLE.legalComments,
          ...(props.satellitesFile && { '--alias': `#satellites=${props.satellitesFile}` }),
        },
      },
    });

    this.logs = logs;
    countFailedRuns(this, logs, metricNamespace, SLOW_SECONDS[props.name]);
    for (const [variable, { value, grantTo }] of Object.entries(props.grants)) {
      this.addEnvironment(variable, value);
      grantTo(this);
    }

    acknowledge(
      this,
      'Serverless-LambdaDLQ',
      'It would get events that Lambda queues itself: schedules, whose next run does the rest, and orders of workers, which have a failure destination.',
    );
    if (isTraced(scope)) acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'X-Ray has no resources to name.');
    else {
      const reason = 'Traces are an option (-c tracing=true). Logs and metrics tell how long each step took.';
      acknowledge(this, 'Serverless-LambdaTracing', reason);
    }
  }
}

/**
 * Counts runs that failed, timed out, or were slow, in one metric for all functions. The platform's last line of each
 * run says how it ended
 * (https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report). A metric of AWS for
 * each function would be three alarms for each.
 */
function countFailedRuns(scope: Construct, logs: LogGroup, metricNamespace: string, slowSeconds: number): void {
  const failed = ['error', 'failure', 'timeout'].map((status) => `$.record.status = "${status}"`);
  const slow = `$.record.metrics.durationMs > ${slowSeconds * 1000}`;
  new MetricFilter(scope, 'FailedRuns', {
    logGroup: logs,
    filterPattern: FilterPattern.literal(`{ $.type = "platform.report" && (${[...failed, slow].join(' || ')}) }`),
    metricNamespace,
    metricName: METRIC.runsFailed,
    metricValue: '1',
  });
}
