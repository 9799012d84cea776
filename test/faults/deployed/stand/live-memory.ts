// Live memory of a Node process: what is left after a collection of garbage. Resident memory has more, since V8 collects when
// it likes, and neither it nor the allocator gives all of what is free back.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 1024 * 1024;

/** Collects garbage in this process and returns its live memory, megabytes. Everything stands still meanwhile. */
export function liveMemoryMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}
