// Synthesizes the stacks for AWS, without bundling, for assertions on their templates.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { ArchiveStack } from '../../infra/archive-stack.ts';
import { FeedStack, type FeedStackProps } from '../../infra/feed-stack.ts';
import type { DeploymentOptions } from '../../infra/options.ts';
import { addSubpoint } from '../../infra/stacks.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCRATCH = mkdtempSync(join(tmpdir(), 'subpoint-infra-'));
afterAll(() => rmSync(SCRATCH, { recursive: true }));

/** Templates of the four stacks. */
export function synthesize(options: DeploymentOptions = {}) {
  const app = anApp();
  const { archive, feed, page, operations } = addSubpoint(app, aPageDir(), options);
  return {
    archive: Template.fromStack(archive),
    feed: Template.fromStack(feed),
    page: Template.fromStack(page),
    operations: Template.fromStack(operations),
    warnings: Annotations.fromStack(operations)
      .findWarning('*', Match.anyValue())
      .map(({ entry }) => String(entry.data)),
    stackNames: [archive, feed, page, operations].map(({ stackName }) => stackName),
  };
}

/** The feed of a local run, or of a test: with properties that no option of a deployment sets. */
export function aFeed(props: Partial<FeedStackProps> = {}): FeedStack {
  const app = anApp();
  const { table } = new ArchiveStack(app, 'Archive');
  return new FeedStack(app, 'Feed', { elementsArchive: table, ...props });
}

/** The properties of all resources of a type. */
export function propertiesOf(template: Template, type: string) {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

/** The values of an environment variable in the functions that have it. */
export function valuesOf(name: string, template: Template): unknown[] {
  return Object.values(template.findResources('AWS::Lambda::Function'))
    .map((fn) => fn.Properties.Environment.Variables[name])
    .filter(Boolean);
}

/** An app with the feature flags of cdk.json. It does not bundle functions, and writes to a folder of its own. */
export function anApp(extraContext: Readonly<Record<string, string>> = {}): App {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  return new App({
    context: { ...context, ...extraContext, 'aws:cdk:bundling-stacks': [] },
    outdir: aDir(),
    // The CDK's own validation takes seconds for each synthesis; app.test.ts runs it once.
    builtinCloudFormationValidation: false,
  });
}

/** A folder that looks like a built page. */
export function aPageDir(): string {
  const dir = aDir();
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'assets/main-0A1B2C3D.js'), '');
  writeFileSync(
    join(dir, 'index.html'),
    '<!doctype html><meta property="og:image" content="assets/preview-0A1B2C3D.png">',
  );
  writeFileSync(join(dir, 'manifest.json'), '{}');
  return dir;
}

function aDir(): string {
  return mkdtempSync(join(SCRATCH, 'dir-'));
}
