// What the log of a function says: when it last ran, when its work was last done, and its last error.
import { isObject, parseJson } from '../../wire/json.ts';
import type { FunctionFact } from './facts.ts';

/** A warning of one run may be over with the next. */
const LASTING_RUNS = 3;

/** A log event, as far as it is used here. */
export interface LogEvent {
  readonly logStreamName?: string | undefined;
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
}

/**
 * The newest line, the newest line about done work, and the newest error of a function. A run that ends without the line
 * about its work is an error too: not every emulator logs what a handler throws.
 * @param events of each stream in order of time
 * @param done the message of the line that the function writes when its work is done
 */
export function linesOf(
  events: readonly LogEvent[],
  done: string,
): Pick<FunctionFact, 'lastLineMs' | 'lastDoneMs' | 'lastError' | 'lastingWarning'> {
  let lastLineMs: number | undefined;
  let lastDoneMs: number | undefined;
  let lastError: FunctionFact['lastError'];
  let lastWarning: string | undefined;
  let warning: string | undefined;
  // Runs in a row that had a warning.
  let warned = 0;
  // Runs that have started and not done their work yet, by the stream of their container.
  const undone = new Set<string | undefined>();
  for (const { logStreamName, timestamp: timeMs = 0, message = '' } of events) {
    lastLineMs = Math.max(lastLineMs ?? 0, timeMs);
    const line = parse(message);
    if (isStart(message, line)) undone.add(logStreamName);
    if (line?.level === 'WARN') warning = textOf(line);
    if (line?.message === done) {
      warned = warning ? warned + 1 : 0;
      if (warning) lastWarning = warning;
      warning = undefined;
      lastDoneMs = Math.max(lastDoneMs ?? 0, timeMs);
      undone.delete(logStreamName);
    }
    const isEnd = /^REPORT RequestId/.test(message) || line?.type === 'platform.report';
    const endedUndone = isEnd && undone.delete(logStreamName);
    const text = errorIn(message, line) ?? (endedUndone ? `A run has ended without its line "${done}".` : undefined);
    // The error itself says more than that the run ended.
    if (text && (timeMs > (lastError?.timeMs ?? 0) || !endedUndone)) lastError = { timeMs, text };
  }
  return { lastLineMs, lastDoneMs, lastError, lastingWarning: warned >= LASTING_RUNS ? lastWarning : undefined };
}

/** The error that a line of a log reports, in one line; undefined when it reports none. */
export function errorOf(message: string): string | undefined {
  return errorIn(message, parse(message));
}

function isStart(message: string, line: Record<string, unknown> | undefined): boolean {
  return /^START RequestId/.test(message) || line?.type === 'platform.start';
}

function parse(message: string): Record<string, unknown> | undefined {
  const line = parseJson(message);
  return isObject(line) ? line : undefined;
}

/** The error in a line: of the function's logger, of a handler that threw, or of Lambda when it ended the function. */
function errorIn(message: string, line: Record<string, unknown> | undefined): string | undefined {
  if (!line)
    return /Task timed out after [\d.]+ seconds|Runtime exited[^\n]*|^\S*(?:\tERROR\t|\w*Error: ).*/.exec(message)?.[0];
  // Lambda's own lines in JSON: https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
  if (
    line.type === 'platform.report' &&
    isObject(line.record) &&
    /^(error|timeout|failure)$/.test(String(line.record.status))
  )
    return `Lambda ended it: ${line.record.status}`;
  const thrown = [line, line.message].filter(isObject).find((each) => 'errorType' in each);
  if (thrown) return `${thrown.errorType}: ${firstLine(thrown.errorMessage)}`;
  return line.level === 'ERROR' ? textOf(line) : undefined;
}

/** What a line of the function's logger says, and why. */
function textOf({ message, reason, error }: Record<string, unknown>): string {
  const why = reason ?? (isObject(error) ? error.message : undefined);
  return `${firstLine(message)}${why ? `: ${firstLine(why)}` : ''}`;
}

function firstLine(value: unknown): string {
  return String(value).split('\n')[0] as string;
}
