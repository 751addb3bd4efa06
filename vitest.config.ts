import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";

/** More than there are cores on a small machine: many files mostly wait for servers and for what is broken on purpose. */
const WORKERS = 5;

const needsServers = ["./tests/support/global-database.ts", "./tests/support/global-swift.ts"];

const contract = { globalSetup: needsServers, testTimeout: 120_000, hookTimeout: 300_000 };

export default defineConfig({
	test: {
		pool: "forks",
		maxWorkers: WORKERS,
		sequence: { sequencer: LongestFirst },
		restoreMocks: true,
		passWithNoTests: false,
		// What comes is seen at once; a busy machine may take longer than the usual second.
		expect: { poll: { timeout: 20_000 } },
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					include: ["tests/unit/**/*.test.ts"],
					// Nothing here keeps anything between two files: a process takes one after the other.
					isolate: false,
					testTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: "integration",
					include: ["tests/integration/**/*.test.ts"],
					globalSetup: needsServers,
					testTimeout: 120_000,
					hookTimeout: 300_000,
				},
			},
			{
				extends: true,
				test: { name: "contract", include: ["tests/contract/**/*.test.ts"], ...contract },
			},
			{
				// What one process knows and the next must know too; TEST_PROCESSES=2 runs all of it so.
				extends: true,
				test: {
					name: "contract-two",
					include: ["tests/contract/{idempotency,uploads,sheets-groups}.test.ts"],
					env: { TEST_PROCESSES: "2" },
					...contract,
				},
			},
			{
				// The same zones and downloads, with their files in S3.
				extends: true,
				test: {
					name: "contract-s3",
					include: ["tests/contract/{zones*,downloads}.test.ts"],
					env: { TEST_STORAGE: "swift" },
					...contract,
				},
			},
		],
	},
});
