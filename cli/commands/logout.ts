import { Account, forget, readSaved } from "../account.ts";
import { Client } from "../client.ts";
import { command } from "../command.ts";
import { EXIT, Problem } from "../problem.ts";
import { print } from "../terminal.ts";

const HELP = `
Usage: potret logout

Ends the sign-in, here and at the server. An API key is forgotten here and stays valid.

Example: potret logout
`;

export const logout = command({
	name: "logout",
	summary: "sign out",
	help: HELP,
	options: {},
	async run(_values, _words, signal) {
		const saved = readSaved();
		if (!saved) {
			print("You were not signed in");
			return EXIT.done;
		}
		const client = new Client(new Account(saved), { signal });
		// Out already, as far as the server knows.
		const ended = await client
			.send({ method: "POST", path: "/api/auth/logout" })
			.catch((error) => (error instanceof Problem ? error : Promise.reject(error)));
		forget();
		if (ended instanceof Problem && ended.exit === EXIT.unreachable) throw ended;
		print(`Signed out of ${saved.url}`);
		return EXIT.done;
	},
});
