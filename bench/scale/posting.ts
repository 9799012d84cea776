// How many frames a second one core posts: fanout's poster beside the SDK's client, in one run, against a stub.
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import pMap from 'p-map';
import { requestHandler } from '../../functions/shared/clients.ts';
import { createPoster, encodeFrame, IN_FLIGHT } from '../../functions/shared/poster.ts';
import { DUMMY_CREDENTIALS, REGION } from '../../local/machine/loopback.mjs';
import { median } from '../statistics.ts';
import { FRAME, startStub } from './stub.ts';

/** Of the stub: none, as far as API Gateway is from a function in the same region, and far away. */
const PAUSES_MS = [0, 20, 100];
const GOAL_RATIO = 3;

export interface PostingFigures {
  pauseMs: number;
  /** Posts for each second of processor time, medians over the runs. */
  posterPerCore: number;
  sdkPerCore: number;
  /** The median of the ratios of each run. */
  ratio: number;
}

/** Posts with both, in turn, `runs` times for each pause of the stub. */
export async function measurePosting({
  posts,
  runs,
  pausesMs = PAUSES_MS,
}: {
  posts: number;
  runs: number;
  pausesMs?: readonly number[];
}): Promise<PostingFigures[]> {
  const figures: PostingFigures[] = [];
  for (const pauseMs of pausesMs) {
    await using stub = await startStub(pauseMs);
    const config = {
      endpoint: stub.endpoint,
      region: REGION,
      credentials: { ...DUMMY_CREDENTIALS, sessionToken: 's'.repeat(800) }, // as long as Lambda's
    };
    const sdk = new ApiGatewayManagementApiClient({ ...config, maxAttempts: 3, requestHandler: requestHandler() });
    const poster = createPoster(config);
    const deadline = new AbortController().signal;
    const bySdk = (id: string) =>
      sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: FRAME }), { abortSignal: deadline });
    const frame = encodeFrame(FRAME);
    const byPoster = (id: string) => poster.post(id, frame, deadline);

    // The first round opens connections and compiles.
    await perCore(bySdk, posts);
    await perCore(byPoster, posts);
    const pairs: { sdk: number; poster: number }[] = [];
    for (let run = 0; run < runs; run++) {
      pairs.push({ sdk: await perCore(bySdk, posts), poster: await perCore(byPoster, posts) });
    }
    sdk.destroy();
    poster.destroy();
    figures.push({
      pauseMs,
      posterPerCore: median(pairs.map((pair) => pair.poster)),
      sdkPerCore: median(pairs.map((pair) => pair.sdk)),
      ratio: median(pairs.map((pair) => pair.poster / pair.sdk)),
    });
  }
  return figures;
}

/** The figures as lines of text. */
export function postingReport(figures: readonly PostingFigures[]): string[] {
  const lines = [
    `Posts for a second of processor time, ${IN_FLIGHT} in flight, medians:`,
    '   pause     SDK  poster   ratio',
  ];
  for (const { pauseMs, sdkPerCore, posterPerCore, ratio } of figures) {
    const cells = [`${pauseMs} ms`, sdkPerCore.toFixed(0), posterPerCore.toFixed(0), ratio.toFixed(1)];
    const verdict = ratio >= GOAL_RATIO ? 'met' : 'MISSED';
    lines.push(`${cells.map((cell) => cell.padStart(8)).join('')}  (goal: at least ${GOAL_RATIO}): ${verdict}`);
  }
  return lines;
}

async function perCore(post: (connectionId: string) => Promise<unknown>, posts: number): Promise<number> {
  const before = process.cpuUsage();
  await pMap(
    Array.from({ length: posts }, (_, index) => `Zk3x${index}dQIAMCE1A=`),
    post,
    { concurrency: IN_FLIGHT },
  );
  const { user, system } = process.cpuUsage(before);
  return posts / ((user + system) / 1_000_000);
}
