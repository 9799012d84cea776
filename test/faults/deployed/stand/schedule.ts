// The schedule of propagate on a local AWS, switched off and on as an operator would.
import { localClientConfig } from '../../../../local/aws/client-config.ts';

interface ScheduleDescription {
  Name: string;
  GroupName: string;
  Target: { Arn: string };
  State: 'ENABLED' | 'DISABLED';
}

export interface TickSchedule {
  enable(): Promise<void>;
  disable(): Promise<void>;
}

/** The schedule that starts a function. */
export function scheduleOf(endpoint: string, functionName: string): TickSchedule {
  const { region, credentials } = localClientConfig(endpoint);
  // The local AWS reads the service from here and checks no signature. An SDK client for two calls is not worth it.
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/scheduler/aws4_request, SignedHeaders=host, Signature=0`;
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(endpoint + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`The scheduler answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const setState = async (State: ScheduleDescription['State']) => {
    const { Schedules } = (await call('GET', '/schedules')) as { Schedules: ScheduleDescription[] };
    const found = Schedules.find(({ Target }) => Target.Arn.endsWith(`:${functionName}`));
    if (!found) throw new Error(`No schedule starts ${functionName}`);
    const path = `/schedules/${found.Name}`;
    const schedule = (await call('GET', `${path}?groupName=${found.GroupName}`)) as ScheduleDescription;
    if (schedule.State !== State) await call('PUT', path, { ...schedule, State });
  };
  return { enable: () => setState('ENABLED'), disable: () => setState('DISABLED') };
}
