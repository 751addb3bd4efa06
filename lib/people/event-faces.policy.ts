/** How long an event's face data is kept: pure. */

const DAY_MS = 24 * 3600_000;

/** The day (UTC, at its begin) on which it is deleted: so many days after the event, or after it was begun later. */
export function deletionDay(event: { date: Date; facesSince: Date }, retentionDays: number): Date {
	const from = Math.max(event.date.getTime(), event.facesSince.getTime());
	const day = Math.floor(from / DAY_MS) + retentionDays;
	return new Date(day * DAY_MS);
}
