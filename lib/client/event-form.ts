/** What an event's form says, before it is sent. */

export interface EventFormValues {
	name: string;
	date: string;
	access_code: string | null;
}

export interface EventFormFaults {
	name?: "nameMissing";
	date?: "dateMissing";
	access_code?: "codeShort";
}

const SHORTEST_CODE = 3;

export function readEventForm(data: FormData): EventFormValues {
	const text = (name: string) => String(data.get(name) ?? "").trim();
	return { name: text("name"), date: text("date"), access_code: text("access_code") || null };
}

export function checkEventForm(values: EventFormValues): EventFormFaults {
	const faults: EventFormFaults = {};
	if (values.name === "") faults.name = "nameMissing";
	if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date)) faults.date = "dateMissing";
	if (values.access_code !== null && values.access_code.length < SHORTEST_CODE)
		faults.access_code = "codeShort";
	return faults;
}

/** The end of a day as the reader's clock has it; null for no day. */
export function endOfDay(day: string): string | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
	return new Date(`${day}T23:59:59`).toISOString();
}

/** The day of a moment as the reader's clock has it, for a date input. */
export function dayOf(moment: string | null): string {
	if (!moment) return "";
	const date = new Date(moment);
	const two = (value: number) => String(value).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
