/** What a bucket is rid of in bulk: objects by their prefix, and uploads that were never completed. */
import {
	AbortMultipartUploadCommand,
	DeleteObjectsCommand,
	ListMultipartUploadsCommand,
	type MultipartUpload,
	paginateListObjectsV2,
	type S3Client,
} from "@aws-sdk/client-s3";

interface Below {
	Bucket: string;
	Prefix: string;
}

/** Throws also where the answer is 200 and an object in it was not removed. */
async function deleteSome(
	client: S3Client,
	bucket: string,
	keys: readonly string[],
): Promise<void> {
	const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
	const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
	const kept = Errors.filter(({ Code }) => Code !== "NoSuchKey");
	if (kept.length > 0)
		throw new Error(`${kept.length} of ${keys.length} objects were not removed: ${kept[0]?.Code}`);
}

/** Removes everything below a prefix, a page of the listing (1000) at a time. */
export async function deleteAll(client: S3Client, below: Below): Promise<void> {
	for await (const page of paginateListObjectsV2({ client }, below)) {
		const keys = (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
		if (keys.length > 0) await deleteSome(client, below.Bucket, keys);
	}
}

async function* listUploads(client: S3Client, below: Below): AsyncIterable<MultipartUpload> {
	let from = {};
	for (;;) {
		const page = await client.send(new ListMultipartUploadsCommand({ ...below, ...from }));
		yield* page.Uploads ?? [];
		if (!page.IsTruncated) return;
		from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
	}
}

/** Gives up uploads in parts that were begun before then. Returns how many. */
export async function abortUploads(client: S3Client, below: Below, before: Date): Promise<number> {
	let aborted = 0;
	for await (const { Key, UploadId, Initiated } of listUploads(client, below)) {
		if (!Initiated || Initiated >= before) continue;
		const upload = { Bucket: below.Bucket, Key, UploadId };
		await client.send(new AbortMultipartUploadCommand(upload));
		aborted += 1;
	}
	return aborted;
}
