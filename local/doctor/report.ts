// What the doctor prints.
import type { Finding } from './checks.ts';

const LABELS = { ok: 'ok', note: 'note', broken: 'BROKEN' } as const;
const INDENT = ' '.repeat(28);

/** The finding of a part: a line, and for trouble where to read on and what to type. */
export function findingText({ part, state, says, heading, next }: Finding): string {
  const lines = [`  ${LABELS[state].padEnd(8)}${part.padEnd(18)}${says}`];
  if (heading) lines.push(`${INDENT}read   docs/operations.md#${anchorOf(heading)}`);
  if (next) lines.push(`${INDENT}next   ${next}`);
  return lines.join('\n');
}

/** The last line: what is broken, and where to start. */
export function summaryText(findings: readonly Finding[]): string {
  const broken = findings.filter(({ state }) => state === 'broken').map(({ part }) => part);
  const [first, ...others] = broken;
  if (!first) return 'Everything works.';
  if (others.length === 0) return `Broken: ${first}.`;
  return `Broken: ${broken.join(', ')}. Start with ${first}: the others may follow from it.`;
}

/** The anchor that GitHub makes of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
