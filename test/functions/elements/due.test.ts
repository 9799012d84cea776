// When a satellite is requested: the limits that the source sets its users. On a real table and the test's clock.
import { once } from 'node:events';
import { describe, expect, inject, it } from 'vitest';
import { backoffMs, isDue } from '../../../functions/elements/refresh.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { AQUA, AURA, NOW_MS, TERRA } from '../../support/builders.ts';
import { leaveKeysUnprocessed } from '../../support/faults.ts';
import { answerOf, aRefresher, NOT_FOUND, newest, UNREACHABLE } from './refresher.ts';

const endpoint = inject('endpoint');
const ALL = [TERRA, AQUA, AURA];
const NONE: number[] = [];

describe('after good answers', () => {
  it('the first run requests all satellites, one after another', async () => {
    let underWay = 0;
    const refresher = await aRefresher(endpoint, {
      play: async (catalogNumber) => {
        expect(++underWay).toBe(1);
        await new Promise(setImmediate);
        underWay--;
        return answerOf(newest(catalogNumber));
      },
    });

    expect(await refresher.run(NOW_MS)).toEqual(ALL);
  });

  it('no satellite is requested in the next six hours, and all after that', async () => {
    const { run } = await aRefresher(endpoint);
    await run(NOW_MS);

    for (const laterMs of [0, 5 * MINUTE_MS, 2 * HOUR_MS - 1, 2 * HOUR_MS, 6 * HOUR_MS - 1]) {
      expect(await run(NOW_MS + laterMs), `${laterMs} ms later`).toEqual(NONE);
    }
    expect(await run(NOW_MS + 6 * HOUR_MS)).toEqual(ALL);
    expect(await run(NOW_MS + 8 * HOUR_MS)).toEqual(NONE);
  });

  it('a satellite that is new in the list is requested at once, and no other', async () => {
    const { run, table } = await aRefresher(endpoint, { catalogNumbers: [TERRA, AQUA] });
    await run(NOW_MS);

    const extended = await aRefresher(endpoint, { table });
    expect(await extended.run(NOW_MS + 5 * MINUTE_MS)).toEqual([AURA]);
  });

  it('a new deployment on the same table requests none: the state is in the table', async () => {
    const { run, table } = await aRefresher(endpoint);
    await run(NOW_MS);

    for (const minutes of [1, 2, 3]) {
      const redeployed = await aRefresher(endpoint, { table });
      expect(await redeployed.run(NOW_MS + minutes * MINUTE_MS)).toEqual(NONE);
    }
  });
});

describe('after failures', () => {
  it.each([
    [0, [2, 4, 8, 8, 8]],
    [0.5, [2.5, 5, 10, 10, 10]],
    [1, [3, 6, 12, 12, 12]],
  ])('with random() = %d the waits are exactly %j hours', async (random, hours) => {
    const { run } = await aRefresher(endpoint, {
      catalogNumbers: [TERRA],
      random: () => random,
      play: () => NOT_FOUND,
    });
    let nowMs = NOW_MS;
    expect(await run(nowMs)).toEqual([TERRA]);

    for (const wait of hours) {
      expect(await run(nowMs + wait * HOUR_MS - 1)).toEqual(NONE);
      nowMs += wait * HOUR_MS;
      expect(await run(nowMs)).toEqual([TERRA]);
    }
  });

  it('a good answer resets the wait to six hours, and the next failure to two', async () => {
    const refresher = await aRefresher(endpoint, { catalogNumbers: [TERRA], play: () => NOT_FOUND });
    const { run, row } = refresher;
    await run(NOW_MS);
    await run(NOW_MS + 2 * HOUR_MS);
    refresher.play = (catalogNumber) => answerOf(newest(catalogNumber));

    expect(await run(NOW_MS + 6 * HOUR_MS)).toEqual([TERRA]);

    expect(await row(TERRA)).toMatchObject({ failures: 0, waitMs: 6 * HOUR_MS });
    refresher.play = () => NOT_FOUND;
    expect(await run(NOW_MS + 12 * HOUR_MS)).toEqual([TERRA]);
    expect(await row(TERRA)).toMatchObject({ failures: 1, waitMs: 2 * HOUR_MS });
  });

  it('never less than two hours, whatever is in the table', () => {
    expect(isDue({}, NOW_MS)).toBe(true);
    for (const waitMs of [undefined, 0, -1, 1000]) {
      const row = { attemptedAtMs: NOW_MS, ...(waitMs !== undefined && { waitMs }) };
      expect(isDue(row, NOW_MS + 2 * HOUR_MS - 1)).toBe(false);
      expect(isDue(row, NOW_MS + 2 * HOUR_MS)).toBe(true);
    }
    for (const failures of [1, 2, 3, 100]) {
      expect(backoffMs(failures, 0)).toBeGreaterThanOrEqual(2 * HOUR_MS);
      expect(backoffMs(failures, 1)).toBeLessThanOrEqual(12 * HOUR_MS);
    }
  });
});

describe('a source in trouble', () => {
  it.each([
    ['cannot be reached', UNREACHABLE],
    ['asks us to stop', { status: 429, text: 'Too Many Requests', host: 'celestrak.org' }],
    ['has blocked us', { status: 403, text: 'Forbidden', host: 'celestrak.org' }],
    ['fails', { status: 503, text: '', host: 'celestrak.org' }],
  ])('%s: the run ends after one request, and the next run continues with the next satellite', async (_, reply) => {
    const { run, report } = await aRefresher(endpoint, { play: () => reply });

    expect(await run(NOW_MS)).toEqual([TERRA]);
    expect(await run(NOW_MS + 5 * MINUTE_MS)).toEqual([AQUA]);
    expect(await run(NOW_MS + 10 * MINUTE_MS)).toEqual([AURA]);
    expect(await run(NOW_MS + 15 * MINUTE_MS)).toEqual(NONE);
    expect(report.lines.filter(({ message }) => message === 'elements refused')).toHaveLength(3);
  });

  it('has recovered: the satellite that has waited longest comes first', async () => {
    const refresher = await aRefresher(endpoint, { play: () => UNREACHABLE });
    for (const minutes of [0, 5, 10]) await refresher.run(NOW_MS + minutes * MINUTE_MS);
    await refresher.run(NOW_MS + 2 * HOUR_MS);
    refresher.play = (catalogNumber) => answerOf(newest(catalogNumber));

    expect(await refresher.run(NOW_MS + 6 * HOUR_MS)).toEqual([AQUA, AURA, TERRA]);
  });
});

describe('concurrent runs', () => {
  it('request each satellite once', async () => {
    const { run, asked } = await aRefresher(endpoint);

    await Promise.all([run(NOW_MS), run(NOW_MS), run(NOW_MS), run(NOW_MS)]);

    expect(asked.map(({ catalogNumber }) => catalogNumber).toSorted()).toEqual(ALL);
  });

  it('one that is overtaken between reading the table and its request requests none', async () => {
    const fast = await aRefresher(endpoint);
    const slow = await aRefresher(endpoint, { table: { ...fast.table, client: fast.clients.documents } });
    let overtaken = false;
    fast.clients.documents.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args);
        if (context.commandName === 'BatchGetItemCommand' && !overtaken) {
          overtaken = true;
          await fast.run(NOW_MS);
        }
        return result;
      },
      { step: 'initialize', name: 'overtake' },
    );

    expect(await slow.run(NOW_MS)).toEqual(NONE);

    expect(fast.asked).toHaveLength(3);
    expect(slow.logged('elements')).toEqual([{ asked: 0, due: 3 }]);
  });
});

describe('a run that crashes', () => {
  it('has used up its attempt: the satellite waits two hours, however often the run is retried', async () => {
    const refresher = await aRefresher(endpoint, {
      play: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(refresher.run(NOW_MS)).rejects.toThrow('a bug');
    refresher.play = (catalogNumber) => answerOf(newest(catalogNumber));

    // The others have not been requested yet.
    expect(await refresher.run(NOW_MS + MINUTE_MS)).toEqual([AQUA, AURA]);
    expect(await refresher.run(NOW_MS + 2 * HOUR_MS - 1)).toEqual(NONE);
    expect(await refresher.row(TERRA)).toMatchObject({ failures: 1 });
    expect(await refresher.run(NOW_MS + 2 * HOUR_MS)).toEqual([TERRA]);
    expect(await refresher.row(TERRA)).toMatchObject({ failures: 0 });
  });

  it('requests none when it cannot read the table', async () => {
    const { run, asked } = await aRefresher(endpoint, {
      table: { client: (await aRefresher(endpoint)).table.client, tableName: 'no-such-table' },
    });

    await expect(run(NOW_MS)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(asked).toEqual([]);
  });
});

describe('the deadline', () => {
  it('lets no request start after it; the next run starts with the satellites that were left', async () => {
    let nowMs = NOW_MS;
    const refresher = await aRefresher(endpoint, {
      play: (catalogNumber) => {
        nowMs += 8000;
        return answerOf(newest(catalogNumber));
      },
    });

    // 0 s, 8 s; 16 s would be after 15.
    expect(await refresher.run(() => nowMs, { forMs: 15_000 })).toEqual([TERRA, AQUA]);
    expect(refresher.logged('elements')).toEqual([{ asked: 2, due: 3 }]);
    expect(await refresher.run(NOW_MS + 5 * MINUTE_MS)).toEqual([AURA]);
    // At 6 h 5 min all are due, and there is time for one each: Terra was requested before Aqua, and Aqua before Aura.
    const asked: number[] = [];
    for (const minutes of [5, 10, 15]) {
      nowMs = NOW_MS + 6 * HOUR_MS + minutes * MINUTE_MS;
      asked.push(...(await refresher.run(() => nowMs, { forMs: 5000 })));
    }
    expect(asked).toEqual([TERRA, AQUA, AURA]);
  });

  it('lets no request start in the last two seconds: it would use up two hours for nothing', async () => {
    const { run } = await aRefresher(endpoint);

    for (const forMs of [-5000, 0, 1, 1999]) expect(await run(NOW_MS, { forMs })).toEqual(NONE);
    expect(await run(NOW_MS, { forMs: 2000 })).toEqual(ALL);
  });

  it('ends the request under way, which counts as a failure', async () => {
    const { run, row } = await aRefresher(endpoint, {
      play: async (_catalogNumber, _atMs, signal) => {
        await once(signal, 'abort');
        return { unreachable: (signal.reason as Error).name, host: 'celestrak.org' };
      },
    });

    // The signal runs in real time, and a request starts with two seconds at least.
    expect(await run(NOW_MS, { forMs: 2000 })).toEqual([TERRA]);

    expect(await row(TERRA)).toMatchObject({ failures: 1, waitMs: 2 * HOUR_MS });
  });
});

it('keys that a read leaves unprocessed are read again: their satellites do not count as never requested', async () => {
  const { run, clients } = await aRefresher(endpoint);
  await run(NOW_MS);
  const calls = leaveKeysUnprocessed(clients.documents, 2);

  expect(await run(NOW_MS + HOUR_MS)).toEqual(NONE);

  expect(calls.sizes).toEqual([3, 1]);
});
