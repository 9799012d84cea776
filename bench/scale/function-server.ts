// The function of the HTTP API behind a server of this machine, as API Gateway calls it: payload format 2.0,
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { createServer } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpEvent } from '../../functions/query/http/request.ts';
import { listenOnLoopback } from '../../test/support/servers/loopback-server.ts';

type Handler = (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2>;

/** Serves a handler on a free port. */
export function startFunctionServer(handler: Handler) {
  return listenOnLoopback(
    createServer(async ({ method = 'GET', url = '', headers }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://gateway');
      const answer = await handler({
        rawPath: pathname,
        rawQueryString: searchParams.toString(),
        queryStringParameters: Object.fromEntries(searchParams),
        headers: headers as Record<string, string>,
        requestContext: { http: { method } },
      });
      response.writeHead(answer.statusCode ?? 200, answer.headers as Record<string, string>);
      response.end(Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8'));
    }),
  );
}
