/** Why one file failed, for the person who sent it. */
import { ApiError } from "#lib/client/api.ts";
import { FileChanged } from "./exchange.ts";

const OF_SYSTEM: Record<string, string> = {
	ENOENT: "The file is gone",
	EACCES: "The file may not be read",
	EPERM: "The file may not be read",
};

/** Null for what is no fault of this one file: that ends the whole. */
export function reasonOf(error: unknown): string | null {
	if (error instanceof FileChanged) return error.message;
	if (error instanceof ApiError && error.status !== 401) return error.message || error.code;
	return OF_SYSTEM[(error as { code?: string }).code ?? ""] ?? null;
}
