// Examines a system: reads the facts of every part at once, judges them, and waits for a frame if one can come.
import { SATELLITES } from '../../functions/shared/satellites.ts';
import { parseSatellites } from '../../wire/satellites.ts';
import { diagnose, type Finding, PARTS, type Part } from './checks.ts';
import type { Facts, Read, StackFact, Subject } from './facts.ts';
import { type ClientConfig, type Outputs, readFeed } from './read-feed.ts';
import { openSocket, readApi, readPage } from './read-viewers.ts';

/** A system to examine, found by its stacks. */
export interface Patient {
  readonly subject: Subject;
  readonly config: ClientConfig;
  readonly stacks: Read<readonly StackFact[]>;
  readonly outputs: Outputs;
}

// Without one of them, no frame comes.
const NEEDED_FOR_A_FRAME: readonly Part[] = ['schedule', 'propagate', 'stream', 'consumer mapping', 'fanout'];

/**
 * Examines every part. Nothing is changed; one socket is open meanwhile.
 * @param onFinding called for each part in the order of the walk, as soon as it is known
 */
export async function examine(
  { subject, config, stacks, outputs }: Patient,
  onFinding: (finding: Finding) => void,
  now: () => number = Date.now,
): Promise<Finding[]> {
  const satellites = await listedSatellites(subject);
  const socket = await openSocket(subject);
  try {
    const nowMs = now();
    const [feed, api, page] = await Promise.all([
      readFeed(config, outputs, satellites, nowMs),
      readApi(subject, satellites[0]?.catalogNumber ?? 0),
      readPage(subject),
    ]);
    const facts: Facts = { nowMs, stacks, ...feed, socket: socket.fact, api, page };
    const first = diagnose(facts, subject);
    const before = PARTS.indexOf('connections');
    for (const finding of first.slice(0, before)) onFinding(finding);
    const canCome = first.every(({ part, state }) => state !== 'broken' || !NEEDED_FOR_A_FRAME.includes(part));
    const opened = 'value' in socket.fact && socket.fact.value.opened;
    const all =
      canCome && opened
        ? diagnose(
            { ...facts, socket: { value: { refused: undefined, opened, frame: await socket.frame() } } },
            subject,
          )
        : first;
    for (const finding of all.slice(before)) onFinding(finding);
    return all;
  } finally {
    socket.close();
  }
}

/** The satellites that the system follows, or when its API does not answer, those of satellites.json. */
async function listedSatellites({ apiUrl }: Subject) {
  try {
    const answer = await fetch(`${apiUrl}/satellites`, { signal: AbortSignal.timeout(20_000) });
    return parseSatellites(await answer.json());
  } catch {
    return SATELLITES;
  }
}
