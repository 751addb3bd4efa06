/** SHA-256 of a file of any size, as it is read: the browser's own digest wants all of it at once. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** In hex; null where the file cannot be read. */
export async function sha256Of(file: Blob): Promise<string | null> {
	const hash = sha256.create();
	try {
		const reader = file.stream().getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read())
			hash.update(part.value);
	} catch {
		return null;
	}
	return bytesToHex(hash.digest());
}
