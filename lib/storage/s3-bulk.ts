/** What is done to a bucket in bulk: listing, removal by prefix, giving up uploads never completed. */
import {
	type _Object,
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

/** S3 allows 1000; a store that removes them one by one would be taken for away before it answers. */
const PAGE = 250;

/** Everything below a prefix. */
export async function* listPages(client: S3Client, below: Below): AsyncIterable<_Object[]> {
	for await (const { Contents } of paginateListObjectsV2({ client, pageSize: PAGE }, below))
		if (Contents && Contents.length > 0) yield Contents;
}

/** Names of the folders right below a prefix: a request for a thousand, whatever is in them. */
export async function listFolders(client: S3Client, below: Below): Promise<Set<string>> {
	const names = new Set<string>();
	const pages = paginateListObjectsV2({ client }, { ...below, Delimiter: "/" });
	for await (const { CommonPrefixes = [] } of pages)
		for (const { Prefix = "" } of CommonPrefixes) names.add(Prefix.slice(below.Prefix.length, -1));
	return names;
}

/** Removes everything below a prefix. */
export async function deleteAll(client: S3Client, below: Below): Promise<void> {
	for await (const objects of listPages(client, below)) {
		const keys = objects.flatMap(({ Key }) => Key ?? []);
		await deleteSome(client, below.Bucket, keys);
	}
}

/** Uploads in parts that were begun before then and are not completed. */
async function* listUploads(
	client: S3Client,
	below: Below,
	before: Date,
): AsyncIterable<MultipartUpload> {
	let from = {};
	for (;;) {
		const page = await client.send(new ListMultipartUploadsCommand({ ...below, ...from }));
		for (const upload of page.Uploads ?? [])
			if (upload.Initiated && upload.Initiated < before) yield upload;
		if (!page.IsTruncated) return;
		from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
	}
}

export async function countUploads(client: S3Client, below: Below, before: Date): Promise<number> {
	let count = 0;
	for await (const _ of listUploads(client, below, before)) count += 1;
	return count;
}

/** Gives up uploads in parts that were begun before then. Returns how many. */
export async function abortUploads(client: S3Client, below: Below, before: Date): Promise<number> {
	let aborted = 0;
	for await (const { Key, UploadId } of listUploads(client, below, before)) {
		const upload = { Bucket: below.Bucket, Key, UploadId };
		await client.send(new AbortMultipartUploadCommand(upload));
		aborted += 1;
	}
	return aborted;
}
