// How much a turn of the wheel magnifies. Pure.

/** At most as much in one event as a notch of a mouse should: the browser reports 100 px for it. */
const MAX_EXPONENT = 0.3;

/**
 * The power of two by which a wheel event magnifies. As d3-zoom's own, whose tenfold rate with Ctrl is right for two
 * fingers on a touchpad, which browsers report as small steps with Ctrl; a notch of a mouse would magnify four times.
 */
export function wheelExponent({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  // Lines are of some 25 px, pages of 500.
  const rate = [0.002, 0.05, 1][deltaMode] ?? 1;
  const exponent = -deltaY * rate * (ctrlKey ? 10 : 1);
  return Math.min(Math.max(exponent, -MAX_EXPONENT), MAX_EXPONENT);
}
