// The same for the system of the tutorial, in its last form: a producer for each satellite, a Kafka broker, and a Dash
// page, in containers. Fargate runs the containers, Amazon MSK the broker.
import type { Quantities } from './bill.ts';
import { type Audience, MONTH_HOURS } from './quantities.ts';

/**
 * Measured with current versions on 24 November 2026, on two cores of an AMD EPYC: of one page process, viewers with at
 * least 95 % of the updates under a second, and megabytes that a page with three columns receives.
 */
const VIEWERS_OF_A_PROCESS = 10;
const FIRST_VIEW_MB = 6.15;
const MINUTE_MB = 5.08;

/** The smallest tasks of Fargate that hold them: a producer has 92 MiB, a page process a processor and 155 MiB. */
const PRODUCER = { vcpu: 0.25, gb: 0.5 };
const PAGE = { vcpu: 1, gb: 2 };
/** MSK has at least two brokers, in two zones. */
const BROKERS = 2;
const BROKER_GB = 10;

/** The quantities of a month. Page processes run only while their viewers are there; one always does. */
export function tutorialQuantitiesOf({ viewers, hours }: Audience, satellites: number): Quantities {
  const pageHours = MONTH_HOURS + Math.max(0, Math.ceil(viewers / VIEWERS_OF_A_PROCESS) - 1) * hours;
  const producerHours = satellites * MONTH_HOURS;
  const viewerGb = (viewers * (FIRST_VIEW_MB + MINUTE_MB * 60 * hours)) / 1000;
  return {
    fargateVcpuHour: producerHours * PRODUCER.vcpu + pageHours * PAGE.vcpu,
    fargateGbHour: producerHours * PRODUCER.gb + pageHours * PAGE.gb,
    mskBrokerHour: BROKERS * MONTH_HOURS,
    mskGbMonth: BROKERS * BROKER_GB,
    balancerHour: MONTH_HOURS,
    balancerGb: viewerGb,
    transferGb: viewerGb,
  };
}
