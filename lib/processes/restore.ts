/** `npm run restore`: a backup put back into an empty installation. */
import { parseArgs } from "node:util";
import { openBackup, restoreBackup } from "#lib/backup/restore.service.ts";
import { readConfig } from "#lib/config/config.ts";
import { countBrought, explainBackup, folderFrom, workOn } from "./backup-tool.ts";
import { JOBS } from "./jobs.ts";
import { adoptAuthSecret } from "./secrets.ts";
import { closeAll, runTool } from "./tool.ts";
import { openAlone } from "./tool-database.ts";

const HELP = `npm run restore -- FOLDER [--replace]

Puts the backup in FOLDER into the database and the data folder that the settings name. Potret must not
run meanwhile. What is not empty is left alone, unless it is told otherwise:

  --replace   deletes what the database has, and moves files that are there into before-restore-…

Ends with 0 where all is there, 2 where it is not.
`;

async function main(signal: AbortSignal): Promise<number> {
	const options = { help: { type: "boolean" }, replace: { type: "boolean" } } as const;
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const folder = folderFrom(positionals);
	const manifest = await openBackup(folder);
	const settings = readConfig(process.env);
	const database = await openAlone(settings);
	workOn(database);
	try {
		await restoreBackup(manifest, {
			...{ folder, databaseUrl: database.url, replace: values.replace ?? false },
			...{ jobs: JOBS, now: new Date(), signal, brought: countBrought() },
		});
		await adoptAuthSecret(settings.dataDir, folder);
		console.log(
			`The backup of ${manifest.made_at} is back. See whether all is well: npm run doctor`,
		);
		if (settings.databaseUrl)
			console.log("Set AUTH_SECRET to what it was, so that sign-ins stay valid.");
		return 0;
	} finally {
		await closeAll();
		await database.close();
	}
}

await runTool({ name: "restore", main, explain: explainBackup });
