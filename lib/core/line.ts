/** Texts that people type and others read: what could turn a line around or break it is taken out. */
import { z } from "zod";
import { printable } from "./file-name.ts";

/** One line, without spaces around it. */
export const line = z.string().overwrite(printable).trim();

/** Several lines. */
export const lines = z
	.string()
	.overwrite((text) =>
		text
			.split(/\r\n|\r|\n/)
			.map(printable)
			.join("\n"),
	)
	.trim();
