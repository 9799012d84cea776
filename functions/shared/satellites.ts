// The satellites that this deployment follows. The file is checked when the stacks are synthesized.
import satellites from '#satellites' with { type: 'json' };
import type { Satellite } from '../../orbit/satellites.ts';

export const SATELLITES: readonly Satellite[] = satellites;
