/** Before web and worker start: the queue's tables, the demo or the first admin's link. */
import { needsSetup } from "#lib/auth/auth.service.ts";
import { issueSetupLink } from "#lib/auth/tokens.ts";
import { authSecret, config } from "#lib/config/config.ts";
import { closeDb, databaseUrl } from "#lib/db/client.ts";
import { installQueue } from "#lib/queue/queue.ts";
import { findDemoPasswords, seedDemo } from "./demo.ts";
import { JOBS } from "./jobs.ts";

async function prepare(): Promise<void> {
	authSecret();
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
