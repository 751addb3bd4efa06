import { config } from "#lib/config/config.ts";
import { inTransaction } from "#lib/db/client.ts";
import { removeLooked } from "./faces.service.ts";
import { findForsaken } from "./people.repo.ts";

const SWEEP_LIMIT = 500;

/** Removes pictures whose enrolment was never finished. */
export async function sweep(now = Date.now()): Promise<void> {
	const mediaIds = await findForsaken(new Date(now - config().uploadExpiryMs), SWEEP_LIMIT);
	await inTransaction((tx) => removeLooked(tx, mediaIds));
}
