import { z } from "zod";

/** The years that both JavaScript and PostgreSQL write with four digits. */
const isKnownYear = (text: string) => {
	const year = new Date(text).getUTCFullYear();
	return year >= 1 && year <= 9999;
};

/** A day, without time or zone: "2026-05-09". */
export const day = z.iso.date().refine(isKnownYear, "No such day");

/** A moment with its zone: "2026-05-09T18:00:00+07:00". */
export const moment = z.iso.datetime({ offset: true }).refine(isKnownYear, "No such time");
