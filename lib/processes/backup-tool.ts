/** What `npm run backup` and `npm run restore` have in common. */
import { resolve } from "node:path";
import { CannotBackUp } from "#lib/backup/cannot.ts";
import { ConfigError, reloadConfig } from "#lib/config/config.ts";
import type { OpenDatabase } from "./tool-database.ts";

const NEWS_EVERY = 1000;

/** The one folder that was named, seen from where the command was given. */
export function folderFrom(positionals: readonly string[]): string {
	const [folder, ...more] = positionals;
	if (folder === undefined || more.length > 0)
		throw new CannotBackUp("Name one folder, for example: /mnt/backup/potret");
	// npm runs scripts in the project's folder, and says where it was called.
	return resolve(process.env.INIT_CWD ?? process.cwd(), folder);
}

/** From here on the settings name this database. Lines of a log are no part of what is told. */
export function workOn({ url }: OpenDatabase): void {
	Object.assign(process.env, { DATABASE_URL: url, LOG_LEVEL: "silent" });
	reloadConfig();
}

/** Says now and then, to who watches, how many files have been brought. */
export function countBrought(): () => void {
	let count = 0;
	return () => {
		count += 1;
		if (count % NEWS_EVERY === 0) process.stderr.write(`  ${count} files …\n`);
	};
}

/** What a person can do something about; a stack for the rest is of no use to them. */
export function explainBackup(error: unknown): string {
	if (error instanceof Error && error.name === "AbortError") return "It was stopped.";
	if (error instanceof CannotBackUp || error instanceof ConfigError) return error.message;
	return `It did not work: ${String(error)}`;
}
