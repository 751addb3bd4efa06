/** One hash over many files: their names and what is in them, in an order that never changes. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

function filesUnder(path, without) {
	if (!existsSync(path) || without(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesUnder(join(path, name), without));
}

export function hashFiles(folder, names, without = () => false) {
	const hash = createHash("sha256");
	for (const file of names.flatMap((name) => filesUnder(join(folder, name), without))) {
		hash
			.update(`${relative(folder, file)}\0`)
			.update(readFileSync(file))
			.update("\0");
	}
	return hash.digest("hex");
}
