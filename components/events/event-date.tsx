import { useFormatter } from "next-intl";

/** An event's day, the same wherever it is read. */
export function EventDate({ date, className }: { date: string; className?: string }) {
	const format = useFormatter();
	return (
		<time dateTime={date} className={className}>
			{format.dateTime(new Date(`${date.slice(0, 10)}T00:00:00Z`), {
				dateStyle: "long",
				timeZone: "UTC",
			})}
		</time>
	);
}
