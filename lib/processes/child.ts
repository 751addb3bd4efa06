/** How the processes under the supervisor learn that they are to stop. */

/**
 * Runs `stop` once, at SIGTERM, SIGINT or SIGHUP, or when the supervisor is gone (the channel to it closes,
 * so that no web server and no worker outlives it), and then ends the process.
 */
export function onStop(stop: () => Promise<void>): void {
	let stopping = false;
	const end = async () => {
		if (stopping) return;
		stopping = true;
		let code = 0;
		try {
			await stop();
		} catch (error) {
			console.error(error);
			code = 1;
		}
		process.exit(code);
	};
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
	process.on("disconnect", end);
}

/** What a process tells its supervisor once it does its work. */
export interface Ready {
	ready: true;
	/** The port the web server really has; PORT=0 lets the system choose. */
	port?: number;
}

export function tellReady(message: Ready): void {
	process.send?.(message);
}

export function isReady(message: unknown): message is Ready {
	return typeof message === "object" && message !== null && "ready" in message;
}
