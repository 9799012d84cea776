// What the facts mean: for each part, on the way from the schedule to the page, whether it works, and what to do if not.
// Pure, so that each mistake can be tested without a system that has it.
import { isUsable } from '../../orbit/age.ts';
import type { ElementsFact, Facts, FunctionFact, HttpFact, QueueFact, Read, Subject } from './facts.ts';
import { isWhole } from './facts.ts';

/** The judgement of one part. */
export interface Finding {
  readonly part: Part;
  readonly state: 'ok' | 'note' | 'broken';
  readonly says: string;
  /** Heading of docs/operations.md. */
  readonly heading?: string;
  /** The next command to type. */
  readonly next?: string;
}

/** In the order of the walk. */
export const PARTS = [
  'stack outputs',
  'elements',
  'schedule',
  'propagate',
  'stream',
  'consumer mapping',
  'fanout',
  'track table',
  'quarantine queue',
  'dead letters',
  'connections',
  'query API',
  'page',
] as const;

export type Part = (typeof PARTS)[number];

/** Headings of docs/operations.md that a finding may name. */
export const HEADING = {
  deploy: 'Deploy',
  badDeployment: 'A bad deployment',
  elements: 'Elements old',
  schedule: 'Schedule disabled',
  pointsMissing: 'Points missing',
  quarantine: 'Quarantine not empty',
  deadLetters: 'Dead letters not empty',
  sockets: 'A flood of sockets',
  page: 'Page down',
  overload: 'Overload',
  apiReplaced: 'API replaced',
} as const;

// A tick comes each minute. Three without one use up the lead.
const SILENCE_MS = 3 * 60_000;

/** Makes a finding of one part. */
type Judge = (facts: Facts, subject: Subject) => Omit<Finding, 'part'>;

const JUDGES: Record<Part, Judge> = {
  'stack outputs': judgeStacks,
  elements: judgeElements,
  schedule: judgeSchedule,
  propagate: (facts, subject) => judgeFunction(facts.propagate, 'tick', facts.nowMs, subject),
  stream: judgeStream,
  'consumer mapping': judgeMapping,
  fanout: (facts, subject) => judgeFunction(facts.fanout, 'batch', facts.nowMs, subject),
  'track table': judgeTrack,
  'quarantine queue': (facts, subject) => judgeQueue(facts.quarantine, HEADING.quarantine, subject),
  'dead letters': (facts, subject) => judgeQueue(facts.deadLetters, HEADING.deadLetters, subject),
  connections: judgeSocket,
  'query API': judgeApi,
  page: judgePage,
};

/** Judges each part. A fact that could not be read counts as broken: nobody knows that it works. */
export function diagnose(facts: Facts, subject: Subject): Finding[] {
  return PARTS.map((part) => ({ part, ...JUDGES[part](facts, subject) }));
}

type Judgement = Omit<Finding, 'part'>;

function ok(says: string): Judgement {
  return { state: 'ok', says };
}

function broken(says: string, heading: string, next: string): Judgement {
  return { state: 'broken', says, heading, next };
}

function judgeStacks({ stacks }: Facts, subject: Subject): Judgement {
  if ('error' in stacks) return broken(stacks.error, HEADING.deploy, subject.local ? 'npm start' : 'npm run deploy');
  for (const { name, status, missingOutputs } of stacks.value) {
    const events = `aws cloudformation describe-stack-events --stack-name ${name} --max-items 20${subject.awsOptions}`;
    if (!isWhole(status)) {
      return broken(`${name} is ${status}: its last deployment has not ended well.`, HEADING.badDeployment, events);
    }
    if (missingOutputs.length > 0) {
      const says = `${name} has no output ${missingOutputs.join(', ')}: another version deployed it.`;
      return broken(says, HEADING.badDeployment, subject.repair);
    }
  }
  return ok(`${stacks.value.map(({ name }) => name).join(', ')}: deployed, with all outputs`);
}

function judgeElements({ elements, elementsSchedule }: Facts, subject: Subject): Judgement {
  if ('error' in elements) return broken(elements.error, HEADING.elements, subject.repair);
  if ('error' in elementsSchedule) return broken(elementsSchedule.error, HEADING.schedule, subject.repair);
  const schedule = elementsSchedule.value;
  const sets = elements.value.map(describeElements).join(', ');
  const problems = elements.value.filter(({ problem }) => problem);
  // The sentence is that of functions/elements/refresh.ts.
  const isUnreachable = problems.some(({ problem }) => problem?.includes(' gave no answer ('));
  const next =
    subject.local && isUnreachable
      ? 'check your network, or npm start -- --offline'
      : `curl '${subject.apiUrl}/satellites'`;
  if (!elements.value.some(({ state }) => isUsable(state)))
    return broken(`No satellite has usable elements: ${sets}.`, HEADING.elements, next);
  if (schedule?.state === 'DISABLED')
    return broken(
      `The schedule ${schedule.name} is disabled: nothing is downloaded.`,
      HEADING.schedule,
      subject.repair,
    );
  if (!schedule && !subject.local)
    return broken('There is no schedule for downloads.', HEADING.schedule, subject.repair);
  if (!schedule) return { state: 'note', says: `no downloads (--offline): ${sets}` };
  if (elements.value.every(({ state, problem }) => problem && state !== 'fresh'))
    return broken(`${sets}. ${problems[0]?.problem}.`, HEADING.elements, next);
  if (problems.length > 0 || elements.value.some(({ state }) => state !== 'fresh')) {
    const reasons = [...new Set(problems.map(({ problem }) => `${problem}.`))].join(' ');
    return { state: 'note', says: `${sets}${reasons && `. ${reasons}`}`, heading: HEADING.elements, next };
  }
  return ok(sets);
}

function describeElements({ satellite, state, ageDays }: ElementsFact): string {
  return ageDays === undefined ? `${satellite} ${state}` : `${satellite} ${state} (${ageDays.toFixed(1)} days)`;
}

function judgeSchedule({ schedule, propagate, nowMs }: Facts, subject: Subject): Judgement {
  if ('error' in schedule) return broken(schedule.error, HEADING.schedule, subject.repair);
  if (!schedule.value) return broken('No schedule starts propagate: it is deleted.', HEADING.schedule, subject.repair);
  const { name, state } = schedule.value;
  if (state !== 'ENABLED')
    return broken(`The schedule ${name} is ${state.toLowerCase()}.`, HEADING.schedule, subject.repair);
  const lastMs = 'value' in propagate ? propagate.value.lastLineMs : undefined;
  const look = `aws scheduler get-schedule --name ${name}${subject.awsOptions}`;
  if ('value' in propagate && (lastMs === undefined || nowMs - lastMs > SILENCE_MS)) {
    return broken(`It is enabled, but propagate has not started ${since(lastMs, nowMs)}.`, HEADING.pointsMissing, look);
  }
  return ok(lastMs === undefined ? 'enabled' : `enabled, last tick ${ago(lastMs, nowMs)}`);
}

/** Whether a function is there, may run, and has done its work since its last error. */
function judgeFunction(fact: Read<FunctionFact>, done: string, nowMs: number, subject: Subject): Judgement {
  if ('error' in fact) return broken(fact.error, HEADING.pointsMissing, subject.repair);
  const { name, logGroup, state, reservedExecutions, lastDoneMs, lastError, lastingWarning } = fact.value;
  const log = readLog(logGroup, subject);
  if (state === 'Failed') return broken(`${name} is ${state}.`, HEADING.badDeployment, subject.repair);
  if (reservedExecutions === 0) {
    const start = `aws lambda delete-function-concurrency --function-name ${name}${subject.awsOptions}`;
    return broken('It may not run: 0 executions are reserved for it.', HEADING.pointsMissing, start);
  }
  if (lastError && lastError.timeMs > (lastDoneMs ?? 0))
    return broken(`${lastError.text} (${ago(lastError.timeMs, nowMs)})`, HEADING.pointsMissing, log);
  if (lastDoneMs === undefined || nowMs - lastDoneMs > SILENCE_MS)
    return broken(`It has written no line "${done}" ${since(lastDoneMs, nowMs)}.`, HEADING.pointsMissing, log);
  const says = `last ${done} ${ago(lastDoneMs, nowMs)}`;
  // It goes on with what it knew before, so the work is done, but its repairs are not.
  if (lastingWarning?.startsWith('cannot read'))
    return broken(`${says}, in each run: ${lastingWarning}`, HEADING.pointsMissing, log);
  if (lastingWarning)
    return {
      state: 'note',
      says: `${says}, in each run: ${lastingWarning}`,
      heading: HEADING.pointsMissing,
      next: log,
    };
  if (!lastError) return ok(`${says}, no errors in ten minutes`);
  return { state: 'note', says: `${says}; before it: ${lastError.text}`, heading: HEADING.pointsMissing, next: log };
}

function readLog(group: string, { awsOptions }: Subject): string {
  return `aws logs filter-log-events --output text --query 'events[].[message]' --start-time $((($(date +%s)-900)*1000)) --log-group-name ${group}${awsOptions}`;
}

function judgeStream({ stream, nowMs }: Facts, subject: Subject): Judgement {
  if ('error' in stream) return broken(stream.error, HEADING.pointsMissing, subject.repair);
  const { name, status, newestMs } = stream.value;
  const look = `aws kinesis describe-stream-summary --stream-name ${name}${subject.awsOptions}`;
  if (status !== 'ACTIVE') return broken(`The stream is ${status}.`, HEADING.pointsMissing, look);
  if (newestMs === undefined || nowMs - newestMs > SILENCE_MS)
    return broken(`No record has arrived ${since(newestMs, nowMs)}.`, HEADING.pointsMissing, look);
  return ok(`newest record ${ago(newestMs, nowMs)}`);
}

function judgeMapping({ mapping, nowMs }: Facts, subject: Subject): Judgement {
  if ('error' in mapping) return broken(mapping.error, HEADING.pointsMissing, subject.repair);
  const { id, state, lastResult, notStoredSinceMs } = mapping.value;
  const look = `aws lambda get-event-source-mapping --uuid ${id}${subject.awsOptions}`;
  if (!/^(Enabled|Enabling|Updating)$/.test(state)) {
    const start = `aws lambda update-event-source-mapping --uuid ${id} --enabled${subject.awsOptions}`;
    return broken(
      `The event source mapping is ${state.toLowerCase()}: fanout gets no records.`,
      HEADING.pointsMissing,
      start,
    );
  }
  if (notStoredSinceMs !== undefined) {
    const says = `A record that arrived ${ago(notStoredSinceMs, nowMs)} is not stored: the mapping does not move, or fanout fails.`;
    return broken(says, HEADING.pointsMissing, look);
  }
  if (/PROBLEM|FAILED/.test(lastResult ?? ''))
    return broken(`Its last result: ${lastResult}.`, HEADING.pointsMissing, look);
  return ok(`${state.toLowerCase()}, has passed on all records`);
}

function judgeTrack({ track, nowMs }: Facts, subject: Subject): Judgement {
  const next = `curl '${subject.apiUrl}/status'`;
  if ('error' in track) return broken(track.error, HEADING.pointsMissing, next);
  const holes = track.value.filter(({ stored, expected }) => stored < expected);
  const counts = (of: typeof track.value) =>
    of.map(({ satellite, stored, expected }) => `${satellite} ${stored} of ${expected}`).join(', ');
  if (holes.length > 0)
    return broken(`Points of the last hour are missing: ${counts(holes)}.`, HEADING.pointsMissing, next);
  const behind = track.value.filter(({ newestMs, expected }) => expected > 0 && (newestMs ?? 0) <= nowMs);
  if (behind.length > 0) {
    const names = behind.map(({ satellite }) => satellite).join(', ');
    return broken(`There are no points ahead of now for ${names}.`, HEADING.pointsMissing, next);
  }
  return ok(counts(track.value));
}

function judgeQueue(queue: Read<QueueFact>, heading: string, subject: Subject): Judgement {
  if ('error' in queue) return broken(queue.error, heading, subject.repair);
  const { url, messages } = queue.value;
  if (messages === 0) return ok('empty');
  const says = messages === 1 ? '1 message waits to be read.' : `${messages} messages wait to be read.`;
  const read = `aws sqs receive-message --visibility-timeout 0 --max-number-of-messages 10 --queue-url ${url}${subject.awsOptions}`;
  return broken(says, heading, read);
}

function judgeSocket({ socket }: Facts, subject: Subject): Judgement {
  const apis = `aws apigatewayv2 get-apis${subject.awsOptions}`;
  if ('error' in socket) return broken(socket.error, HEADING.apiReplaced, apis);
  const group = `aws lambda get-function-configuration --function-name ${subject.connectionsFunction} --output text --query LoggingConfig.LogGroup${subject.awsOptions}`;
  const log = readLog(`"$(${group})"`, subject);
  const { refused, opened, frame } = socket.value;
  if (refused === 503) return broken('It is full: no more sockets are let in (503).', HEADING.sockets, log);
  if (refused === 429) return broken('Too many sockets open at once (429).', HEADING.sockets, log);
  if (refused !== undefined) return broken(`${subject.socketUrl} refuses a socket with ${refused}.`, HEADING.page, log);
  if (!opened) return broken(`No socket opens at ${subject.socketUrl}.`, HEADING.apiReplaced, apis);
  if (frame === 'none') {
    return broken('A socket opens, but got no frame in 90 s. Fanout does not reach it.', HEADING.pointsMissing, log);
  }
  return frame === 'received'
    ? ok('a socket opens and gets a frame')
    : { state: 'note', says: 'a socket opens; no frame can come until the parts above work' };
}

function judgeApi({ api }: Facts, subject: Subject): Judgement {
  const next = `curl -i '${subject.apiUrl}/status'`;
  return judgeAnswers(api, next, ({ status }) => {
    if (status === 429) return HEADING.overload;
    return status === 503 ? HEADING.pointsMissing : HEADING.page;
  });
}

function judgePage({ page }: Facts, subject: Subject): Judgement {
  return judgeAnswers(page, `curl -i '${subject.pageUrl}'`, ({ problem }) =>
    problem?.startsWith('it names another') ? HEADING.apiReplaced : HEADING.page,
  );
}

function judgeAnswers(
  answers: Read<readonly HttpFact[]>,
  next: string,
  headingOf: (answer: { status: number; problem: string | undefined }) => string,
): Judgement {
  if ('error' in answers) return broken(answers.error, headingOf({ status: 0, problem: undefined }), next);
  const bad = answers.value.find(({ status, problem }) => status !== 200 || problem);
  const names = answers.value.map(({ url }) => url.split('?')[0]?.split('/').pop()).join(', ');
  if (!bad) return ok(`${names}: 200`);
  const why = bad.problem ? `: ${bad.problem}` : '';
  return broken(`${bad.url} answers ${bad.status}${why}.`, headingOf(bad), next);
}

function ago(timeMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - timeMs) / 1000));
  return seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}

function since(timeMs: number | undefined, nowMs: number): string {
  return timeMs === undefined ? 'in the last ten minutes' : `since ${ago(timeMs, nowMs).replace(' ago', '')}`;
}
