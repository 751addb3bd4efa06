import { hash, verify } from "@node-rs/argon2";

/** Argon2id as OWASP's password storage sheet asks for at the least: 19 MiB, 2 passes, 1 lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
	return hash(password, OPTIONS);
}

let decoy: Promise<string> | undefined;

/** Checks a password; without an account it takes as much work, and is false. */
export async function checkPassword(
	stored: string | null,
	password: string,
	verifyHash: (hash: string, password: string) => Promise<boolean> = verify,
): Promise<boolean> {
	decoy ??= hashPassword("no account has this password");
	const matches = await verifyHash(stored ?? (await decoy), password);
	return stored !== null && matches;
}
