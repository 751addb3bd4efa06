import { defineConfig } from "vitest/config";

/** More than there are cores on a small machine: many files mostly wait for servers and for what is broken on purpose. */
const WORKERS = 3;

const needsServers = ["./tests/support/global-database.ts", "./tests/support/global-swift.ts"];

const contract = { globalSetup: needsServers, testTimeout: 120_000, hookTimeout: 300_000 };

export default defineConfig({
	test: {
		pool: "forks",
		maxWorkers: WORKERS,
		restoreMocks: true,
		passWithNoTests: false,
		projects: [
			{
				extends: true,
				test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 10_000 },
			},
			{
				extends: true,
				test: {
					name: "integration",
					include: ["tests/integration/**/*.test.ts"],
					globalSetup: needsServers,
					testTimeout: 60_000,
					hookTimeout: 300_000,
				},
			},
			{
				extends: true,
				test: { name: "contract", include: ["tests/contract/**/*.test.ts"], ...contract },
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
