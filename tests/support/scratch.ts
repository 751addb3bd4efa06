/**
 * Temporary folders of the tests. Each carries the number of the process that made it, so that the
 * next run can clear up after one that was killed: its PostgreSQL first, then its files.
 */
import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clearOrphan, isAlive } from "#lib/processes/postmaster.ts";

const PREFIX = "potret-test-";

export function makeScratch(name: string): string {
	const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${name}-`));
	writeFileSync(join(folder, "owner.pid"), String(process.pid));
	// PostgreSQL runs as another user when the tests run as root, and must get through.
	chmodSync(folder, 0o711);
	return folder;
}

export function removeScratch(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Ends and removes what runs that were killed have left. */
export async function removeAbandoned(): Promise<void> {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		const folder = join(tmpdir(), name);
		const owner = join(folder, "owner.pid");
		if (!existsSync(owner) || isAlive(Number(readFileSync(owner, "utf8")))) continue;
		for (const cluster of [join(folder, "postgres"), join(folder, "data/postgres")])
			if (existsSync(cluster)) await clearOrphan(cluster);
		removeScratch(folder);
	}
}
