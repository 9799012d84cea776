// Uploads the page to its bucket, as `BucketDeployment` does on AWS.
import { createHash } from 'node:crypto';
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
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'application/yaml',
};

/** Content of config.json: the addresses that the page uses. */
export interface PageConfig {
  apiUrl: string;
  socketUrl: string;
}

/** Uploads a built page and its config.json. Assets come first, so that index.html never names a missing one. */
export async function uploadPage(
  endpoint: string,
  bucket: string,
  pageFolder: string,
  config: PageConfig,
): Promise<void> {
  await uploadChanges(endpoint, bucket, pageFolder, config, new Map());
}

/**
 * Uploads those files of a built page that differ from the uploaded ones.
 * @param uploaded fingerprints of the uploaded files, by key; brought up to date
 * @returns how many were uploaded
 */
export async function uploadChanges(
  endpoint: string,
  bucket: string,
  pageFolder: string,
  config: PageConfig,
  uploaded: Map<string, string>,
): Promise<number> {
  const s3 = new S3Client({ ...localClientConfig(endpoint), forcePathStyle: true });
  let count = 0;
  const put = async (key: string, body: Buffer | string) => {
    const fingerprint = createHash('sha1').update(body).digest('base64');
    if (uploaded.get(key) === fingerprint) return;
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: CONTENT_TYPES[extname(key)] ?? 'application/octet-stream',
        CacheControl: cacheControlOf(key),
      }),
    );
    uploaded.set(key, fingerprint);
    count += 1;
  };
  const files = readdirSync(pageFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const keys = files.map((file) => join(file.parentPath, file.name).slice(pageFolder.length + 1));
  await put(CONFIG_KEY, JSON.stringify(config));
  for (const key of keys.toSorted(assetsFirst)) await put(key, readFileSync(join(pageFolder, key)));
  return count;
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
