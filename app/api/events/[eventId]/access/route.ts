import { accessAnswer, accessRequest } from "#lib/events/events.schema.ts";
import { openEvent } from "#lib/events/events.service.ts";
import { passCookie, setCookie } from "#lib/http/cookies.ts";
import { codeGuess } from "#lib/http/guess.ts";
import { Answer, route } from "#lib/http/route.ts";

/** A guest's pass for an event, for its access code where it has one: in the answer and as a cookie. */
export const POST = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "write",
		body: accessRequest,
		answers: accessAnswer,
		guess: codeGuess,
	},
	async (c) => {
		const opened = await openEvent(c.actor, c.params.eventId ?? "", c.body.code);
		const cookie = setCookie(passCookie(opened.event.id), opened.access_token, opened.expires_in);
		return new Answer(200, opened, { "Set-Cookie": cookie });
	},
);
