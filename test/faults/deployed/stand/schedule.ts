// The schedule of propagate on a local AWS, switched off and on as an operator would.
import {
  GetScheduleCommand,
  paginateListSchedules,
  SchedulerClient,
  type ScheduleState,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { localClientConfig } from '../../../../local/aws/client-config.ts';

export interface TickSchedule {
  enable(): Promise<void>;
  disable(): Promise<void>;
}

/** The schedule that starts a function. */
export function scheduleOf(endpoint: string, functionName: string): TickSchedule {
  const client = new SchedulerClient(localClientConfig(endpoint));
  const setState = async (state: ScheduleState) => {
    for await (const { Schedules = [] } of paginateListSchedules({ client }, {})) {
      const found = Schedules.find(({ Target }) => Target?.Arn?.endsWith(`:${functionName}`));
      if (!found) continue;
      const { Name, GroupName } = found;
      const schedule = await client.send(new GetScheduleCommand({ Name, GroupName }));
      if (schedule.State === state) return;
      const { ScheduleExpression, FlexibleTimeWindow, Target, Description } = schedule;
      // An update replaces everything that it does not name.
      const kept = { Name, GroupName, ScheduleExpression, FlexibleTimeWindow, Target, Description };
      await client.send(new UpdateScheduleCommand({ ...kept, State: state }));
      return;
    }
    throw new Error(`No schedule starts ${functionName}`);
  };
  return { enable: () => setState('ENABLED'), disable: () => setState('DISABLED') };
}
