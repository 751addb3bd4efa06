/**
 * A thread beside the decoder. JavaScript or WebAssembly that loops for ever does not notice that
 * the parent has gone; this does, and ends the process.
 */
import { workerData } from "node:worker_threads";

const EVERY_MS = 1000;
const { parent } = workerData as { parent: number };

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, EVERY_MS);
