/** From the schemas that check requests and answers to those of the document. */
import { z } from "zod";
import { auditEntry } from "#lib/audit/audit.schema.ts";
import { ownAccount } from "#lib/auth/account.schema.ts";
import { account } from "#lib/auth/auth.schema.ts";
import { managedUser } from "#lib/auth/users.schema.ts";
import { sheet } from "#lib/batches/sheets.schema.ts";
import { eventFull, eventPublic } from "#lib/events/events.schema.ts";
import { photo, photoExif } from "#lib/media/media.schema.ts";
import { eventFaces } from "#lib/people/event-faces.schema.ts";
import { eventPerson, facePicture } from "#lib/people/event-people.schema.ts";
import { personSample } from "#lib/people/people.schema.ts";
import { zoneFile, zoneView } from "#lib/zones/zone-pages.schema.ts";
import { filesAdded, zone } from "#lib/zones/zones.schema.ts";
import type { Json } from "./reference.types.ts";

/** What several endpoints answer, or one answers within. */
const NAMED = {
	Account: account,
	AuditEntry: auditEntry,
	ManagedUser: managedUser,
	OwnAccount: ownAccount,
	Event: eventFull,
	EventFaces: eventFaces,
	EventForGuests: eventPublic,
	EventPerson: eventPerson,
	FacePicture: facePicture,
	FilesAdded: filesAdded,
	PersonSample: personSample,
	Photo: photo,
	PhotoExif: photoExif,
	Sheet: sheet,
	Zone: zone,
	ZoneFile: zoneFile,
	ZoneView: zoneView,
};

/** Says the same in fewer words: a format says what its pattern does, and every number is one of JavaScript's. */
function shorten({
	zodSchema,
	jsonSchema,
}: {
	zodSchema: z.core.$ZodType;
	jsonSchema: Json;
}): void {
	if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
	if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
	if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
	const { def } = (zodSchema as z.core.$ZodPipe)._zod;
	// Of a query or a form, where a truth is a word.
	if (def.type === "pipe" && def.out._zod.def.type === "boolean") jsonSchema.type = "boolean";
}

/** Makes schemas. Those that have a name are written once, in `components`. */
export class Schemas {
	readonly #names = z.registry<{ id: string }>();
	readonly #named = new Map<string, unknown>();

	constructor() {
		for (const [id, schema] of Object.entries(NAMED)) this.#names.add(schema, { id });
	}

	/** A body as clients send it. */
	request(schema: z.ZodType, id: string): Json {
		return this.#make(this.#name(schema, id), "input");
	}

	/** A body as clients read it. */
	answer(schema: z.ZodType, id: string): Json {
		return this.#make(this.#name(schema, id), "output");
	}

	/** The first to use a schema names it. */
	#name(schema: z.ZodType, id: string): z.ZodType {
		if (!this.#names.has(schema)) this.#names.add(schema, { id });
		return schema;
	}

	#make(schema: z.ZodType, io: "input" | "output"): Json {
		const made = z.toJSONSchema(schema, { io, metadata: this.#names, override: shorten });
		const { $schema, $defs, ...rest } = this.#referring(made) as Json;
		for (const [name, definition] of Object.entries(($defs as Json | undefined) ?? {}))
			this.#named.set(name, definition);
		return rest;
	}

	/** Fields by name: their schemas, and whether they must be given. */
	fieldsOf(schema: z.ZodType): { name: string; schema: Json; required: boolean }[] {
		const { properties, required } = this.#make(schema, "input") as {
			properties?: Record<string, Json>;
			required?: string[];
		};
		return Object.entries(properties ?? {}).map(([name, field]) => {
			return { name, schema: field, required: required?.includes(name) ?? false };
		});
	}

	components(): Json {
		return Object.fromEntries([...this.#named].toSorted(([a], [b]) => (a < b ? -1 : 1)));
	}

	/** The same with its references leading into `components`. */
	#referring(value: unknown): unknown {
		return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
	}
}
