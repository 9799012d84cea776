"""Starts MiniStack so that it passes OPTIONS on to the route of an HTTP API, as AWS does without a CORS configuration.

AWS: "The $default route catches requests for all methods and routes that you haven't explicitly defined, including
OPTIONS requests" (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html). MiniStack answers
them itself, with 403, when its method is OPTIONS. So it gets the method in lower case, and the function in upper case.
"""

from ministack.app import main
from ministack.services import apigateway

execute = apigateway._handle_execute_in_scope
invoke = apigateway._invoke_lambda_proxy


async def execute_with_options(api_id, stage, path, method, *rest):
    has_cors = bool((apigateway._apis.get(api_id) or {}).get("corsConfiguration"))
    return await execute(api_id, stage, path, method if has_cors else method.replace("OPTIONS", "options"), *rest)


async def invoke_with_options(integration, api_id, stage, path, method, *rest, **named):
    return await invoke(integration, api_id, stage, path, method.upper(), *rest, **named)


apigateway._handle_execute_in_scope = execute_with_options
apigateway._invoke_lambda_proxy = invoke_with_options
main()
