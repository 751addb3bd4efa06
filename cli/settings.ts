/** Where this user's sign-in and begun uploads are kept: readable for nobody else. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

type Environment = Record<string, string | undefined>;

/** `$XDG_CONFIG_HOME/potret`, `~/.config/potret`, or on Windows `%APPDATA%\potret`. */
export function settingsFolder(env: Environment, platform = process.platform): string {
	if (env.XDG_CONFIG_HOME) return join(env.XDG_CONFIG_HOME, "potret");
	if (platform === "win32" && env.APPDATA) return join(env.APPDATA, "potret");
	return join(homedir(), ".config", "potret");
}

export const settingsFile = (...names: string[]) => join(settingsFolder(process.env), ...names);

/** What the file says; null where there is none, or none that can be read. */
export function readSettings(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return null;
	}
}

/** Whole or not at all, whoever else writes. */
export function writeSettings(path: string, value: unknown): void {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const part = `${path}.${process.pid}.part`;
	writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
	renameSync(part, path);
}

export const removeSettings = (path: string) => rmSync(path, { force: true });
