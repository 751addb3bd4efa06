import { route } from "#lib/http/route.ts";
import { storageFigures } from "#lib/operations/storage.schema.ts";
import { getStorageFigures } from "#lib/operations/storage.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: storageFigures },
	(c) => getStorageFigures(c.actor),
);
