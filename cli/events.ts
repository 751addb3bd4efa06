/** Events by what people call them. */
import { type EventListItem, eventList } from "#lib/events/events.schema.ts";
import type { Client } from "./client.ts";
import { usageProblem } from "./problem.ts";
import { table } from "./terminal.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The caller's own events, newest first; with `name`, those whose name has it. */
export async function listEvents(client: Client, name?: string): Promise<EventListItem[]> {
	const query = new URLSearchParams({ owned: "true", limit: "500" });
	if (name !== undefined) query.set("eventName", name);
	const { events } = await client.ask({ path: `/api/events?${query}` }, eventList);
	return events;
}

export const eventTable = (events: readonly EventListItem[]) =>
	table(
		["Event", "Date", "Photos", "Id"],
		events.map(({ name, date, photo_count = 0, id }) => [name, date, String(photo_count), id]),
	);

/**
 * The id of the caller's event of that name; an id is taken as it is. Throws a `Problem` for none, and for
 * more than one.
 */
export async function findEvent(client: Client, text: string): Promise<string> {
	if (UUID.test(text)) return text;
	const found = await listEvents(client, text);
	const same = found.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
	const [event, another] = same.length > 0 ? same : found;
	if (!event) throw usageProblem(`You have no event called '${text}'.`);
	if (another)
		throw usageProblem(
			`More than one event is called '${text}'. Name its id:\n${eventTable(same.length > 0 ? same : found).join("\n")}`,
		);
	return event.id;
}
