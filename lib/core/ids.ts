import { v7 } from "uuid";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A new id: UUIDv7 (RFC 9562), so that ids of one process sort by the time they were made. */
export function newId(): string {
	return v7();
}

/** Not above any id that was made at this time or later. */
export function firstIdAt(at: Date): string {
	return v7({ msecs: Math.max(0, at.getTime()), seq: 0, random: new Uint8Array(16) });
}

/** True for any well-formed UUID, whatever its version. */
export function isUuid(value: string): boolean {
	return UUID.test(value);
}
