import { pino } from "pino";
import { config } from "#lib/config/config.ts";
import { currentContext } from "./context.ts";

/** Structured lines on standard output. Never given a secret, a code, a token or an embedding. */
export const log = pino({
	level: config().logLevel,
	base: { role: process.env.POTRET_ROLE ?? "tool" },
	mixin: () => ({ ...currentContext() }),
	redact: ["req.headers.authorization", "req.headers.cookie", "*.password", "*.token"],
});
