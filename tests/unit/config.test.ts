import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "#lib/config/config.ts";
import { environment } from "#lib/config/environment.ts";

const SECRET = "0123456789abcdefghijklmnopqrstuvwxyz";
const DATABASE = "postgresql://u:p@localhost:5432/potret";

describe("readConfig", () => {
	it("needs nothing: the quick start is a demo with a database of its own", () => {
		const config = readConfig({});
		expect(config).toMatchObject({ port: 3000, databaseUrl: null, demo: true, authSecret: null });
		expect(config.dataDir).toMatch(/^\/.*\/data$/);
	});

	it("takes an empty value for one that is not set", () => {
		expect(readConfig({ PORT: "", DATABASE_URL: "", DEMO: "" })).toMatchObject({
			port: 3000,
			demo: true,
		});
	});

	it("makes no demo in a database of one's own, unless it is asked to", () => {
		expect(readConfig({ DATABASE_URL: DATABASE }).demo).toBe(false);
		expect(readConfig({ DATABASE_URL: DATABASE, DEMO: "1" }).demo).toBe(true);
		expect(readConfig({ DEMO: "0" }).demo).toBe(false);
	});

	it("gives units that code can use", () => {
		const config = readConfig({ MAX_FILE_MB_MOBILE: "2", IDLE_TIMEOUT_SECONDS: "3" });
		expect(config.photoLimits.mobile.fileBytes).toBe(2 * 1024 * 1024);
		expect(config.idleTimeoutMs).toBe(3000);
		expect(readConfig({ PUBLIC_URL: "https://a.example/" }).publicUrl).toBe("https://a.example");
		expect(
			readConfig({ CORS_ORIGINS: "https://a.example, https://b.example" }).corsOrigins,
		).toEqual(["https://a.example", "https://b.example"]);
	});

	it("keeps files on the disk, unless a bucket is named", () => {
		expect(readConfig({}).s3).toBeNull();
		expect(readConfig({ S3_BUCKET: "photos" }).s3).toMatchObject({
			...{ bucket: "photos", endpoint: null, credentials: null, prefix: "" },
			...{ region: "us-east-1", forcePathStyle: false, timeoutMs: 5000 },
		});
		const own = {
			...{ S3_BUCKET: "photos", S3_ENDPOINT: "http://localhost:9000", S3_PREFIX: "a/b" },
			...{ S3_ACCESS_KEY_ID: "key", S3_SECRET_ACCESS_KEY: "secret" },
		};
		expect(readConfig(own).s3).toMatchObject({
			...{ endpoint: "http://localhost:9000", prefix: "a/b/", forcePathStyle: true },
			credentials: { accessKeyId: "key", secretAccessKey: "secret" },
		});
		expect(readConfig({ ...own, S3_FORCE_PATH_STYLE: "0" }).s3?.forcePathStyle).toBe(false);
	});

	it("knows the secrets before the present one, in their order", () => {
		expect(readConfig({}).previousAuthSecrets).toEqual([]);
		expect(readConfig({ AUTH_SECRET_PREVIOUS: "" }).previousAuthSecrets).toEqual([]);
		const two = readConfig({ AUTH_SECRET_PREVIOUS: `${SECRET}1, ${SECRET}2` });
		expect(two.previousAuthSecrets).toEqual([`${SECRET}1`, `${SECRET}2`]);
	});

	it("wants settings of S3 that go together", () => {
		expect(() => readConfig({ S3_ENDPOINT: "http://localhost:9000" })).toThrow(/S3_BUCKET/);
		expect(() => readConfig({ S3_BUCKET: "photos", S3_ACCESS_KEY_ID: "key" })).toThrow(/set both/);
	});

	const wrong: [name: string, value: string, says: RegExp][] = [
		["PORT", "http", /PORT: .*expected number/],
		["PORT", "70000", /PORT: .*65535/],
		["PORT", "80.5", /PORT: .*int/],
		["PUBLIC_URL", "photos.example.com", /PUBLIC_URL: Invalid URL/],
		["PUBLIC_URL", "ftp://photos.example.com", /PUBLIC_URL: Invalid URL/],
		["TRUSTED_PROXIES", "-1", /TRUSTED_PROXIES: .*0/],
		["DATABASE_URL", "mysql://localhost/potret", /DATABASE_URL: Invalid URL/],
		["DEMO", "yes", /DEMO: must be 0 or 1/],
		["REGISTRATION", "on", /REGISTRATION: must be 0 or 1/],
		["AUTH_SECRET", "short", /AUTH_SECRET: must have at least 32 characters/],
		["AUTH_SECRET", `change-me-${SECRET}`, /AUTH_SECRET is one from the documentation/],
		["AUTH_SECRET_PREVIOUS", "short", /AUTH_SECRET_PREVIOUS.0: must have at least 32 characters/],
		["AUTH_SECRET_PREVIOUS", `${SECRET},`, /AUTH_SECRET_PREVIOUS.1: must have at least 32/],
		["AUTH_SECRET_PREVIOUS", `change-me-${SECRET}`, /AUTH_SECRET is one from the documentation/],
		["LOG_LEVEL", "verbose", /LOG_LEVEL: .*"info"/],
		["S3_ENDPOINT", "localhost:9000", /S3_ENDPOINT: Invalid URL/],
		["S3_PREFIX", "../photos", /S3_PREFIX: must be plain words/],
		["S3_TIMEOUT_SECONDS", "0", /S3_TIMEOUT_SECONDS: .*1/],
		["MAX_FILES_MOBILE", "0", /MAX_FILES_MOBILE: .*1/],
		["IMAGE_MEMORY_MB", "64", /IMAGE_MEMORY_MB: .*256/],
		["IDLE_TIMEOUT_SECONDS", "soon", /IDLE_TIMEOUT_SECONDS: .*expected number/],
	];
	for (const [name, value, says] of wrong)
		it(`says what is wrong with ${name}=${value}`, () => {
			expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
			expect(() => readConfig({ [name]: value })).toThrow(says);
		});

	it("refuses nonsense in every number", () => {
		const numbers = Object.keys(environment.shape).filter((name) =>
			/^(PORT|TRUSTED|DATABASE_POOL|S3_CACHE|MAX_|MIN_|RATE_|WORKER_|IMAGE_)|_(HOURS|SECONDS)$/.test(
				name,
			),
		);
		expect(numbers.length).toBeGreaterThan(20);
		for (const name of numbers)
			expect(() => readConfig({ [name]: "x" }), name).toThrow(new RegExp(`  ${name}: `));
	});

	it("names all wrong settings at once", () => {
		expect(() => readConfig({ PORT: "x", DEMO: "y" })).toThrow(/PORT: .*\n {2}DEMO: /);
	});
});

describe(".env.example", () => {
	const text = readFileSync(".env.example", "utf8");
	const documented = [...text.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)];

	it("lists exactly the settings there are, once each", () => {
		const names = documented.map(([, name]) => name);
		expect(names.toSorted()).toEqual(Object.keys(environment.shape).toSorted());
	});

	it("sets nothing by itself", () => {
		expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
	});

	it("states the defaults that are used", () => {
		const defaults: Record<string, unknown> = environment.parse({});
		// Defaults that depend on the machine or on other settings, or examples of a value.
		const examples = [
			"WORKER_CONCURRENCY",
			"DEMO",
			"ANONYMOUS_UPLOADS",
			"PUBLIC_URL",
			"DATABASE_URL",
		];
		for (const [, name = "", value] of documented) {
			if (examples.includes(name)) continue;
			const used = defaults[name] ?? "";
			expect(value, name).toBe(typeof used === "boolean" ? String(Number(used)) : String(used));
		}
	});
});
