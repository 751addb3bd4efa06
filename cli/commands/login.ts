import { ApiError, errorFrom } from "#lib/client/api.ts";
import { eventList } from "#lib/events/events.schema.ts";
import { Account, save, toSaved, toServerUrl } from "../account.ts";
import { Client } from "../client.ts";
import { command } from "../command.ts";
import { exchange, NoAnswer } from "../exchange.ts";
import { EXIT, Problem, usageProblem } from "../problem.ts";
import { asking, print } from "../terminal.ts";

const HELP = `
Usage: potret login URL [--name NAME]
       potret login URL --token TOKEN

Signs in, and keeps the sign-in for the other commands. Asks for name and password; without a
terminal they are read from the input, a line each.

  --name NAME     do not ask for it
  --token TOKEN   an API key or access token instead

Example: potret login https://photos.example.com
`;

export const login = command({
	name: "login",
	summary: "sign in to a server",
	help: HELP,
	options: { name: { type: "string" }, token: { type: "string" } },
	async run({ name, token }, [address, ...more], signal) {
		if (address === undefined || more.length > 0)
			throw usageProblem("Which server? For example: potret login https://photos.example.com");
		const url = toServerUrl(address);
		if (token !== undefined) return keepToken(url, token, signal);
		const text = await asking(async (ask) => {
			const username = name ?? (await ask("Name: "));
			const password = await ask("Password: ", { hidden: true });
			return signIn(url, { username, password }, signal);
		}, signal);
		const account = toSaved(url, text);
		save(account);
		print(`Signed in to ${url} as ${account.user.username}`);
		return EXIT.done;
	},
});

/** Never twice: every wrong password counts. */
async function signIn(url: string, given: object, signal: AbortSignal): Promise<string> {
	const { status, text } = await exchange({
		...{ method: "POST", url: new URL(`${url}/api/auth/login`), signal },
		headers: { "content-type": "application/json", accept: "application/json" },
		body: new Blob([JSON.stringify(given)]),
	}).catch((error) => {
		if (!(error instanceof NoAnswer)) throw error;
		throw new Problem(EXIT.unreachable, `The server at ${new URL(url).host} does not answer.`);
	});
	if (status === 200) return text;
	const { message, code } = errorFrom(status, text);
	throw status === 401
		? new Problem(EXIT.signedOut, message)
		: new ApiError(code, status, message || `There is no Potret at ${url}`);
}

/** A token that is not valid is not kept. */
async function keepToken(url: string, token: string, signal: AbortSignal): Promise<number> {
	const client = new Client(new Account({ url, token }), { signal });
	await client.ask({ path: "/api/events?limit=1" }, eventList);
	save({ url, token });
	print(`Signed in to ${url}`);
	return EXIT.done;
}
