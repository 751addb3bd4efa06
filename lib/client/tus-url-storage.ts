/** Where the bytes of begun uploads are, by the fingerprint of what is sent: kept over a reload. */
import type { PreviousUpload, UrlStorage } from "tus-js-client";
import { type StoredUpload, withDatabase } from "./batch-uploads-db.ts";

/** tus-js-client waits for every answer: none of these ever rejects. */
export class IndexedUrlStorage implements UrlStorage {
	private readonly memory = new Map<string, StoredUpload>();

	async findAllUploads(): Promise<PreviousUpload[]> {
		const kept = await withDatabase((database) => database.getAll("uploads"), []);
		const all = [...kept, ...this.memory.values()];
		return [...new Map(all.map((upload) => [upload.urlStorageKey, upload])).values()];
	}

	async findUploadsByFingerprint(fingerprint: string): Promise<PreviousUpload[]> {
		const known = [...this.memory.values()].filter((upload) => upload.fingerprint === fingerprint);
		if (known.length > 0) return known;
		return withDatabase(
			(database) => database.getAllFromIndex("uploads", "fingerprint", fingerprint),
			[],
		);
	}

	async addUpload(fingerprint: string, upload: PreviousUpload): Promise<string> {
		const stored: StoredUpload = { ...upload, fingerprint, urlStorageKey: fingerprint };
		this.memory.set(fingerprint, stored);
		await withDatabase(async (database) => void (await database.put("uploads", stored)), undefined);
		return fingerprint;
	}

	async removeUpload(urlStorageKey: string): Promise<void> {
		this.memory.delete(urlStorageKey);
		await withDatabase((database) => database.delete("uploads", urlStorageKey), undefined);
	}
}
