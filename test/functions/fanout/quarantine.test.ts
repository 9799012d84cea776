// The quarantine, on a real queue.
import { describe, expect, inject, it } from 'vitest';
import type { Reject } from '../../../functions/fanout/decode.ts';
import { NotQuarantinedError, sendToQuarantine, toMessageBody } from '../../../functions/fanout/quarantine.ts';
import { aQueue, clientsFor, takeMessages } from '../../support/aws.ts';
import { aPace, aReport } from '../../support/builders.ts';
import { failMessages } from '../../support/faults.ts';

const endpoint = inject('endpoint');
const QUEUE_LIMIT = 262_144;

let sequence = 0;

function aReject(payload: Buffer | string, overrides: Partial<Reject> = {}): Reject {
  return {
    reason: 'not JSON',
    payload: Buffer.from(payload),
    sequenceNumber: String(++sequence),
    partitionKey: '25994',
    ...overrides,
  };
}

interface Message extends Record<string, unknown> {
  payload: string;
  encoding: BufferEncoding;
  cut: boolean;
  payloadBytes: number;
}

const payloadOf = ({ payload, encoding }: Message) => Buffer.from(payload, encoding);

async function aQuarantine() {
  const queue = await aQueue(clientsFor(endpoint));
  const report = aReport();
  return {
    queue,
    report,
    put: (rejects: Reject[], pace = aPace()) => sendToQuarantine(queue, rejects, pace, report),
    taken: () => takeMessages(queue.client, queue.queueUrl),
  };
}

describe('a message', () => {
  it('has the reason, the position in the stream, and the payload', () => {
    const reject = aReject('{"a": ', { sequenceNumber: '4711', partitionKey: 'key' });

    expect(JSON.parse(toMessageBody(reject))).toEqual({
      reason: 'not JSON',
      sequenceNumber: '4711',
      partitionKey: 'key',
      payloadBytes: 6,
      cut: false,
      encoding: 'utf-8',
      payload: '{"a": ',
    });
  });

  const MB = 1024 * 1024;
  it.each<[string, Buffer | string, { encoding: string; cut: boolean }]>([
    ['nothing', '', { encoding: 'utf-8', cut: false }],
    ['text of other scripts', 'Южный 南 🛰', { encoding: 'utf-8', cut: false }],
    ['control characters', '\u0000\u0007\u001b\u007f\u0085\u2028', { encoding: 'utf-8', cut: false }],
    ['characters that SQS refuses', 'a\uFFFEb\uFFFFc', { encoding: 'utf-8', cut: false }],
    ['30 KB of text', 'x'.repeat(30_000), { encoding: 'utf-8', cut: false }],
    ['30 KB of quotes, which double in JSON', '"'.repeat(30_000), { encoding: 'utf-8', cut: false }],
    ['30 KB of NUL, six characters each in JSON', Buffer.alloc(30_000), { encoding: 'utf-8', cut: false }],
    ['30 KB of U+FFFF', '\uFFFF'.repeat(10_000), { encoding: 'utf-8', cut: false }],
    ['longer text', 'x'.repeat(30_001), { encoding: 'base64', cut: false }],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0x00, 0x80]), { encoding: 'base64', cut: false }],
    ['a lone surrogate', Buffer.from([0xed, 0xa0, 0x80]), { encoding: 'base64', cut: false }],
    ['a character cut in two', Buffer.from('🛰').subarray(0, 3), { encoding: 'base64', cut: false }],
    ['180 KB, which fit', Buffer.alloc(180_000, 0xff), { encoding: 'base64', cut: false }],
    ['one byte more than fits', Buffer.alloc(180_001, 0xff), { encoding: 'base64', cut: true }],
    ['the largest record of Kinesis', Buffer.alloc(MB, 'x'), { encoding: 'base64', cut: true }],
  ])('carries %s', async (_, payload, expected) => {
    const { put, taken } = await aQuarantine();
    const bytes = Buffer.from(payload);
    const body = toMessageBody(aReject(bytes, { partitionKey: '\uFFFF'.repeat(256) }));

    await put([aReject(bytes, { partitionKey: '\uFFFF'.repeat(256) })]);

    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(QUEUE_LIMIT);
    // What comes out of the queue is what went in, to the byte.
    const [message] = (await taken()) as Message[];
    expect(message).toMatchObject({ ...expected, payloadBytes: bytes.length, partitionKey: '\uFFFF'.repeat(256) });
    const carried = payloadOf(message as Message);
    expect(carried.equals(bytes.subarray(0, carried.length))).toBe(true);
    expect(carried.length).toBe(expected.cut ? 180_000 : bytes.length);
  });
});

describe('sendToQuarantine', () => {
  const sorted = (messages: Record<string, unknown>[]) => messages.map(({ payload }) => String(payload)).toSorted();

  it('makes no call without rejects', async () => {
    const report = aReport();

    await sendToQuarantine(
      { client: clientsFor(endpoint).sqs, queueUrl: `${endpoint}/no-such-queue` },
      [],
      aPace(),
      report,
    );

    expect(report.lines).toEqual([]);
  });

  it('sends ten at a time', async () => {
    const { queue, put, taken, report } = await aQuarantine();
    const calls = failMessages(queue.client, 0, { SenderFault: false, Code: '' });
    const payloads = Array.from({ length: 25 }, (_, index) => `record ${String(index).padStart(2, '0')}`);

    await put(payloads.map((payload) => aReject(payload)));

    expect(calls.sizes).toEqual([10, 10, 5]);
    expect(sorted(await taken())).toEqual(payloads);
    expect(report.lines.filter(({ message }) => message === 'record quarantined')).toHaveLength(25);
  });

  it('sends fewer where ten would exceed the size of a call', async () => {
    const { queue, put, taken } = await aQuarantine();
    const calls = failMessages(queue.client, 0, { SenderFault: false, Code: '' });

    // 133 KB each as base64: one fits a call, two do not, and one with a short one does.
    await put([aReject('x'.repeat(100_000)), aReject('y'.repeat(100_000)), aReject('short')]);

    expect(calls.sizes).toEqual([1, 2]);
    expect(await taken()).toHaveLength(3);
  });

  it("resends only the messages that failed by the service's fault", async () => {
    const { queue, put, taken } = await aQuarantine();
    const calls = failMessages(queue.client, 2, { SenderFault: false, Code: 'InternalError' });

    await put(['a', 'b', 'c', 'd', 'e'].map((payload) => aReject(payload)));

    expect(calls.sizes).toEqual([5, 2, 1]);
    expect(sorted(await taken())).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('logs messages that the queue rejects as invalid: resending them would block the stream', async () => {
    const { queue, put, taken, report } = await aQuarantine();
    const calls = failMessages(queue.client, 1, { SenderFault: true, Code: 'InvalidMessageContents' });

    await put(['a', 'b', 'c'].map((payload) => aReject(payload)));

    expect(calls.sizes).toEqual([3]);
    expect(sorted(await taken())).toEqual(['a', 'c']);
    expect(report.lines).toContainEqual({
      level: 'error',
      message: 'the quarantine queue rejected a record; this line is the only copy',
      details: { code: 'InvalidMessageContents', record: expect.stringContaining('"payload":"b"') },
    });
  });

  it('throws when some are unsent at the deadline', async () => {
    const { queue, put } = await aQuarantine();
    failMessages(queue.client, Infinity, { SenderFault: false, Code: 'InternalError' });

    const putting = put(
      ['a', 'b', 'c', 'd'].map((payload) => aReject(payload)),
      aPace({ forMs: 10 }),
    );

    await expect(putting).rejects.toThrow(NotQuarantinedError);
    await expect(putting).rejects.toThrow('SQS did not accept 2 of 4 rejects before the deadline.');
  });

  it('lets errors of the SDK pass through', async () => {
    const quarantine = { client: clientsFor(endpoint).sqs, queueUrl: `${endpoint}/000000000000/no-such-queue` };

    await expect(sendToQuarantine(quarantine, [aReject('a')], aPace(), aReport())).rejects.toThrow();
  });
});
