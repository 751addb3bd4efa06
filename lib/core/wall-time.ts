/** Moments as the clock on the wall showed them where they happened. */

const ZONE = /^([+-])(\d{2}):(\d{2})$/;

/** What the clock showed there, as if in UTC; the moment itself where the offset is unknown. */
export function wallClock(moment: Date, zone: string | undefined): Date {
	const offset = ZONE.exec(zone ?? "");
	if (!offset) return moment;
	const minutes = Number(offset[2]) * 60 + Number(offset[3]);
	return new Date(moment.getTime() + (offset[1] === "-" ? -1 : 1) * minutes * 60_000);
}

/** ISO 8601 as a camera's clock showed it: with the offset of the place, or with none where it knew none. */
export function clockTime(moment: Date, zone: string | undefined): string {
	return ZONE.test(zone ?? "") ? withZone(moment, zone) : moment.toISOString().slice(0, 19);
}

/** ISO 8601 with the offset of the place, "2026-05-09T19:51:00+07:00"; in UTC where it is unknown. */
export function withZone(moment: Date, zone: string | undefined): string {
	const offset = ZONE.exec(zone ?? "")?.[0];
	if (offset === undefined) return moment.toISOString();
	return `${wallClock(moment, zone).toISOString().slice(0, 19)}${offset}`;
}
