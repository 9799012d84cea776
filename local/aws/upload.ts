// Uploads the page to its bucket, as `BucketDeployment` does on AWS.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PutBucketWebsiteCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ASSETS_PREFIX, CONFIG_KEY, cacheControlOf } from '../../infra/page/objects.ts';
import { localClientConfig } from './client-config.ts';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'application/yaml',
};

/** Uploads a built page and its config.json. Assets come first, so that index.html never names a missing one. */
export async function uploadPage(
  endpoint: string,
  bucket: string,
  pageFolder: string,
  config: { apiUrl: string; socketUrl: string },
): Promise<void> {
  const s3 = new S3Client({ ...localClientConfig(endpoint), forcePathStyle: true });
  const put = (key: string, body: Buffer | string) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: CONTENT_TYPES[extname(key)] ?? 'application/octet-stream',
        CacheControl: cacheControlOf(key),
      }),
    );
  const files = readdirSync(pageFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const keys = files.map((file) => join(file.parentPath, file.name).slice(pageFolder.length + 1));
  await put(CONFIG_KEY, JSON.stringify(config));
  for (const key of keys.toSorted(assetsFirst)) await put(key, readFileSync(join(pageFolder, key)));
}

/** Makes a bucket a website. LocalStack then serves it at a host of its own, with any browser's idea of its types. */
export async function serveWebsite(endpoint: string, Bucket: string): Promise<void> {
  const s3 = new S3Client({ ...localClientConfig(endpoint), forcePathStyle: true });
  const WebsiteConfiguration = { IndexDocument: { Suffix: 'index.html' } };
  await s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
}

function assetsFirst(a: string, b: string): number {
  return Number(b.startsWith(ASSETS_PREFIX)) - Number(a.startsWith(ASSETS_PREFIX));
}
