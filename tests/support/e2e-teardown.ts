import { removeScratch } from "./scratch.ts";

/** The server has ended by now; what it kept goes with it. */
export default function teardown(): void {
	const folder = process.env.E2E_DATA_DIR;
	if (folder) removeScratch(folder);
}
