// The dashboard of a template, as its widgets.
import type { Template } from 'aws-cdk-lib/assertions';

/** A widget as CloudWatch reads it (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html). */
export interface Widget {
  type: 'alarm' | 'text' | 'metric' | 'log';
  x: number;
  y: number;
  width: number;
  height: number;
  properties: {
    title?: string;
    markdown?: string;
    region?: string;
    query?: string;
    alarms?: string[];
    metrics?: [string, string, ...unknown[]][];
    annotations?: { horizontal: { value: number; label?: string; color?: string }[] };
  };
}

/** The widgets of the one dashboard. What the template names by reference is the name of the reference. */
export function widgetsOf(template: Template): Widget[] {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const { 'Fn::Join': body } = dashboard?.Properties.DashboardBody ?? {};
  const [separator, parts] = body as [string, unknown[]];
  const text = parts.map((part) => (typeof part === 'string' ? part : nameOf(part))).join(separator);
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

function nameOf(reference: unknown): string {
  const [value] = Object.values(reference as Record<string, unknown>);
  return [value].flat().join('.');
}
