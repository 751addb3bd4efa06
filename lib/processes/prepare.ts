/**
 * Before web and worker start: the queue's tables, the demo or the first admin's link. The supervisor has
 * migrated before; where there is none, `--migrate` does it here.
 */
import { needsSetup } from "#lib/auth/auth.service.ts";
import { issueSetupLink } from "#lib/auth/tokens.ts";
import { authSecret, config } from "#lib/config/config.ts";
import { closeDb, databaseUrl } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { installQueue } from "#lib/queue/queue.ts";
import { tieredStore } from "#lib/storage/store.ts";
import { isAway } from "#lib/storage/store-away.ts";
import { findDemoPasswords, seedDemo } from "./demo.ts";
import { JOBS } from "./jobs.ts";

/** A bucket that refuses us will not do otherwise later; one that is away is waited for. */
async function checkBucket(): Promise<void> {
	try {
		await tieredStore()?.checkPrimary();
	} catch (error) {
		if (!isAway(error)) throw error;
		const name = (error.cause as Error).name;
		if (error.refused)
			throw new Error(
				`The bucket ${config().s3?.bucket} cannot be used (${name}). Look at the S3_ settings, and that the bucket is there and may be written to.`,
			);
		console.log("  The object store is away. Until it is back, uploads are kept on this disk.");
	}
}

async function prepare(): Promise<void> {
	authSecret();
	if (process.argv.includes("--migrate")) await migrate(databaseUrl());
	await checkBucket();
	await installQueue(databaseUrl(), JOBS);
	if (config().demo) return seedDemo();
	const known = await findDemoPasswords();
	if (known.length > 0)
		throw new Error(
			`The accounts ${known.join(" and ")} still have the demo's passwords, which everybody can read. Start with DEMO=1 and change them, or use another database.`,
		);
	if (!(await needsSetup())) return;
	const address = config().publicUrl ?? `http://localhost:${config().port}`;
	console.log(
		`\n  No account exists yet. Make the first administrator here (once, within 24 hours):\n  ${address}/setup?token=${await issueSetupLink()}\n`,
	);
}

try {
	await prepare();
	await closeDb();
	process.exit(0);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
