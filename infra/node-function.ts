// What every function of Subpoint has in common: runtime, bundle, its own log group, its own role, names for Powertools.

import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Charset, LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../functions/shared/names.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Settings of one function. */
export interface NodeFunctionProps {
  /** Folder under functions/, whose handler.ts exports `handler`; also the `service` of its logs and metrics. */
  readonly name: 'elements' | 'propagate' | 'fanout' | 'connections' | 'query';
  readonly description: string;
  /** Processor share comes with memory: 1,769 MB is one whole vCPU. */
  readonly memoryMb: number;
  readonly timeout: Duration;
  /**
   * The file that the bundle imports as `#satellites`.
   * @default satellites.json, as package.json names it
   */
  readonly satellitesFile?: string;
  /** Environment variables of its own, by the names in functions/shared/names.ts. */
  readonly environment: Record<string, string>;
}

/** One Lambda function, bundled from functions/NAME/handler.ts. */
export class NodeFunction extends Construct {
  readonly lambda: NodejsFunction;
  readonly logGroup: LogGroup;
  /** Value of the dimension `service` of every metric that this function emits. */
  readonly serviceName: string;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    this.serviceName = props.name;

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.TWO_WEEKS, // as long as the failure queues keep what the logs explain
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // A role of its own instead of the managed AWSLambdaBasicExecutionRole, which may write to every log group.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);

    this.lambda = new NodejsFunction(this, 'Function', {
      description: props.description,
      entry: `${ROOT}functions/${props.name}/handler.ts`,
      handler: 'handler',
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64, // a fifth cheaper than x86, and nothing here is native code
      memorySize: props.memoryMb,
      timeout: props.timeout,
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON, // the platform's own lines (start, report, crash) are JSON like Powertools'
      environment: {
        ...props.environment,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: this.serviceName,
        POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
      },
      bundling: {
        format: OutputFormat.ESM,
        bundleAwsSDK: true, // the version that was tested, not the one that the runtime happens to hold
        mainFields: ['module', 'main'], // the SDK's ES modules can be shaken: a third less
        minify: true,
        sourceMap: true,
        sourcesContent: false, // line numbers are enough in a stack trace, and the map is read at every cold start
        // Other ways to credentials than the environment, which is where Lambda puts them: the SDK loads each only when it is asked for.
        externalModules: ['ini', 'process', 'sso', 'web-identity'].map((way) => `@aws-sdk/credential-provider-${way}`),
        logLevel: LogLevel.WARNING,
        charset: Charset.UTF8, // a degree sign is two bytes, its escape four
        esbuildArgs: {
          '--legal-comments': 'none', // the bundle is not distributed; the licences are in node_modules
          ...(props.satellitesFile && { '--alias': `#satellites=${props.satellitesFile}` }),
        },
      },
    });
  }
}
