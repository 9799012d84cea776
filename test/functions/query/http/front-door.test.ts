// Requests that go round CloudFront.
import { describe, expect, it } from 'vitest';
import { readOriginKeys, refuseDirect } from '../../../../functions/query/http/front-door.ts';

const refuse = (key: string | undefined, variable: string | undefined) =>
  refuseDirect({ host: 'api.example', 'x-subpoint-origin-key': key }, readOriginKeys(variable));

describe('a deployment without a key, such as a local run,', () => {
  it.each([undefined, '', ' '])('(%j) answers everybody', (variable) => {
    expect(() => refuse(undefined, variable)).not.toThrow();
    expect(() => refuse('anything', variable)).not.toThrow();
  });
});

describe('a deployment with keys', () => {
  it.each([
    ['one', 'one'],
    ['one', 'one two'],
    ['two', 'one two'],
  ])('answers with %s of "%s"', (key, variable) => {
    expect(() => refuse(key, variable)).not.toThrow();
  });

  it.each([undefined, '', 'on', 'one ', 'One', 'one two', 'three'])('refuses %j and names the front door', (key) => {
    expect(() => refuse(key, 'one two')).toThrow(
      expect.objectContaining({
        status: 403,
        message:
          "This address answers CloudFront only. Ask at the page's address, under /api, for example /api/satellites.",
      }),
    );
  });
});
