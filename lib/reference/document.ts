/** The OpenAPI 3.1 document: what the routes declare, and what is said of them. */

import { currentAddress } from "#lib/http/old-addresses.ts";
import type { Declaration } from "#lib/http/route.ts";
import { ErrorResponses, errorSchemas } from "./errors.ts";
import { describe, type Parts } from "./operation.ts";
import type { FamilyText, Json, OperationKey, OperationText } from "./reference.types.ts";
import { Schemas } from "./schemas.ts";
import { accounts } from "./texts/accounts.ts";
import { administration } from "./texts/administration.ts";
import { batches } from "./texts/batches.ts";
import { eventPeople } from "./texts/event-people.ts";
import { events } from "./texts/events.ts";
import { favourites } from "./texts/favourites.ts";
import { describeFiles, files } from "./texts/files.ts";
import { images } from "./texts/images.ts";
import { INTRODUCTION } from "./texts/introduction.ts";
import { operations } from "./texts/operations.ts";
import { people } from "./texts/people.ts";
import { photos } from "./texts/photos.ts";
import { recognition } from "./texts/recognition.ts";
import { service } from "./texts/service.ts";
import { describeUploads, uploads } from "./texts/uploads.ts";
import { webhooks } from "./texts/webhooks.ts";
import { zonePages } from "./texts/zone-pages.ts";
import { zones } from "./texts/zones.ts";
import { HEADERS } from "./words.ts";

const FAMILIES: readonly FamilyText[] = [
	...[
		photos,
		events,
		favourites,
		eventPeople,
		recognition,
		people,
		batches,
		images,
		zones,
		zonePages,
	],
	...[uploads, files, webhooks, accounts, administration, operations, service],
];

const SECURITY = {
	bearer: {
		...{ type: "http", scheme: "bearer" },
		description: "An access token, an API key, or a guest's pass for one event",
	},
	token: {
		...{ type: "apiKey", in: "header", name: "Authorization" },
		description: "An access token or an API key without a scheme before it",
	},
	apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "An API key" },
	session: {
		...{ type: "apiKey", in: "cookie", name: "potret_session" },
		description:
			"The cookie of a browser that is signed in; it speaks only for pages of this server. Behind https it is `__Host-potret_session`",
	},
	accessCode: {
		...{ type: "apiKey", in: "header", name: "X-Access-Code" },
		description: "The access code of an event, for its guests",
	},
};

const PARAMETERS = {
	IdempotencyKey: {
		...{ name: "Idempotency-Key", in: "header" },
		description:
			"Of your choice. A repeat with the same key, credentials and content gets the first answer and is not done again",
		schema: { type: "string", minLength: 1, maxLength: 255 },
	},
};

const headers = Object.fromEntries(
	Object.entries(HEADERS).map(([name, description]) => [
		name,
		{ description, schema: { type: "string" } },
	]),
);

/** An address without `/api` that leads to the same route; undefined for most. */
function oldAddressOf(path: string): string | undefined {
	const candidates = ["/api/v1", "/api"].map((prefix) => path.slice(prefix.length));
	return candidates.find((old) => old.startsWith("/") && currentAddress(old) === path);
}

/** The texts by their keys, with their family's name. */
function textsByKey(): Map<OperationKey, { tag: string; text: OperationText }> {
	return new Map(
		FAMILIES.flatMap(({ name, operations }) =>
			Object.entries(operations).map(
				([key, text]) => [key as OperationKey, { tag: name, text }] as const,
			),
		),
	);
}

function describeRoutes(routes: ReadonlyMap<OperationKey, Declaration | null>, parts: Parts): Json {
	const paths: Record<string, Json> = {};
	const texts = textsByKey();
	for (const [key, { tag, text }] of texts) {
		const declared = routes.get(key);
		if (!declared) throw new Error(`There is a text for "${key}", and no route that declares it`);
		const [method = "", path = ""] = key.split(" ");
		const operation = describe({ path, declared, text, tag }, parts);
		paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
		const old = oldAddressOf(path);
		if (old === undefined) continue;
		const same = { ...operation, operationId: `${text.id}AtOldAddress` };
		paths[old] = { ...paths[old], [method.toLowerCase()]: same };
	}
	return paths;
}

/** The whole document of these routes. Throws for a text without its route; a route without a text is left out. */
export function buildDocument(
	routes: ReadonlyMap<OperationKey, Declaration | null>,
	version: string,
): Json {
	const parts = { schemas: new Schemas(), errors: new ErrorResponses() };
	const paths = {
		...describeRoutes(routes, parts),
		...describeUploads(parts),
		...describeFiles(parts),
	};
	return {
		openapi: "3.1.0",
		info: { title: "Potret", version, description: INTRODUCTION },
		servers: [{ url: "/" }],
		tags: FAMILIES.map(({ name, description }) => ({ name, description })),
		paths,
		components: {
			schemas: { ...errorSchemas(), ...parts.schemas.components() },
			responses: parts.errors.components(),
			parameters: PARAMETERS,
			headers,
			securitySchemes: SECURITY,
		},
	};
}
