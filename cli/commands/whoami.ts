import { eventList } from "#lib/events/events.schema.ts";
import { findAccount } from "../account.ts";
import { Client } from "../client.ts";
import { command } from "../command.ts";
import { EXIT } from "../problem.ts";
import { print, printJson } from "../terminal.ts";

const HELP = `
Usage: potret whoami [--json]

Says who is signed in, and where. Ends with 3 where nobody is (any more).

Example: potret whoami
`;

export const whoami = command({
	name: "whoami",
	summary: "who is signed in, and where",
	help: HELP,
	options: { json: { type: "boolean", default: false } },
	async run({ json }, _words, signal) {
		const account = findAccount();
		const { url, user } = account;
		await new Client(account, { signal }).ask({ path: "/api/events?limit=1" }, eventList);
		const who = user ? `${user.username} (${user.role})` : "A token or API key";
		if (json) printJson({ url, username: user?.username ?? null, role: user?.role ?? null });
		else print(`${who} at ${url}`);
		return EXIT.done;
	},
});
