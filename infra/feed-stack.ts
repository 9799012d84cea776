// The feed, in the order in which data passes it: elements, schedule, stream, tables, sockets, API.

import { resolve } from 'node:path';
import type { SecretValue } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { CELESTRAK_URL } from '../functions/shared/names.ts';
import { Elements } from './feed/elements.ts';
import { Fanout } from './feed/fanout.ts';
import { OriginKeys } from './feed/origin-keys.ts';
import { Propagate } from './feed/propagate.ts';
import { Query } from './feed/query.ts';
import { Socket } from './feed/socket.ts';
import { Tables } from './feed/tables.ts';
import type { DeploymentOptions } from './options.ts';
import { addOutputs } from './outputs.ts';
import { SATELLITES_FILE } from './satellites.ts';
import { StagedStack, type StagedStackProps } from './staged-stack.ts';

// Fanout posts to as many in some five seconds.
const DEFAULT_MAX_VIEWERS = 10_000;

type FeedOptions =
  | 'elementsUrl'
  | 'satellitesFile'
  | 'allowedOrigins'
  | 'maxViewers'
  | 'queryExecutions'
  | 'originKeys'
  | 'accessLogs';

/** Properties of the feed. Without originKeys there is no key: the API answers every request. */
export interface FeedStackProps extends StagedStackProps, Pick<DeploymentOptions, FeedOptions> {
  /** All element sets that were ever accepted (archive-stack.ts). */
  readonly elementsArchive: Table;
  /**
   * Address that fanout posts to for open connections.
   * @default the address of the socket's stage
   */
  readonly socketCallbackUrl?: string;
  /**
   * Whether elements are downloaded. If not, positions come from the bundled sets.
   * @default true
   */
  readonly refreshElements?: boolean;
}

/** Everything from the tick to the two APIs. */
export class FeedStack extends StagedStack {
  /** The list that its functions contain. */
  readonly satellitesFile: string;
  /** How many sockets may be open. */
  readonly maxViewers: number;
  readonly tables: Tables;
  readonly elements: Elements;
  readonly propagate: Propagate;
  readonly socket: Socket;
  readonly fanout: Fanout;
  readonly query: Query;
  /** Host of the HTTP API. */
  readonly apiDomain: string;
  /** The key for requests to it; undefined: none is required. */
  readonly originKey: SecretValue | undefined;
  /** Address of the WebSocket API that a page connects to. */
  readonly socketUrl: string;

  constructor(scope: Construct, id: string, props: FeedStackProps) {
    super(scope, id, props);

    const satellitesFile = resolve(props.satellitesFile ?? SATELLITES_FILE);
    const maxViewers = props.maxViewers ?? DEFAULT_MAX_VIEWERS;
    this.satellitesFile = satellitesFile;
    this.maxViewers = maxViewers;

    this.tables = new Tables(this, 'Tables');

    this.elements = new Elements(this, 'Elements', {
      satellitesFile,
      elementsTable: this.tables.elements,
      elementsArchive: props.elementsArchive,
      sourceUrl: props.elementsUrl ?? CELESTRAK_URL,
      scheduled: props.refreshElements ?? true,
    });

    this.propagate = new Propagate(this, 'Propagate', {
      satellitesFile,
      elementsTable: this.tables.elements,
      trackTable: this.tables.track,
    });

    // Before fanout, which pushes to its address.
    this.socket = new Socket(this, 'Socket', {
      connectionsTable: this.tables.connections,
      allowedOrigins: props.allowedOrigins ?? [],
      maxViewers,
      accessLogs: props.accessLogs !== undefined,
    });

    this.fanout = new Fanout(this, 'Fanout', {
      stream: this.propagate.stream,
      trackTable: this.tables.track,
      connectionsTable: this.tables.connections,
      socketApi: this.socket.api,
      socketStage: this.socket.stage,
      socketCallbackUrl: props.socketCallbackUrl ?? this.socket.stage.callbackUrl,
      maxViewers,
    });

    const originKeys = new OriginKeys(this, 'OriginKeys', props.originKeys ?? []);
    // All of them, used or not: a key that is no longer sent can go only after the page has stopped using it.
    for (const arn of originKeys.arns) this.exportValue(arn);
    this.originKey = originKeys.accepted.at(-1);

    this.query = new Query(this, 'Query', {
      originKeys: originKeys.accepted,
      satellitesFile,
      accessLogs: props.accessLogs !== undefined,
      ...(props.queryExecutions && { executions: props.queryExecutions }),
      elementsTable: this.tables.elements,
      elementsArchive: props.elementsArchive,
      trackTable: this.tables.track,
    });

    this.apiDomain = `${this.query.api.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    this.socketUrl = this.socket.stage.url;
    addOutputs(this, {
      SocketUrl: this.socketUrl,
      ElementsFunctionName: this.elements.fn.functionName,
      PropagateFunctionName: this.propagate.fn.functionName,
      FanoutFunctionName: this.fanout.fn.functionName,
      PushFunctionName: this.fanout.push.fn.functionName,
      ConnectionsFunctionName: this.socket.fn.functionName,
      QueryFunctionName: this.query.fn.functionName,
      ElementsTableName: this.tables.elements.tableName,
      TrackTableName: this.tables.track.tableName,
      ConnectionsTableName: this.tables.connections.tableName,
      StreamName: this.propagate.stream.streamName,
      PropagateScheduleName: this.propagate.schedule.scheduleName,
      ...(this.elements.schedule && { ElementsScheduleName: this.elements.schedule.scheduleName }),
      EventSourceMappingId: this.fanout.eventSource.eventSourceMappingId,
      QuarantineQueueUrl: this.fanout.quarantine.queueUrl,
      DeadLetterQueueUrl: this.fanout.deadLetters.queueUrl,
    });
  }
}
