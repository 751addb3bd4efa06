import { redirect } from "next/navigation";
import { Welcome } from "#components/account/welcome.tsx";
import { listEvents } from "#lib/events/events.service.ts";
import { pageActor } from "#lib/http/page-actor.ts";

const MOST_LISTED = 12;

export default async function HomePage() {
	const actor = await pageActor();
	if (actor.user) redirect("/events");
	const { events } = await listEvents(actor, { owned: false, limit: MOST_LISTED });
	return <Welcome events={events} />;
}
