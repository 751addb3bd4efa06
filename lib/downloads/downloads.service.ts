/** Many files as one: what is in an archive is decided first, its bytes are made as they are fetched. */
import { Readable } from "node:stream";
import { audit } from "#lib/audit/audit.service.ts";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { safeName } from "#lib/core/entry-names.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { sha256 } from "#lib/core/signing.ts";
import { Turns } from "#lib/core/turns.ts";
import { inTransaction } from "#lib/db/client.ts";
import { authorize, type EventProof } from "#lib/events/events.service.ts";
import { type FileSource, openSource, rightsOf } from "#lib/media/media.service.ts";
import { expiryWithin, signFileUrl } from "#lib/storage/file-url.ts";
import { downloadKey } from "#lib/storage/object-keys.ts";
import type { ByteRange } from "#lib/storage/storage.ts";
import { archiveBytes } from "./archive-bytes.ts";
import { endOf, type Layout, layOut } from "./archive-layout.ts";
import { exactSum, type Plan, Planner, roughSum } from "./download-plan.ts";
import * as policy from "./downloads.policy.ts";
import * as repo from "./downloads.repo.ts";
import type {
	Download,
	DownloadChoice,
	DownloadRequest,
	DownloadTotals,
} from "./downloads.schema.ts";
import { DOWNLOAD_SIZES, type DownloadSize } from "./downloads.values.ts";

/** A list of thousands costs the process a second: everybody else's requests come between two. */
const turns = new Turns({
	...{ atOnce: 2, most: 32, mostOfOne: 16 },
	busy: "Many downloads are being prepared just now. Please try again in a moment",
});

/**
 * Looks through what is chosen, once it is their turn. Throws `FORBIDDEN` where downloads are off,
 * `OVERLOADED`, and as `authorize`.
 */
async function inTurn<T>(
	actor: Actor,
	eventId: string,
	look: (proof: EventProof) => Promise<T>,
): Promise<T> {
	const proof = await authorize(actor, "gallery:view", eventId);
	policy.assertMayDownload(proof.owns, proof.event);
	return turns.take(actor.user?.id ?? String(actor.address), () => look(proof));
}

/** Throws `ZONE_NOT_FOUND`, `TOO_MANY_FILES`. */
async function filesOf(proof: EventProof, choice: DownloadChoice): Promise<repo.FilesOf> {
	const { event, owns } = proof;
	const { album, zone_id: zoneId, photo_ids: among } = choice;
	const chosen = zoneId !== undefined || among !== undefined;
	const anyKind = owns && chosen;
	const which = { eventId: event.id, album, zoneId, among, anyKind, viewer: proof };
	const files = await repo.countFiles(which);
	// A zone lives as long as it has a file; of one whose files they may not see, guests are not told.
	if (zoneId !== undefined && files === 0)
		throw new AppError("ZONE_NOT_FOUND", { message: "This zone does not exist" });
	policy.assertFits(files, config().download.files);
	return which;
}

const folders = (choice: DownloadChoice) => choice.all === true;

async function plan(
	proof: EventProof,
	choice: DownloadChoice,
	sizes: readonly DownloadSize[],
	sumOf: typeof exactSum,
): Promise<Plan[]> {
	const rights = rightsOf(proof);
	const planners = sizes.map(
		(size) => new Planner({ size, rights, folders: folders(choice), sumOf }),
	);
	for await (const rows of repo.listFiles(await filesOf(proof, choice)))
		for (const row of rows) for (const planner of planners) await planner.add(row);
	return planners.map((planner) => planner.finish(choice.photo_ids));
}

/** What a choice comes to in each size, before anything is downloaded. */
export function sumUp(
	actor: Actor,
	eventId: string,
	choice: DownloadChoice,
): Promise<DownloadTotals> {
	return inTurn(actor, eventId, (proof) => totalsOf(proof, choice));
}

async function totalsOf(proof: EventProof, choice: DownloadChoice): Promise<DownloadTotals> {
	const plans = await plan(proof, choice, DOWNLOAD_SIZES, roughSum);
	const totals = plans.map(({ entries, leftOut }, place) => {
		const bytes = entries.length === 0 ? 0 : layOut(entries).size;
		return [DOWNLOAD_SIZES[place], { files: entries.length, bytes, left_out: leftOut.length }];
	});
	return Object.fromEntries(totals);
}

const WORDS = { all: "", album: " - ", zone: " - zone", photos: " - selection" } as const;

function fileNameOf({ event }: EventProof, choice: DownloadChoice): string {
	const what = WORDS[policy.chosen(choice)] + (choice.album ?? "");
	return `${safeName(`${event.name}${what}`)}.zip`;
}

/** Keeps the archive, and that it was asked for. */
async function keep(
	actor: Actor,
	proof: EventProof,
	request: DownloadRequest,
	{ layout, withMetadata, expiresAt }: { layout: Layout; withMetadata: boolean; expiresAt: Date },
) {
	const forGuests = !proof.owns;
	const { entries, size: bytes, directoryAt, endAt } = layout;
	const hash = sha256(JSON.stringify([proof.event.id, forGuests, withMetadata, layout.hash]));
	const archive = { hash, eventId: proof.event.id, forGuests, withMetadata, directoryAt, endAt };
	const chosen = policy.chosen(request);
	const { size } = request;
	return inTransaction(async (tx) => {
		const archiveId = await repo.insertArchive(tx, { ...archive, expiresAt, entries });
		if (forGuests) {
			const most = policy.WHOLE_GUEST_ARCHIVES * config().download.files;
			await repo.deleteOldest(tx, proof.event.id, { keep: archiveId, most });
		}
		const userId = actor.user?.id ?? null;
		const counted = { eventId: proof.event.id, userId, chosen, size, files: entries.length, bytes };
		const id = await repo.insertDownload(tx, counted);
		const details = { chosen, size, files: entries.length };
		if (proof.owns) await audit(tx, actor, "photos_exported", proof.event.id, details);
		return { id, archiveId };
	});
}

/**
 * Decides what is in an archive, to the byte, and gives the address that it is fetched from. The same
 * files asked for again are the same archive. Throws `NOTHING_TO_DOWNLOAD`, `TOO_MANY_FILES`,
 * `ZONE_NOT_FOUND`, and `FORBIDDEN` where downloads are off.
 */
export function planDownload(
	actor: Actor,
	eventId: string,
	request: DownloadRequest,
): Promise<Download> {
	return inTurn(actor, eventId, (proof) => planFor(actor, proof, request));
}

async function planFor(
	actor: Actor,
	proof: EventProof,
	request: DownloadRequest,
): Promise<Download> {
	const [planned] = await plan(proof, request, [request.size], exactSum);
	if (!planned || planned.entries.length === 0) throw policy.nothingToDownload();
	const layout = layOut(planned.entries);
	const expiresAt = new Date(expiryWithin(config().download.ms));
	const { withMetadata, leftOut } = planned;
	const { id, archiveId } = await keep(actor, proof, request, { layout, withMetadata, expiresAt });
	const file_name = fileNameOf(proof, request);
	const view = { key: downloadKey(archiveId), contentType: "application/zip" };
	return {
		...{ id, file_name, files: layout.entries.length, bytes: layout.size, left_out: leftOut },
		url: signFileUrl({ ...view, downloadName: file_name }, Date.now(), expiresAt.getTime()),
		expires_at: expiresAt.toISOString(),
	};
}

async function readEntry(entry: repo.EntryRow, range: ByteRange) {
	const { objectKey: key, source } = entry;
	const found = await openSource({ key, stripped: source === "stripped" });
	if (!found) throw policy.downloadChanged();
	return found.read(range);
}

/** Null where it is over, or not for whom it was made any more. Throws `DOWNLOAD_CHANGED`. */
async function findWhole(id: string): Promise<repo.ArchiveRow | null> {
	const now = new Date();
	const archive = await repo.findArchive(id, now);
	if (!archive || !policy.isStillAllowed(archive, archive.event, now)) return null;
	if (!(await repo.isWhole(id))) throw policy.downloadChanged();
	return archive;
}

const LOOKS_EVERY_MS = 1000;

/** What is taken back is not given away, however far its download is: then the connection ends. */
function watched(id: string) {
	let looked = Date.now();
	return async (entry: repo.EntryRow, range: ByteRange) => {
		if (Date.now() - looked >= LOOKS_EVERY_MS) {
			if (!(await findWhole(id))) throw policy.downloadChanged();
			looked = Date.now();
		}
		return readEntry(entry, range);
	};
}

/**
 * An archive to be read, whole or in part: the same bytes each time, or an end in the middle. Null where
 * it is over, or not for whom it was made any more. Throws `DOWNLOAD_CHANGED` once a file of it is gone.
 */
export async function openArchive(id: string): Promise<FileSource | null> {
	const archive = isUuid(id) ? await findWhole(id) : null;
	if (!archive) return null;
	const { hash, files } = archive;
	const [directoryAt, endAt] = [Number(archive.directoryAt), Number(archive.endAt)];
	const size = endAt + endOf({ files, directoryAt, endAt }).length;
	const content = {
		...{ files, directoryAt, endAt, read: watched(id) },
		entriesFrom: (byte: number) => repo.listEntries(id, "header_at", byte),
		directoryFrom: (byte: number) => repo.listEntries(id, "directory_at", byte),
	};
	const read = async (range = { start: 0, end: size - 1 }) =>
		Readable.from(archiveBytes(content, range));
	return { size, etag: hash.slice(0, 32), read };
}
