import { accountPatch, ownAccount } from "#lib/auth/account.schema.ts";
import { getAccount, updateAccount } from "#lib/auth/account.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: ownAccount },
	(c) => getAccount(c.actor),
);

export const PATCH = route(
	{ family: "platform", auth: "user", rate: "write", body: accountPatch, answers: ownAccount },
	(c) => updateAccount(c.actor, c.body),
);
