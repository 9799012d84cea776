// All faults, in the order of the table that npm run faults prints, and those that other tests make.
import type { Fault } from './fault.ts';
import { DEPLOYMENT } from './kinds/deployment.ts';
import { DYNAMODB } from './kinds/dynamodb.ts';
import { ENGINE } from './kinds/engine.ts';
import { POSTS } from './kinds/posts.ts';
import { PUT_RECORDS } from './kinds/put-records.ts';
import { QUARANTINE } from './kinds/quarantine.ts';
import { QUERIES } from './kinds/query.ts';
import { RECORDS } from './kinds/records.ts';
import { SCHEDULER } from './kinds/scheduler.ts';

export const FAULTS: readonly Fault[] = [
  ...PUT_RECORDS,
  ...SCHEDULER,
  ...RECORDS,
  ...DYNAMODB,
  ...POSTS,
  ...QUARANTINE,
  ...QUERIES,
  ...DEPLOYMENT,
  ...ENGINE,
];

/** A fault that another test makes, in which no viewer and no second process matters. */
interface ProvenElsewhere {
  name: string;
  standsFor: string;
  file: string;
  /** A part of the test's name. */
  test: string;
}

const SOURCE = 'test/functions/elements/source.test.ts';
const ELEMENTS = 'test/pipeline/elements.test.ts';
const WHOLE_HOUR = 'test/faults/whole-hour.test.ts';

export const PROVEN_ELSEWHERE: readonly ProvenElsewhere[] = [
  {
    name: 'Elements source silent or slow',
    standsFor: 'the source gives no answer; the last good set stays',
    file: ELEMENTS,
    test: 'a silent source: the request ends in time, and the last good set stays',
  },
  {
    name: 'Elements source huge, or without an end',
    standsFor: 'the wrong address, or an attacker: more than 1 MB',
    file: SOURCE,
    test: 'because it never ends: the client hangs up',
  },
  {
    name: 'Elements source sends a gzip bomb',
    standsFor: 'a kilobyte that unpacks to more than 1 MB',
    file: SOURCE,
    test: 'because it is longer than 1 MB: %s',
  },
  {
    name: 'Elements source redirects in a loop',
    standsFor: 'a mirror whose addresses point at each other',
    file: SOURCE,
    test: 'is followed three times at most',
  },
  {
    name: 'Elements source fails in TLS',
    standsFor: 'no TLS where it was promised, or a certificate that is not valid',
    file: SOURCE,
    test: 'because TLS fails',
  },
  {
    name: 'Elements source with a lying clock',
    standsFor: 'sets whose epoch is in the future, and all other unusable answers',
    file: ELEMENTS,
    test: 'an epoch in the future',
  },
  {
    name: 'Batches discarded after five retries',
    standsFor: 'what the mapping does on AWS, and the local AWS does not: it retries for ever',
    file: WHOLE_HOUR,
    test: 'batches that AWS discards after five retries',
  },
  {
    name: 'PutRecords fails until the function ends',
    standsFor: 'the rest is counted and reported, for the alarm on points left over',
    file: WHOLE_HOUR,
    test: 'PutRecords that keeps failing: the rest is reported, and the next tick repairs',
  },
  {
    name: 'Local AWS killed while a page is open',
    standsFor: 'the same page is live again after the next start, with every point',
    file: 'test/browser/restart.test.ts',
    test: 'killed in the middle of a tick',
  },
];
