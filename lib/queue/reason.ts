const MOST = 300;

/**
 * Why a job failed, for an administrator to read: the last line of what was thrown, since what libraries
 * put before it is their own code, and without the places of files.
 */
export function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	const lines = message.split("\n").map((line) => line.trim());
	const last = lines.findLast((line) => line !== "") ?? "";
	const plain = last.replace(/(?:\/[\w.@+-]+){2,}/g, "…").slice(0, MOST);
	return plain || (error instanceof Error ? error.name : "Unknown");
}
