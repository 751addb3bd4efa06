/** The same clock time as if in UTC, for formatting it wherever the reader is. */
export function wallTime(iso: string): Date {
	return new Date(`${iso.slice(0, 19)}Z`);
}
