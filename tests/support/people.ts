/** A server with those who matter to who may do what: an owner, somebody else, and an admin. */
import { Api } from "./api.ts";
import { type ServerOptions, startServer, type TestServer } from "./server.ts";

export interface Served {
	server: TestServer;
	owner: Api;
	other: Api;
	admin: Api;
}

/** `env` has settings beside the usual ones. */
export async function startWithPeople(
	env: Record<string, string> = {},
	options: Pick<ServerOptions, "alone"> = {},
): Promise<Served> {
	const server = await startServer({ ...options, env: { REGISTRATION: "1", ...env } });
	const anyone = new Api(server.url);
	return {
		server,
		owner: await anyone.photographer(),
		admin: await anyone.admin(),
		other: await anyone.register("another"),
	};
}

/** The owner by a key that has these scopes alone. */
export async function aKey({ owner }: Served, scopes: readonly string[]): Promise<Api> {
	const { body } = await owner.post("/api/keys", { name: "k", scopes });
	return new Api(owner.url, { "x-api-key": body.key });
}
