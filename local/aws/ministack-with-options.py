"""Starts MiniStack so that it passes OPTIONS on to the route of an HTTP API, and waits for no log that is not there.

AWS without a CORS configuration: "The $default route catches requests for all methods and routes that you haven't
explicitly defined, including OPTIONS requests"
(https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html). MiniStack answers them itself, with
403, when its method is OPTIONS. So it gets the method in lower case, and the function in upper case.

After each answer of a function that has logged nothing, MiniStack waits 50 ms for a first line: most of the time that
/satellites takes. A function writes its log before its answer, so 10 ms are enough.
"""

from ministack.app import main
from ministack.core.lambda_runtime import Worker
from ministack.services import apigateway

execute = apigateway._handle_execute_in_scope
invoke = apigateway._invoke_lambda_proxy
drain_log = Worker._drain_stderr_bounded


async def execute_with_options(api_id, stage, path, method, *rest):
    has_cors = bool((apigateway._apis.get(api_id) or {}).get("corsConfiguration"))
    return await execute(api_id, stage, path, method if has_cors else method.replace("OPTIONS", "options"), *rest)


async def invoke_with_options(integration, api_id, stage, path, method, *rest, **named):
    return await invoke(integration, api_id, stage, path, method.upper(), *rest, **named)


def drain_log_soon(worker, first_line_wait=0.01):
    return drain_log(worker, first_line_wait)


apigateway._handle_execute_in_scope = execute_with_options
apigateway._invoke_lambda_proxy = invoke_with_options
Worker._drain_stderr_bounded = drain_log_soon
main()
