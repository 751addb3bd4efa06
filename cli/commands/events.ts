import { eventFull } from "#lib/events/events.schema.ts";
import { findAccount } from "../account.ts";
import { Client } from "../client.ts";
import { command } from "../command.ts";
import { eventTable, listEvents } from "../events.ts";
import { EXIT, usageProblem } from "../problem.ts";
import { print, printJson } from "../terminal.ts";

const HELP = `
Usage: potret events [--name TEXT] [--json]
       potret events create NAME DATE [--json]

Lists your events, or makes one. A date is YYYY-MM-DD.

  --name TEXT   only those with TEXT in their name
  --json        one JSON object an event

Example: potret events create "Asa & Budi" 2026-12-05
`;

export const events = command({
	name: "events",
	summary: "list events, or make one",
	help: HELP,
	options: { name: { type: "string" }, json: { type: "boolean", default: false } },
	async run({ name, json }, words, signal) {
		const [verb, title, date, ...more] = words;
		if (verb === undefined) return list(name, json, signal);
		if (verb !== "create" || !title || !date || more.length > 0)
			throw usageProblem("To make an event: potret events create NAME DATE");
		const client = new Client(findAccount(), { signal });
		const made = { method: "POST", path: "/api/events", json: { name: title, date }, once: true };
		const event = await client.ask(made, eventFull);
		if (json) printJson(event);
		else print(`Made ${event.name}, ${event.date}: ${event.id}`);
		return EXIT.done;
	},
});

async function list(name: string | undefined, json: boolean, signal: AbortSignal): Promise<number> {
	const found = await listEvents(new Client(findAccount(), { signal }), name);
	if (json) found.forEach(printJson);
	else if (found.length === 0) print("No events");
	else eventTable(found).forEach(print);
	return EXIT.done;
}
