import { logout } from "#lib/auth/auth.service.ts";
import { sessionCookie, setCookie } from "#lib/http/cookies.ts";
import { Answer, route } from "#lib/http/route.ts";

export const POST = route({ family: "platform", auth: "anyone", rate: "write" }, async (c) => {
	await logout(c.actor);
	return new Answer(204, undefined, { "Set-Cookie": setCookie(sessionCookie(), "", 0) });
});
