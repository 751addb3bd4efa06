import { inviteAccept, loginAnswer } from "#lib/auth/auth.schema.ts";
import { acceptInvite } from "#lib/auth/invites.service.ts";
import { route } from "#lib/http/route.ts";
import { signedIn, visitorOf } from "#lib/http/sign-in.ts";

/** The password of an account that was made, or reset, for somebody, by the link that they were sent. */
export const POST = route(
	{
		family: "platform",
		auth: "anyone",
		rate: "write",
		body: inviteAccept,
		answers: loginAnswer,
	},
	async (c) => signedIn(await acceptInvite(visitorOf(c), c.body)),
);
