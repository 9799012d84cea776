// Frames to sockets, through a local stand-in for the Management API; the connections are in a real table.
import { describe, expect, inject, it } from 'vitest';
import type { OpenConnection } from '../../../functions/shared/connections-table.ts';
import { aManagementApi, type ManagementApi, type Reply } from '../../support/servers/management-api.ts';
import { type PushOptions, pushOn, viewers } from './a-push.ts';

const endpoint = inject('endpoint');
const aPush = (api: ManagementApi, connections: OpenConnection[], options?: PushOptions) =>
  pushOn(endpoint, api, connections, options);

describe('frames', () => {
  it('reach every connection unchanged', async () => {
    const api = await aManagementApi();
    const frame = JSON.stringify({ type: 'points', name: 'Южный 🛰' });

    const { result, report } = await aPush(api, viewers(3), { frames: [frame] });

    expect(result).toEqual({ sent: 3, dropped: 0, forgotten: 0 });
    expect(api.posts.toSorted((a, b) => a.connectionId.localeCompare(b.connectionId))).toEqual(
      viewers(3).map(({ connectionId }) => ({ connectionId, frame })),
    );
    expect(report.lines).toEqual([]);
  });

  it('have the form that each connection wants', async () => {
    const api = await aManagementApi();
    const [usual, compact] = viewers(2) as [OpenConnection, OpenConnection];

    const { result } = await aPush(api, [usual, { ...compact, form: 'compact' }], {
      frames: ['long', 'longer'],
      compact: ['short'],
    });

    expect(result).toEqual({ sent: 3, dropped: 0, forgotten: 0 });
    const gotBy = ({ connectionId }: OpenConnection) =>
      api.posts.filter((post) => post.connectionId === connectionId).map(({ frame }) => frame);
    expect(gotBy(usual)).toEqual(['long', 'longer']);
    expect(gotBy(compact)).toEqual(['short']);
  });

  it('reach each connection in order', async () => {
    const api = await aManagementApi();
    const frames = ['first', 'second', 'third'];

    const { result } = await aPush(api, viewers(60), { frames });

    expect(result).toEqual({ sent: 180, dropped: 0, forgotten: 0 });
    for (const { connectionId } of viewers(60)) {
      const got = api.posts.filter((post) => post.connectionId === connectionId).map(({ frame }) => frame);
      expect(got).toEqual(frames);
    }
  });

  it('go to fifty connections at once', async () => {
    // No post is answered until fifty wait.
    // With fewer in flight, in the code or in the SDK's agent, this would never end.
    let waiting: (() => void)[] = [];
    const api = await aManagementApi(async (): Promise<Reply> => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length < 50) return;
        for (const release of waiting) release();
        waiting = [];
      });
      return 200;
    });

    const { result } = await aPush(api, viewers(200));

    expect(result).toEqual({ sent: 200, dropped: 0, forgotten: 0 });
    expect(api.mostAtOnce).toBe(50);
  });

  it('are not sent without connections', async () => {
    const api = await aManagementApi();

    const { result } = await aPush(api, []);

    expect(result).toEqual({ sent: 0, dropped: 0, forgotten: 0 });
  });
});

describe('turns', () => {
  it('come before each post, of a first frame as of a second', async () => {
    const turns: number[] = [];
    const api = await aManagementApi();

    await aPush(api, viewers(3), { frames: ['first', 'second'], turn: async () => void turns.push(api.posts.length) });

    expect(turns).toHaveLength(6);
    expect(turns.slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('are not waited for after the deadline', async () => {
    let turns = 0;
    const deadline = new AbortController();
    const turn = async () => {
      if (++turns === 50) deadline.abort();
    };

    const { result } = await aPush(await aManagementApi(), viewers(120), { deadline: deadline.signal, turn });

    expect(turns).toBe(50);
    expect(result).toEqual({ sent: 0, dropped: 120, forgotten: 0 });
  });
});

describe('a post that fails', () => {
  it.each<Reply>([429, 500, 503])('with %d is retried', async (status) => {
    const api: ManagementApi = await aManagementApi(() => (api.posts.length < 3 ? status : 200));

    const { result, report } = await aPush(api, viewers(1));

    expect(api.posts).toHaveLength(3);
    expect(result).toEqual({ sent: 1, dropped: 0, forgotten: 0 });
    expect(report.lines).toEqual([]);
  });

  it('with 429 again and again gets another chance when all others have been served, and then a last one', async () => {
    let refusals = 0;
    const api = await aManagementApi(({ connectionId }) =>
      connectionId.startsWith('Zk3x0/') && refusals++ < 6 ? 429 : 200,
    );

    const { result, report } = await aPush(api, viewers(60), { frames: ['first', 'second'] });

    expect(result).toEqual({ sent: 120, dropped: 0, forgotten: 0 });
    expect(report.lines).toEqual([]);
    // Everything else came before its second pass.
    const own = api.posts.map(({ connectionId }, index) => ({ connectionId, index }));
    const late = own.filter(({ connectionId }) => connectionId.startsWith('Zk3x0/'));
    expect(late).toHaveLength(6 + 2);
    expect(late.slice(3).map(({ index }) => index)).toEqual([121, 122, 123, 124, 125]);
  });

  it('with 429 nine times is dropped: that viewer does not read', async () => {
    const api = await aManagementApi(() => 429);

    const { result, report } = await aPush(api, viewers(1));

    expect(api.posts).toHaveLength(9);
    expect(result).toEqual({ sent: 0, dropped: 1, forgotten: 0 });
    expect(report.lines).toEqual([
      {
        level: 'warn',
        message: 'frames dropped',
        details: { reason: expect.stringMatching(/^LimitExceededException/), viewers: 1 },
      },
    ]);
  });

  it('is dropped after three tries, with the frames after it; one log line covers all viewers', async () => {
    const api = await aManagementApi(() => 500);

    const { result, report, remembered } = await aPush(api, viewers(2), { frames: ['first', 'second'] });

    expect(api.posts.map(({ frame }) => frame)).toEqual(new Array(6).fill('first'));
    expect(result).toEqual({ sent: 0, dropped: 4, forgotten: 0 });
    expect(report.lines).toEqual([
      { level: 'warn', message: 'frames dropped', details: { reason: expect.any(String), viewers: 2 } },
    ]);
    expect(await remembered()).toHaveLength(2);
  });

  it('after others does not change the count of those sent', async () => {
    const api = await aManagementApi(({ frame }) => (frame === 'second' ? 413 : 200));

    const { result } = await aPush(api, viewers(1), { frames: ['first', 'second', 'third'] });

    // 413 (too large) is not retried.
    expect(api.posts).toHaveLength(2);
    expect(result).toEqual({ sent: 1, dropped: 2, forgotten: 0 });
  });

  it('does not affect other connections', async () => {
    const api = await aManagementApi(({ connectionId }) => (connectionId.startsWith('Zk3x0') ? 403 : 200));

    const { result } = await aPush(api, viewers(5));

    expect(result).toEqual({ sent: 4, dropped: 1, forgotten: 0 });
  });
});

describe('the deadline', () => {
  it('ends the push when no post is answered, and counts every unsent frame', async () => {
    const deadline = new AbortController();
    const api: ManagementApi = await aManagementApi(() => {
      if (api.posts.length === 50) deadline.abort();
      return 'silence';
    });

    const { result, report } = await aPush(api, viewers(120), {
      frames: ['first', 'second'],
      deadline: deadline.signal,
    });

    // Posts that wait for an answer, and posts that have not started.
    expect(result).toEqual({ sent: 0, dropped: 240, forgotten: 0 });
    expect(api.posts).toHaveLength(50);
    expect(report.lines).toEqual([
      { level: 'warn', message: 'frames dropped', details: { reason: 'no time left', viewers: 120 } },
    ]);
  });

  it('keeps the count of what was sent before', async () => {
    const deadline = new AbortController();
    let second = 0;
    const api = await aManagementApi(({ frame }) => {
      if (frame === 'first') return 200;
      if (++second === 10) deadline.abort();
      return 'silence';
    });

    const { result } = await aPush(api, viewers(10), {
      frames: ['first', 'second', 'third'],
      deadline: deadline.signal,
    });

    expect(result).toEqual({ sent: 10, dropped: 20, forgotten: 0 });
  });

  it('ends the wait for the next try, even when the service asks for a longer one', async () => {
    const api = await aManagementApi(() => 'later');

    const { result } = await aPush(api, viewers(1), { deadline: AbortSignal.timeout(200) });

    expect(result).toEqual({ sent: 0, dropped: 1, forgotten: 0 });
    // The SDK would wait five seconds before each of two more tries.
    expect(api.posts.length).toBeLessThanOrEqual(1);
  });
});
