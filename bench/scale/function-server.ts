// The function of the HTTP API behind a server of this machine, as API Gateway calls it: payload format 2.0,
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { createServer } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { listenOnLoopback } from '../../test/support/servers/loopback-server.ts';

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** Serves a handler on a free port. */
export function startFunctionServer(handler: Handler) {
  return listenOnLoopback(
    createServer(async ({ method, url = '', headers }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://gateway');
      const event = {
        rawPath: pathname,
        queryStringParameters: Object.fromEntries(searchParams),
        headers,
        requestContext: { http: { method } },
      };
      const answer = await handler(event as unknown as APIGatewayProxyEventV2);
      response.writeHead(answer.statusCode ?? 200, answer.headers as Record<string, string>);
      response.end(Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8'));
    }),
  );
}
