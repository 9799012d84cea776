// Which program answers as AWS at an endpoint of this machine.
import { UserError } from '../machine/errors.mjs';
import { requireLoopback } from '../machine/loopback.mjs';
import type { EmulatorKind } from './addresses.ts';

export interface Emulator {
  kind: EmulatorKind;
  /** For people: "MiniStack 1.5.33". */
  name: string;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Finds out what answers at an endpoint.
 * LocalStack's own paths: https://docs.localstack.cloud/aws/configuration/networking/internal-endpoints/
 * @throws UserError when the endpoint is not on this machine, or nothing answers there
 */
export async function identify(endpoint: string, signal?: AbortSignal): Promise<Emulator> {
  const origin = requireLoopback(endpoint);
  const get = async (path: string) => {
    const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await fetch(origin + path, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
    // Read in any case: an unread answer holds its connection.
    const content = await answer.json().catch(() => ({}));
    return answer.ok ? content : undefined;
  };
  try {
    // MiniStack first: it answers LocalStack's path too.
    const ministack = await get('/_ministack/health');
    if (ministack) return { kind: 'MiniStack', name: named('MiniStack', ministack) };
    const localstack = await get('/_localstack/health');
    if (!localstack) return { kind: 'unknown', name: 'an emulator that is neither MiniStack nor LocalStack' };
    return { kind: 'LocalStack', name: named('LocalStack', (await get('/_localstack/info')) ?? localstack) };
  } catch (error) {
    signal?.throwIfAborted();
    throw new UserError(`Nothing answers at ${origin} (${causeOf(error as Error)}). Start a local AWS there.`, {
      cause: error,
    });
  }
}

/** Whether an emulator that is known answers at an address. Where nothing listens, the answer comes at once. */
export async function isLive(endpoint: string): Promise<boolean> {
  try {
    return (await identify(endpoint)).kind !== 'unknown';
  } catch {
    return false;
  }
}

function causeOf({ cause, message }: Error): string {
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
}

function named(program: string, answer: { version?: unknown; edition?: unknown }): string {
  const { version, edition } = answer;
  return [program, typeof version === 'string' && version, edition && `(${edition})`].filter(Boolean).join(' ');
}
