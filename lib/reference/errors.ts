/** Which errors an endpoint can answer, and how they are written in its family. */
import { AppError, type ErrorCode } from "#lib/core/errors.ts";
import { errorBody, type Family, STATUS } from "#lib/http/errors.ts";
import type { Declaration } from "#lib/http/route.ts";
import { MEANINGS } from "./meanings.ts";
import type { Json } from "./reference.types.ts";
import { type HeaderName, headersOf } from "./words.ts";

const text = { type: "string" };

const formOf = (properties: Json) => ({
	...{ type: "object", properties },
	...{ required: Object.keys(properties), additionalProperties: false },
});

/** The ways of writing an error, and which of their fields has the code. */
const FORMS = {
	Error: {
		code: "error",
		schema: formOf({ error: text, message: text, details: { type: ["string", "null"] } }),
	},
	ErrorOfRecognition: {
		code: "code",
		schema: formOf({ success: { type: "boolean", const: false }, error: text, code: text }),
	},
	ErrorDetail: { code: "code", schema: formOf({ detail: text, code: text }) },
} as const;

const FORM_OF: Record<Family, keyof typeof FORMS> = {
	photos: "Error",
	recognition: "ErrorOfRecognition",
	batches: "ErrorDetail",
	images: "Error",
	zones: "ErrorDetail",
	platform: "Error",
};

export const errorSchemas = (): Json =>
	Object.fromEntries(Object.entries(FORMS).map(([name, { schema }]) => [name, schema]));

const ALWAYS: readonly ErrorCode[] = [
	...(["VALIDATION_ERROR", "UNAUTHENTICATED", "RATE_LIMITED"] as const),
	...(["INTERNAL_ERROR", "UNAVAILABLE"] as const),
];

const OF_UPLOADS: readonly ErrorCode[] = [
	...(["FILE_TOO_LARGE", "REQUEST_TOO_LARGE", "TOO_MANY_FILES"] as const),
	...(["OVERLOADED", "STORAGE_FULL"] as const),
];
/** Where something is kept: it may be told by an `Idempotency-Key`, and takes room. */
const OF_KEEPING: readonly ErrorCode[] = [
	...(["QUOTA_EXCEEDED", "IDEMPOTENCY_IN_PROGRESS", "IDEMPOTENCY_MISMATCH"] as const),
];

/** True where an `Idempotency-Key` means something. */
export const isRepeatable = ({ rate, forgetful }: Declaration) => rate === "upload" && !forgetful;

/** The codes that follow from a declaration and its address. */
export function declaredErrors(path: string, declared: Declaration): ErrorCode[] {
	const inEvent = path.includes("{eventId}");
	return [
		...ALWAYS,
		...(declared.rate === "upload" ? OF_UPLOADS : []),
		...(isRepeatable(declared) ? OF_KEEPING : []),
		...(declared.body ? (["REQUEST_TOO_LARGE"] as const) : []),
		...(declared.scope || inEvent ? (["INSUFFICIENT_SCOPE"] as const) : []),
		...(inEvent ? (["EVENT_NOT_FOUND"] as const) : []),
		...(inEvent && declared.auth === "anyone"
			? (["ACCESS_CODE_REQUIRED", "INVALID_ACCESS_CODE"] as const)
			: []),
	];
}

const HEADERS_OF: Partial<Record<number, readonly HeaderName[]>> = {
	429: ["Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"],
	503: ["Retry-After"],
};

/** The answers for these codes, by status; each is kept once in `components`. */
export class ErrorResponses {
	readonly #made = new Map<string, Json>();

	of(family: Family, codes: Iterable<ErrorCode>): Record<number, Json> {
		const given = new Set(codes);
		const known = (Object.keys(STATUS) as ErrorCode[]).filter((code) => given.has(code));
		const byStatus = Map.groupBy(known, (code) => STATUS[code]);
		return Object.fromEntries(
			[...byStatus].map(([status, alike]) => [status, this.#refer(family, status, alike)]),
		);
	}

	/** The schema of one status alone, where that has another answer too. */
	schemaAt(family: Family, codes: readonly ErrorCode[], status: number): Json {
		return this.#schemaOf(
			family,
			codes.filter((code) => STATUS[code] === status),
		);
	}

	#schemaOf(family: Family, codes: readonly ErrorCode[]): Json {
		const form = FORM_OF[family];
		const { code: field } = FORMS[form];
		const written = codes.map((code) => this.#body(family, code)[field]);
		return {
			$ref: `#/components/schemas/${form}`,
			properties: { [field]: { enum: [...new Set(written)] } },
		};
	}

	components(): Json {
		return Object.fromEntries([...this.#made].toSorted(([a], [b]) => (a < b ? -1 : 1)));
	}

	#body = (family: Family, code: ErrorCode) =>
		errorBody(family, new AppError(code, { message: MEANINGS[code] }));

	#refer(family: Family, status: number, codes: ErrorCode[]): Json {
		const name = [family, ...codes].join(".");
		const [first] = codes as [ErrorCode];
		this.#made.set(name, {
			description: codes.map((code) => `\`${code}\`: ${MEANINGS[code]}`).join("  \n"),
			...(HEADERS_OF[status] ? { headers: headersOf(HEADERS_OF[status]) } : {}),
			content: {
				"application/json": {
					schema: this.#schemaOf(family, codes),
					example: this.#body(family, first),
				},
			},
		});
		return { $ref: `#/components/responses/${name}` };
	}
}
