/** Buckets of one's own on the run's Swift. */
import { randomBytes } from "node:crypto";
import {
	CreateBucketCommand,
	ListObjectsV2Command,
	PutObjectCommand,
	S3Client,
} from "@aws-sdk/client-s3";
import { inject } from "vitest";
import type { S3Settings } from "#lib/storage/s3-client.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import type { SwiftAddress } from "./global-swift.ts";

function address(): SwiftAddress {
	const swift = inject("swift");
	if (!swift)
		throw new Error(
			"This test needs Debian's OpenStack Swift: apt-get install python3-swift (npm test does it as root)",
		);
	return swift;
}

/** A client without any of our own code before it. */
export function swiftClient(): S3Client {
	const { endpoint, ...credentials } = address();
	return new S3Client({
		...{ endpoint, credentials, region: "us-east-1", forcePathStyle: true },
		...{ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" },
	});
}

/** An empty bucket; `endpoint` is where it is reached, for a proxy in between. */
export async function makeBucket(endpoint = address().endpoint): Promise<S3Settings> {
	const bucket = `test-${randomBytes(8).toString("hex")}`;
	const client = swiftClient();
	await client.send(new CreateBucketCommand({ Bucket: bucket }));
	client.destroy();
	const { accessKeyId, secretAccessKey } = address();
	return {
		...{ endpoint, bucket, region: "us-east-1", prefix: "", forcePathStyle: true },
		...{ credentials: { accessKeyId, secretAccessKey }, timeoutMs: 5000 },
	};
}

/** An empty bucket behind a proxy of its own. */
export async function makeBucketBehindProxy(): Promise<{
	proxy: FaultProxy;
	settings: S3Settings;
}> {
	const proxy = await startFaultProxy({ port: Number(new URL(address().endpoint).port) });
	return { proxy, settings: await makeBucket(`http://127.0.0.1:${proxy.port}`) };
}

/** The same as the environment of a process. */
export function s3Environment(settings: S3Settings): Record<string, string> {
	return {
		S3_ENDPOINT: settings.endpoint ?? "",
		S3_BUCKET: settings.bucket,
		S3_ACCESS_KEY_ID: settings.credentials?.accessKeyId ?? "",
		S3_SECRET_ACCESS_KEY: settings.credentials?.secretAccessKey ?? "",
		S3_PREFIX: settings.prefix,
		S3_TIMEOUT_SECONDS: String(settings.timeoutMs / 1000),
	};
}

/** All keys of a bucket, asked without any proxy. */
export async function keysInBucket(bucket: string): Promise<string[]> {
	const client = swiftClient();
	const keys: string[] = [];
	let token: string | undefined;
	do {
		const page = await client.send(
			new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }),
		);
		keys.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
		token = page.NextContinuationToken;
	} while (token);
	client.destroy();
	return keys.sort();
}

export async function putInBucket(bucket: string, key: string, text: string): Promise<void> {
	const client = swiftClient();
	await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
	client.destroy();
}
