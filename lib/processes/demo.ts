/** The quick start's accounts and event. Everybody knows these passwords: only ever for trying out. */
import { checkPassword, hashPassword } from "#lib/auth/passwords.ts";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";

/** The test event of the source document. */
export const DEMO_EVENT_ID = "16073628-2359-4df7-a505-f8a2a6139cf3";

const ACCOUNTS = [
	{ username: "admin", password: "admin123", role: "admin" },
	{ username: "photographer", password: "photographer123", role: "photographer" },
] as const;

/** Makes what is missing of the demo and leaves what was changed. */
export async function seedDemo(): Promise<void> {
	for (const { username, password, role } of ACCOUNTS)
		await db().user.upsert({
			where: { username },
			update: {},
			create: { id: newId(), username, role, passwordHash: await hashPassword(password) },
		});
	const owner = await db().user.findUniqueOrThrow({ where: { username: "photographer" } });
	await db().event.upsert({
		where: { id: DEMO_EVENT_ID },
		update: {},
		create: {
			id: DEMO_EVENT_ID,
			ownerId: owner.id,
			name: "testing",
			date: new Date("2024-12-25"),
			accessCode: "asa",
			guestUploads: "open",
			listed: true,
		},
	});
}

/** Names of the accounts that still have the demo's passwords. */
export async function findDemoPasswords(): Promise<string[]> {
	const known: string[] = [];
	for (const { username, password } of ACCOUNTS) {
		const user = await db().user.findUnique({ where: { username } });
		if (user && !user.disabledAt && (await checkPassword(user.passwordHash, password)))
			known.push(username);
	}
	return known;
}
