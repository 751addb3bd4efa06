import { cookies } from "next/headers";
import type { Actor } from "#lib/core/actor.ts";
import { actorFromCookies } from "./credentials.ts";

/** Who is looking at a page. */
export async function pageActor(): Promise<Actor> {
	const jar = await cookies();
	return actorFromCookies(new Map(jar.getAll().map(({ name, value }) => [name, value])));
}
