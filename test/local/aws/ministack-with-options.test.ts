// What the local AWS forgets, and that nothing else is lost with it: in Python, since a test cannot wait for a day.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCAL_FOLDER, ROOT } from '../../../local/machine/folders.mjs';

const PYTHON = join(LOCAL_FOLDER, 'python', 'bin', 'python');
const SCRIPT = join(ROOT, 'local', 'aws', 'ministack-with-options.py');

const CHECKS = `
import importlib.util, json, sys, time
spec = importlib.util.spec_from_file_location("options", sys.argv[1])
options = importlib.util.module_from_spec(spec)
spec.loader.exec_module(options)

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

test('records older than a day and all log streams but a thousand are forgotten, and positions stay right', () => {
  const answer = execFileSync(PYTHON, ['-c', CHECKS, SCRIPT], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

  expect(JSON.parse(answer.trim().split('\n').at(-1) ?? '')).toEqual({
    kept: [2, 3],
    places: 4,
    'new for a consumer that has read three': [3],
    'new for one that has read all': [],
    'new for one that has read nothing': [2, 3],
    starts: [2, 4, 3],
    streams: [1000, 'stream 3', 'stream 1002'],
  });
});
