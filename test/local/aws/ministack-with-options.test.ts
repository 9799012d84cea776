// What the local AWS forgets, and that nothing else is lost with it: in Python, since a test cannot wait for a day. And
// what its queries find.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCAL_FOLDER, ROOT } from '../../../local/machine/folders.mjs';

const PYTHON = join(LOCAL_FOLDER, 'python', 'bin', 'python');
const SCRIPT = join(ROOT, 'local', 'aws', 'ministack-with-options.py');

const LOAD = `
import importlib.util, json, sys, time
spec = importlib.util.spec_from_file_location("options", sys.argv[1])
options = importlib.util.module_from_spec(spec)
spec.loader.exec_module(options)
`;

const FORGETTING = `
def records():
    [shard] = options.kinesis._build_shards(1).values()
    now = time.time()
    for number, age in enumerate([90_000, 87_000, 86_000, 10]):
        shard["records"].append({"n": number, "ApproximateArrivalTimestamp": now - age, "SequenceNumber": f"{number}"})
    options.kinesis._expire_records({"RetentionPeriodHours": 8760, "shards": {"0": shard}})
    return shard["records"]

def numbers(some):
    return [record["n"] for record in some]

kept = records()
start = options.kinesis._start_position
groups = options.cloudwatch_logs._log_groups
groups["group"] = {"streams": {}}
for number in range(1003):
    groups["group"]["streams"][f"stream {number}"] = {}
streams = list(groups["group"]["streams"])
print(json.dumps({
    "kept": numbers(kept),
    "places": len(kept),
    "new for a consumer that has read three": numbers(kept[3:103]),
    "new for one that has read all": numbers(kept[4:104]),
    "new for one that has read nothing": numbers(kept[0:100]),
    "starts": [start(kept, kind, "3", None) for kind in ("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER")],
    "streams": [len(streams), streams[0], streams[-1]],
}))
`;

const QUERIES = `
def numbers(some):
    return [{"N": str(number)} for number in some]

# As text, 9 comes after 10, and -20 after -3.
times = numbers([-20, -3, 0, 0.5, 9, 10, "1e1", 100])
items = [{"satellite": satellite, "timeMs": time} for satellite in numbers([7, 7.0, 70]) for time in times]
items += [{"satellite": {"S": "7"}, "timeMs": {"S": "9"}}]
questions = [
    ("satellite = :s", {":s": {"N": "7"}}, {}),
    ("satellite = :s", {":s": {"S": "7"}}, {}),
    ("satellite = :s AND timeMs BETWEEN :a AND :b", {":s": {"N": "7"}, ":a": {"N": "-3"}, ":b": {"N": "10"}}, {}),
    ("#s = :s AND #t BETWEEN :a AND :b", {":s": {"N": "70"}, ":a": {"N": "9"}, ":b": {"N": "9"}},
     {"#s": "satellite", "#t": "timeMs"}),
    ("satellite = :s AND timeMs > :a", {":s": {"N": "7"}, ":a": {"N": "9"}}, {}),
]

def found(evaluate, question):
    condition, values, names = question
    slot = "KeyConditionExpression"
    return [place for place, item in enumerate(items) if evaluate(condition, item, values, names, slot=slot)]

ours, theirs = options.dynamodb._evaluate_condition, options.evaluate
# The second of two programs that ask in turn must not get the first one's matches.
print(json.dumps({
    "ours": [found(ours, question) for question in questions + questions[:2]],
    "theirs": [found(theirs, question) for question in questions + questions[:2]],
}))
`;

function run(checks: string): Record<string, unknown> {
  const answer = execFileSync(PYTHON, ['-c', LOAD + checks, SCRIPT], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '');
}

test('a query finds what the engine itself finds item by item', () => {
  const { ours, theirs } = run(QUERIES);

  expect(ours).toEqual(theirs);
  expect(ours).toEqual([
    [...Array(16).keys()],
    [24],
    [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14],
    [20],
    [5, 6, 7, 13, 14, 15],
    [...Array(16).keys()],
    [24],
  ]);
});

test('records older than a day and all log streams but a thousand are forgotten, and positions stay right', () => {
  expect(run(FORGETTING)).toEqual({
    kept: [2, 3],
    places: 4,
    'new for a consumer that has read three': [3],
    'new for one that has read all': [],
    'new for one that has read nothing': [2, 3],
    starts: [2, 4, 3],
    streams: [1000, 'stream 3', 'stream 1002'],
  });
});
