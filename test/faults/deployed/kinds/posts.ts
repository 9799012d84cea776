// Frames do not reach viewers.
import {
  forgetConnection,
  openConnections,
  rememberConnection,
} from '../../../../functions/shared/connections-table.ts';
import { floorToGrid, LEAD_MS, STEP_MS } from '../../../../orbit/grid.ts';
import { HOUR_MS } from '../../../../orbit/time.ts';
import { until } from '../../../support/connect.ts';
import type { Fault } from '../fault.ts';
import type { Rule } from '../stand/microburst.ts';
import type { Stand } from '../stand/stand.ts';
import { startViewers } from '../stand/viewers.ts';

/** A tick whose frames meet the rule. Ends when they did: fanout pushes after the tick has ended. */
const under =
  (rule: Omit<Rule, 'service'>, atLeast = (stand: Stand) => stand.audience) =>
  async (stand: Stand) => {
    await stand.loseMinutes(4);
    const rules = [{ service: 'apigatewaymanagementapi' as const, ...rule }];
    return stand.microburst.during(rules, async (hits) => {
      await stand.tick();
      await until(async () => (await hits()) >= atLeast(stand));
    });
  };

const LEAVING = 10;

/** Waits until the schedule's next tick has reached every viewer: a socket counts as dead 130 s after its last frame. */
async function untilFed({ viewers, catalogNumbers }: Stand): Promise<void> {
  const nextMs = floorToGrid(Date.now() + LEAD_MS) + STEP_MS;
  await until(async () => {
    const { watching, whole } = await viewers.count(catalogNumbers, nextMs);
    return whole === watching;
  });
}

export const POSTS: readonly Fault[] = [
  {
    name: 'Posts throttled (429)',
    standsFor: 'the account makes more requests than API Gateway takes: LimitExceededException',
    short: true,
    make: under({ error: { code: 'LimitExceededException', status: 429 } }),
  },
  {
    name: 'Posts fail inside (5xx)',
    standsFor: 'API Gateway fails: InternalServerError',
    make: under({ error: { code: 'InternalServerError', status: 500 } }),
  },
  {
    name: 'Posts too large (413)',
    standsFor: 'PayloadTooLargeException, for a frame that a later version makes too long',
    make: under({ error: { code: 'PayloadTooLargeException', status: 413 } }),
  },
  {
    name: 'Posts forbidden (403)',
    standsFor: 'ForbiddenException, for a role whose policy was changed by hand',
    make: under({ error: { code: 'ForbiddenException', status: 403 } }),
  },
  {
    name: 'Posts hanging',
    standsFor: 'API Gateway gives no answer, and fanout has 15 s for all',
    make: under({ timeout_ms: 60_000 }, () => 1),
  },
  {
    name: 'Posts gone (410) for sockets that live',
    standsFor: 'API Gateway says that open sockets are gone; their rows are deleted, and they get no frames',
    realTime: true,
    async make(stand) {
      await untilFed(stand);
      const error = { code: 'GoneException', status: 410 };
      return stand.microburst.during([{ service: 'apigatewaymanagementapi', error }], (hits) =>
        until(async () => (await hits()) >= stand.audience),
      );
    },
  },
  {
    name: 'A third of 500 sockets dead',
    standsFor: 'clients that vanished without a word: their rows stay, and posts to them get 410',
    async make(stand) {
      const { system } = stand;
      const sockets = await Promise.all(Array.from({ length: 333 }, () => system.openSocket()));
      const dead = Array.from({ length: 167 }, (_, index) => `vanished-${index}`);
      const connectedAtMs = Date.now() - HOUR_MS;
      for (const connectionId of dead) {
        await rememberConnection(system.connectionsTable, { connectionId, connectedAtMs });
      }
      try {
        await stand.loseMinutes(4);
        const sinceMs = Date.now();
        await stand.tick();
        await Promise.all(sockets.map((socket) => socket.next(({ sentAt }) => Date.parse(sentAt) >= sinceMs - 1000)));
        await until(async () => {
          const rows = await openConnections(system.connectionsTable, Date.now());
          return !rows.some(({ connectionId }) => connectionId.startsWith('vanished-'));
        });
        return dead.length;
      } finally {
        await Promise.all(sockets.map((socket) => socket.close()));
      }
    },
  },
  {
    name: 'Clients that vanish',
    standsFor: 'a process with ten open sockets is killed in the middle of a tick',
    async make(stand) {
      const ids = async () => {
        const rows = await openConnections(stand.system.connectionsTable, Date.now());
        return rows.map(({ connectionId }) => connectionId);
      };
      const others = new Set(await ids());
      const { pageUrl, apiUrl } = stand.system.addresses;
      const leaving = startViewers(pageUrl, apiUrl);
      try {
        await leaving.watch(LEAVING);
        let own: string[] = [];
        await until(async () => {
          own = (await ids()).filter((id) => !others.has(id));
          return own.length >= LEAVING;
        });
        await stand.loseMinutes(4);
        await Promise.all([stand.tick(), leaving.kill()]);
        await until(async () => {
          const left = new Set(await ids());
          return own.filter((id) => left.has(id)).length <= own.length - LEAVING;
        });
        return LEAVING;
      } finally {
        await leaving.stop();
      }
    },
  },
  {
    name: 'The rows of all sockets lost',
    standsFor: 'somebody empties the connections table: open sockets get no frames',
    realTime: true,
    async make(stand) {
      await untilFed(stand);
      const { connectionsTable } = stand.system;
      const rows = await openConnections(connectionsTable, Date.now());
      for (const { connectionId } of rows) await forgetConnection(connectionsTable, connectionId);
      // The next frame reaches nobody.
      const sinceMs = Date.now();
      await until(async () => stand.partialProxy.ticksSince(sinceMs) > 0);
      return rows.length;
    },
  },
];
