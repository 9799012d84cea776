"""Starts MiniStack with a few differences that bring it closer to AWS. Each changes one function in memory.

- OPTIONS reaches the route of an HTTP API. AWS without a CORS configuration: "The $default route catches requests for
  all methods and routes that you haven't explicitly defined, including OPTIONS requests"
  (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html). MiniStack answers them itself, with
  403, when its method is OPTIONS. So it gets the method in lower case, and the function in upper case.
- The answer of a function does not wait for its log. MiniStack waits 50 ms for a first line, and 5 ms after the last
  one; and $connect of a socket waits for all sockets before it. A function writes its log before its answer, so all of
  it is in the pipe by then, and is read without a wait.
- An open socket costs nothing while it is silent. MiniStack looks twice a second whether each one was closed: with
  2,000 sockets that takes an eighth of a core. Here closing wakes it.
- A query parses its condition once, and compares items by it. MiniStack parses it again for each item, which is most of
  the time that reading the connections of 1,000 viewers or a day of points takes.
- Sockets are not compressed, as on AWS, which offers no extension. MiniStack compresses each frame for each socket.
- Memory does not grow for ever. A stream keeps records for a day, as on AWS, and a record keeps its place when older ones
  expire. In MiniStack they move up, and a consumer, whose position is an index into the list, skips as many. So
  restore.ts sets a retention of a year for engines without this script, which counts only there. And each run of a
  function has a log stream of its own, which MiniStack never deletes: a log group keeps the newest thousand.
"""

import asyncio
import os
import re
import select
import threading
import time
from functools import lru_cache
from types import SimpleNamespace

from hypercorn.protocol import ws_stream
from ministack.app import main
from ministack.core.lambda_runtime import Worker
from ministack.core.responses import AccountRegionScopedDict
from ministack.services import apigateway, cloudwatch_logs, dynamodb, kinesis

evaluate = dynamodb._evaluate_condition
execute = apigateway._handle_execute_in_scope
invoke = apigateway._invoke_lambda_proxy
wait_for_log = Worker._drain_stderr_bounded
build_shards = kinesis._build_shards
start_position = kinesis._start_position

records_lock = threading.Lock()

RECORDS_KEPT_SECONDS = 24 * 3600
LOG_STREAMS_KEPT = 1000


async def execute_with_options(api_id, stage, path, method, *rest):
    has_cors = bool((apigateway._apis.get(api_id) or {}).get("corsConfiguration"))
    return await execute(api_id, stage, path, method if has_cors else method.replace("OPTIONS", "options"), *rest)


async def invoke_with_options(integration, api_id, stage, path, method, *rest, **named):
    return await invoke(integration, api_id, stage, path, method.upper(), *rest, **named)


def read_log(worker):
    """Runs in a thread for each process of a function. What the process has written is in the queue after `pump`."""
    lines, lock, rest = worker._stderr_queue, threading.Lock(), b""
    # Of our own: the engine may close the other one at any time.
    pipe = os.dup(worker._proc.stderr.fileno())
    os.set_blocking(pipe, False)
    ended = False

    def pump():
        nonlocal rest, ended
        with lock:
            try:
                while not ended:
                    chunk = os.read(pipe, 65536)
                    *whole, rest = (rest + chunk).split(b"\n")
                    for line in whole if chunk else filter(None, [rest]):
                        lines.put(line.decode(errors="replace"))
                    ended = not chunk
            except BlockingIOError:
                pass

    worker._pump_log = pump
    readable = select.poll()
    readable.register(pipe, select.POLLIN)
    while not ended:
        readable.poll()
        pump()
    with lock:
        os.close(pipe)


def drain_log(worker, *args, **named):
    if not hasattr(worker, "_pump_log"):
        return wait_for_log(worker, *args, **named)
    worker._pump_log()
    return worker._drain_stderr()


class Sockets(dict):
    """The open sockets. A closed one gets the message that ends its outbox."""

    def __setitem__(self, connection_id, record):
        close_event, outbox = record["close_event"], record["outbox"]
        close = close_event.set

        def close_and_wake():
            close()
            outbox.put_nowait(None)

        close_event.set = close_and_wake
        super().__setitem__(connection_id, record)


async def wait_for_message(message, timeout):
    return await message


tokens_of = lru_cache(maxsize=256)(dynamodb._tokenize)


def tokenize_once(expression):
    return list(tokens_of(expression))


KEY_CONDITION = re.compile(r"(#?\w+) = (:\w+)(?: AND (#?\w+) BETWEEN (:\w+) AND (:\w+))?")
last_query = (None, None, None)


def evaluate_once(condition, item, values, names, slot="ConditionExpression"):
    """The values of a query are one object, the same for each of its items."""
    global last_query
    expression, known_values, matches = last_query
    if values is known_values and condition == expression:
        return matches(item)
    # Of the first item, MiniStack's own: it raises what is wrong with the condition.
    result = evaluate(condition, item, values, names, slot=slot)
    parts = KEY_CONDITION.fullmatch(condition) if slot == "KeyConditionExpression" else None
    if parts and values:
        last_query = (condition, values, key_matcher(parts.groups(), values, names or {}))
    return result


def key_matcher(parts, values, names):
    comparable = dynamodb._ddb_comparable
    partition, value, sort, low, high = parts
    partition, value = names.get(partition, partition), comparable(values[value])
    if sort is None:
        return lambda item: comparable(item[partition]) == value
    # A pair of type and value.
    sort, low, high = names.get(sort, sort), comparable(values[low]), comparable(values[high])
    return lambda item: comparable(item[partition]) == value and low <= comparable(item[sort]) <= high


class Records(list):
    """The records of a shard. A record keeps its place when older ones expire."""

    expired = 0

    def __len__(self):
        return self.expired + super().__len__()

    def __getitem__(self, place):
        with records_lock:
            if not isinstance(place, slice):
                return super().__getitem__(place - self.expired)
            # A consumer that waits at an expired place gets the oldest records: it reads some twice, and loses none.
            start = max(0, place.start - self.expired)
            return super().__getitem__(slice(start, start + place.stop - place.start))

    def expire(self, before):
        with records_lock:
            count = 0
            for record in self:
                if record["ApproximateArrivalTimestamp"] >= before:
                    break
                count += 1
            del self[:count]
            self.expired += count


def build_shards_that_expire(*args, **named):
    shards = build_shards(*args, **named)
    for shard in shards.values():
        shard["records"] = Records()
    return shards


def expire_records(stream):
    before = time.time() - RECORDS_KEPT_SECONDS
    for shard in stream["shards"].values():
        # Those of a shard that was split or merged stay.
        if isinstance(shard["records"], Records):
            shard["records"].expire(before)


def start_position_of(records, *args):
    position = start_position(list.__getitem__(records, slice(None)), *args)
    return position if position is None else position + getattr(records, "expired", 0)


class LogStreams(dict):
    """The log streams of a group, the oldest first."""

    def __setitem__(self, name, stream):
        super().__setitem__(name, stream)
        for oldest in list(self)[:-LOG_STREAMS_KEPT]:
            self.pop(oldest, None)


class LogGroups(AccountRegionScopedDict):
    def __setitem__(self, name, group):
        group["streams"] = LogStreams(group["streams"])
        super().__setitem__(name, group)


apigateway._handle_execute_in_scope = execute_with_options
apigateway._invoke_lambda_proxy = invoke_with_options
Worker._read_stderr = read_log
Worker._drain_stderr_bounded = drain_log
apigateway._ws_connections = Sockets()
# The only use of wait_for in this module is the look twice a second.
apigateway.asyncio = SimpleNamespace(**{**vars(asyncio), "wait_for": wait_for_message})
cloudwatch_logs._log_groups = LogGroups()
kinesis._build_shards = build_shards_that_expire
kinesis._expire_records = expire_records
kinesis._start_position = start_position_of
dynamodb._condition_syntax_error = lru_cache(maxsize=256)(dynamodb._condition_syntax_error)
dynamodb._evaluate_condition = evaluate_once
dynamodb._tokenize = tokenize_once
ws_stream.server_extensions_handshake = lambda _offered, _supported: None
if __name__ == "__main__":
    main()
