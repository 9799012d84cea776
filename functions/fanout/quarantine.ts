// The quarantine queue: invalid records with payload and reason, for a person to look at.
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { cutIntoBatches, type Pace, sendUntilAccepted } from '../shared/batches.ts';
import type { Report } from '../shared/log.ts';
import type { Reject } from './decode.ts';

export interface Quarantine {
  client: SQSClient;
  queueUrl: string;
}

/** Some rejects could not be sent before the deadline: the batch must be retried, so that none is lost. */
export class NotQuarantinedError extends Error {
  override name = 'NotQuarantinedError';
}

// A queue accepts 256 KiB per message and per batch, and ten messages per batch (SQS quotas).
const LIMITS = { maxCount: 10, maxBytes: 262_144 };
// As text a byte can become six characters (\u0000): 30 KB stay under the limit even then.
// Larger payloads go as base64, four characters for three bytes.
const MAX_TEXT_BYTES = 30_000;
const MAX_BYTES = 180_000;

/**
 * Sends rejects to the quarantine queue.
 * A message that the queue rejects as invalid is only logged: resending it would block the stream for ever.
 * @throws NotQuarantinedError when some are unsent at the deadline; errors of the SDK pass through
 */
export async function sendToQuarantine(
  quarantine: Quarantine,
  rejects: readonly Reject[],
  pace: Pace,
  report: Report,
): Promise<void> {
  if (rejects.length === 0) return;
  for (const { reason, sequenceNumber } of rejects) report.warn('record quarantined', { reason, sequenceNumber });
  const bodies = rejects.map(toMessageBody);
  let leftOver = 0;
  for (const batch of cutIntoBatches(bodies, LIMITS, (body) => Buffer.byteLength(body))) {
    leftOver += (await sendUntilAccepted(batch, (left) => sendBatch(quarantine, left, report), pace)).length;
  }
  if (leftOver > 0) {
    throw new NotQuarantinedError(`SQS did not accept ${leftOver} of ${rejects.length} rejects before the deadline.`);
  }
}

/**
 * The body of a message, JSON: reason, position in the stream, and payload as text or base64, cut to the queue's limit.
 */
export function toMessageBody({ reason, payload, sequenceNumber, partitionKey }: Reject): string {
  const text = payload.length <= MAX_TEXT_BYTES ? payload.toString() : undefined;
  // Only UTF-8 survives as text.
  const asText = text !== undefined && Buffer.from(text).equals(payload);
  const message = JSON.stringify({
    reason,
    sequenceNumber,
    partitionKey,
    payloadBytes: payload.length,
    cut: payload.length > MAX_BYTES,
    encoding: asText ? 'utf-8' : 'base64',
    payload: asText ? text : payload.subarray(0, MAX_BYTES).toString('base64'),
  });
  // JSON allows these two characters and SQS does not (XML 1.0, section 2.2). Payload and partition key may hold them.
  return message.replaceAll('\uFFFE', '\\ufffe').replaceAll('\uFFFF', '\\uffff');
}

/**
 * Makes one call and returns the bodies to send again.
 * SQS answers 200 with a list of failures and whose fault they are.
 */
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
    if (failed.SenderFault) {
      const details = { code: failed.Code, record: body.slice(0, 2000) };
      report.error('the quarantine queue rejected a record; this line is the only copy', details);
    } else {
      again.push(body);
    }
  }
  return again;
}
