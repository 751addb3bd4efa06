/** What a sign-in that fails has cost: the same, whoever was meant. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { login } from "#lib/auth/auth.service.ts";
import { checkPassword, hashPassword } from "#lib/auth/passwords.ts";
import { ANONYMOUS } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import { openServices, type Services } from "#tests/support/services.ts";

let services: Services;
/** The hashes that were verified. */
const verified: string[] = [];

/** The real check, which also notes what it verifies. */
const check: typeof checkPassword = (stored, password) =>
	checkPassword(stored, password, async (hash) => {
		verified.push(hash);
		return hash === stored && password === "the right password";
	});

async function aUser(username: string, more: { disabledAt?: Date; passwordHash?: null } = {}) {
	const passwordHash = await hashPassword("the right password");
	await db().user.create({
		data: { id: newId(), username, role: "photographer", passwordHash, ...more },
	});
}

beforeAll(async () => {
	services = await openServices();
	await aUser("somebody");
	await aUser("disabled", { disabledAt: new Date() });
	await aUser("invited", { passwordHash: null });
});
afterAll(() => services?.close());

const visitor = { actor: ANONYMOUS, userAgent: "" };
const tried = async (username: string, password: string) => {
	verified.length = 0;
	const outcome = await login(visitor, { username, password }, check).catch((error) => error);
	return { outcome, verified: [...verified] };
};

/** What a hash says of the work: the algorithm, its memory, passes and lanes. */
const workOf = (hash = "") => hash.split("$").slice(1, 4).join("$");

describe("a sign-in that fails", () => {
	it.each([
		["with a wrong password", "somebody", "a wrong password"],
		["of nobody", "nobody-at-all", "the right password"],
		["of who is disabled, with the right password", "disabled", "the right password"],
		["of who is invited and has no password", "invited", "the right password"],
		["of who is invited, with no password either", "invited", ""],
	])("%s verifies one hash of the same work, and says the same", async (_, username, password) => {
		const { outcome, verified } = await tried(username, password);
		expect(verified.map(workOf)).toEqual(["argon2id$v=19$m=19456,t=2,p=1"]);
		expect([outcome.code, outcome.message]).toEqual([
			...["INVALID_CREDENTIALS", "The name or the password is wrong"],
		]);
		expect(outcome.headers).toEqual({});
	});

	it("is written down with who was meant, where there is such a one, and in no other way", async () => {
		const rows = await db().auditEntry.findMany({ where: { action: "sign_in_failed" } });
		expect(rows).toHaveLength(5);
		expect(JSON.stringify(rows)).not.toMatch(/nobody-at-all|wrong password|right password/);
	});
});

it("a sign-in that succeeds has verified one hash as well", async () => {
	const { outcome, verified } = await tried("somebody", "the right password");
	expect(verified.map(workOf)).toEqual(["argon2id$v=19$m=19456,t=2,p=1"]);
	expect(outcome.answer.user.username).toBe("somebody");
});

describe("the hash that stands in for nobody's", () => {
	it("is one that argon2 takes and no password fits", async () => {
		for (const password of ["", "no account has this password", "x"])
			expect(await checkPassword(null, password)).toBe(false);
		const own = await hashPassword("the right password");
		expect(await checkPassword(own, "the right password")).toBe(true);
		expect(await checkPassword(own, "the right passwore")).toBe(false);
	});
});
