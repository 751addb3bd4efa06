/** `npm run backup`: files and a snapshot of the database into a folder, while everything goes on. */
import { parseArgs } from "node:util";
import { makeBackup } from "#lib/backup/backup.service.ts";
import type { Manifest } from "#lib/backup/manifest.ts";
import { readConfig } from "#lib/config/config.ts";
import { countBrought, explainBackup, folderFrom, workOn } from "./backup-tool.ts";
import { closeAll, runTool } from "./tool.ts";
import { openDatabase } from "./tool-database.ts";

const HELP = `npm run backup -- FOLDER

Puts the database and the stored files into FOLDER, which is made where it is missing. Potret may run
meanwhile. Made again into the same folder, only new files are brought.

Ends with 0 where all is in it, 1 where files were missing before already, 2 where none was made.
`;

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

function* linesOf(folder: string, manifest: Manifest): Iterable<string> {
	const { objects, uploads, bytes, bucket, missing } = manifest;
	const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
	yield `${folder} has ${objects + uploads} files (${gigabytes(bytes)}), ${rows} rows and ${manifest.jobs} jobs.`;
	if (bucket !== null)
		yield `The files in the bucket ${bucket} are not in it; back them up by the bucket's own means. These were on this disk alone.`;
	if (missing > 0)
		yield `${missing} files that the database names were missing before already. See: npm run doctor`;
	yield "Whoever reads it sees every photo and can sign in as anybody: keep it safe.";
}

async function main(signal: AbortSignal): Promise<number> {
	const options = { help: { type: "boolean" } } as const;
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const folder = folderFrom(positionals);
	const database = await openDatabase(readConfig(process.env));
	workOn(database);
	try {
		const brought = countBrought();
		const given = { folder, databaseUrl: database.url, now: new Date(), signal, brought };
		const manifest = await makeBackup(given);
		for (const line of linesOf(folder, manifest)) console.log(line);
		return manifest.missing > 0 ? 1 : 0;
	} finally {
		await closeAll();
		await database.close();
	}
}

await runTool({ name: "backup", main, explain: explainBackup });
