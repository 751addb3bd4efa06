import { EventsLoading } from "#components/events/events-page.tsx";

export default function Loading() {
	return (
		<div className="gutter mx-auto max-w-400 pt-28 pb-16 md:pt-32">
			<EventsLoading />
		</div>
	);
}
