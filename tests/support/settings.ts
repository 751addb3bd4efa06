/** Settings that hold while the tests of a file run, and for none that come after them. */
import { afterAll, beforeAll } from "vitest";
import { reloadConfig } from "#lib/config/config.ts";

export function givenSettings(settings: Record<string, string>): void {
	beforeAll(() => {
		Object.assign(process.env, settings);
		reloadConfig();
	});
	afterAll(() => {
		for (const name of Object.keys(settings)) delete process.env[name];
		reloadConfig();
	});
}
