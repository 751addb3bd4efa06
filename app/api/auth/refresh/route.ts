import { loginAnswer, refreshRequest } from "#lib/auth/auth.schema.ts";
import { refresh } from "#lib/auth/auth.service.ts";
import { route } from "#lib/http/route.ts";
import { signedIn } from "#lib/http/sign-in.ts";

export const POST = route(
	{ family: "platform", auth: "anyone", rate: "write", body: refreshRequest, answers: loginAnswer },
	async (c) => signedIn(await refresh(c.body.refresh_token)),
);
