/** A folder that photos are put in: what is there already, and what something new may be called. */
import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { numbered, safeName } from "#lib/core/entry-names.ts";
import { tryLock } from "./file-lock.ts";
import { hashFile } from "./files.ts";
import { EXIT, Problem } from "./problem.ts";
import { settingsFile } from "./settings.ts";

interface Content {
	/** Bytes. */
	size: number;
	/** Hex. */
	sha256: string;
}

interface Place {
	path: string;
	/** With this content, so that there is nothing to do. */
	there: boolean;
}

/** Systems that take no difference between "a.jpg" and "A.JPG" see one file. */
const keyOf = (name: string) => name.normalize("NFC").toLowerCase();

export class TargetFolder {
	readonly #root: string;
	readonly #signal: AbortSignal;
	/** Of each folder in it, its files by their keys; null for what a photo is on its way to. */
	readonly #listed = new Map<string, Promise<Map<string, string | null>>>();

	constructor(root: string, signal: AbortSignal) {
		this.#root = root;
		this.#signal = signal;
	}

	/** Two at once would write the same files. Gives what frees it; throws a `Problem` where one does. */
	lock(): () => void {
		mkdirSync(this.#root, { recursive: true });
		const name = createHash("sha256").update(realpathSync(this.#root)).digest("hex");
		const free = tryLock(settingsFile("downloads", `${name}.lock`));
		if (!free) throw new Problem(EXIT.failed, "Another process is downloading to this folder.");
		return free;
	}

	/** Where the bytes of what has this id are kept until all are there. */
	async partOf(folder: string, id: string): Promise<string> {
		await this.#list(folder);
		return join(this.#root, folder, `${id}.part`);
	}

	/**
	 * The place of a file in a folder of the root ("" for itself), whatever it is called: where this content is
	 * under its name, else the first name that nothing else has. Nothing that is there is written over.
	 */
	async placeOf(folder: string, fileName: string, content: Content): Promise<Place> {
		const listed = await this.#list(folder);
		const name = safeName(fileName);
		for (let count = 1; ; count++) {
			const candidate = numbered(name, count);
			const taken = listed.get(keyOf(candidate));
			if (taken === undefined) {
				listed.set(keyOf(candidate), null);
				return { path: join(this.#root, folder, candidate), there: false };
			}
			if (taken === null) continue;
			const path = join(this.#root, folder, taken);
			if (await this.#has(path, content)) return { path, there: true };
		}
	}

	#list(folder: string): Promise<Map<string, string | null>> {
		const listed = this.#listed.get(folder) ?? this.#read(join(this.#root, folder));
		this.#listed.set(folder, listed);
		return listed;
	}

	async #read(path: string): Promise<Map<string, string | null>> {
		await mkdir(path, { recursive: true });
		return new Map((await readdir(path)).map((name) => [keyOf(name), name]));
	}

	async #has(path: string, { size, sha256 }: Content): Promise<boolean> {
		const found = await stat(path).catch(() => null);
		if (!found?.isFile() || found.size !== size) return false;
		return (await hashFile(path, this.#signal)) === sha256;
	}
}
