/** In Chromium, against the real thing: the supervisor with a PostgreSQL, a web and a worker process. */
import { defineConfig, devices } from "@playwright/test";
import { COMPILED } from "./tests/support/compiled.ts";
import { makeScratch } from "./tests/support/scratch.ts";

const port = Number(process.env.E2E_PORT ?? 3939);
// One folder for the whole run: this file is read again in every worker process. `npm test` brings one
// and removes it; otherwise the next run of the tests does.
process.env.E2E_DATA_DIR ??= makeScratch("e2e");

export default defineConfig({
	testDir: "tests/e2e",
	outputDir: "test-results",
	// As many as a small machine has cores: a browser with less than one is late for what it is asked.
	workers: 2,
	retries: 0,
	fullyParallel: false,
	timeout: 120_000,
	// What comes is seen at once. A busy machine may take longer than the usual five seconds, and what its
	// worker makes comes after what other tests have given that one to do.
	expect: { timeout: 60_000 },
	use: {
		...devices["Desktop Chrome"],
		baseURL: `http://localhost:${port}`,
		viewport: { width: 1440, height: 900 },
		// Tests hold requests back, and could not hold those of a worker: who tests that one allows it.
		serviceWorkers: "block",
		trace: { mode: "retain-on-failure", screenshots: false, sources: false },
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
			args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
		},
	},
	webServer: {
		command: `"${process.execPath}" lib/processes/supervisor.ts`,
		url: `http://localhost:${port}/api/health`,
		timeout: 120_000,
		reuseExistingServer: false,
		gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
		stdout: "pipe",
		env: {
			NODE_ENV: "production",
			PORT: String(port),
			HOST: "127.0.0.1",
			DEMO: "1",
			DATA_DIR: process.env.E2E_DATA_DIR,
			LOG_LEVEL: "warn",
			DRAIN_SECONDS: "5",
			// Those of the tests are told on this machine.
			WEBHOOK_ALLOW_PRIVATE: "1",
			...COMPILED,
		},
	},
});
