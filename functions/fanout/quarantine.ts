// The quarantine queue: records that are not points, each with its payload and the reason, for a person to look at.
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { cutIntoBatches, type Pace, sendUntilTaken } from '../shared/batches.ts';
import type { Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';
import type { Reject } from './decode.ts';

export interface Quarantine {
  client: SQSClient;
  queueUrl: string;
}

/** Rejects could not be set aside before the deadline: the batch has to be retried, so that none is lost. */
export class NotQuarantinedError extends Error {
  override name = 'NotQuarantinedError';
}

// A queue takes 256 KiB a message and a batch unless it was raised (SQS quotas); ten messages a batch.
const LIMITS = { maxCount: 10, maxBytes: 262_144 };
// As text a byte can become six characters (\u0000); 30 KB stay under the limit even then. Beyond, base64 makes four characters of three bytes.
const MOST_TEXT_BYTES = 30_000;
const MOST_BYTES = 180_000;

/**
 * Sends rejects to the quarantine queue. A message that the queue itself refuses is logged and given up: sending it again
 * would block the stream for ever.
 * @throws NotQuarantinedError when some are unsent at the deadline; what the SDK throws goes through
 */
export async function setAside(
  quarantine: Quarantine,
  rejects: readonly Reject[],
  pace: Pace,
  report: Report,
): Promise<void> {
  if (rejects.length === 0) return;
  for (const { reason, sequenceNumber } of rejects) report.warn('quarantined', { reason, sequenceNumber });
  const bodies = rejects.map(toMessage);
  let leftOver = 0;
  for (const batch of cutIntoBatches(bodies, LIMITS, (body) => Buffer.byteLength(body))) {
    leftOver += (await sendUntilTaken(batch, (left) => sendBatch(quarantine, left, report), pace)).length;
  }
  report.count(METRIC.recordsQuarantined, rejects.length - leftOver);
  if (leftOver > 0)
    throw new NotQuarantinedError(`${leftOver} of ${rejects.length} rejects were unsent at the deadline`);
}

/** The message's body, JSON: reason, where the record was, and its payload as text or base64, cut to what the queue takes. */
export function toMessage({ reason, payload, sequenceNumber, partitionKey }: Reject): string {
  const text = payload.length <= MOST_TEXT_BYTES ? payload.toString() : undefined;
  // Text that is not UTF-8 would not come out as it went in.
  const asText = text !== undefined && Buffer.from(text).equals(payload);
  const message = JSON.stringify({
    reason,
    sequenceNumber,
    partitionKey,
    payloadBytes: payload.length,
    cut: payload.length > MOST_BYTES,
    encoding: asText ? 'utf-8' : 'base64',
    payload: asText ? text : payload.subarray(0, MOST_BYTES).toString('base64'),
  });
  // The two characters that JSON leaves as they are and SQS refuses (XML 1.0, section 2.2), in a payload or in a partition key.
  return message.replaceAll('\uFFFE', '\\ufffe').replaceAll('\uFFFF', '\\uffff');
}

/** One call; returns the bodies to send again. SQS answers 200 with a list of those that failed, and whose fault it was. */
async function sendBatch({ client, queueUrl }: Quarantine, bodies: string[], report: Report): Promise<string[]> {
  const answer = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: bodies.map((body, index) => ({ Id: String(index), MessageBody: body })),
    }),
  );
  const again: string[] = [];
  for (const failed of answer.Failed ?? []) {
    const body = bodies[Number(failed.Id)] as string;
    if (failed.SenderFault)
      report.error('the quarantine queue refused a record', { code: failed.Code, record: body.slice(0, 2000) });
    else again.push(body);
  }
  return again;
}
