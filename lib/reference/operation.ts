/** One operation of the document: what its route declares, and what is said of it. */
import type { ErrorCode } from "#lib/core/errors.ts";
import type { Declaration } from "#lib/http/route.ts";
import { declaredErrors, type ErrorResponses, isRepeatable } from "./errors.ts";
import type { AnswerText, FileText, FormText, Json, OperationText } from "./reference.types.ts";
import type { Schemas } from "./schemas.ts";
import { type HeaderName, headersOf, WORDS } from "./words.ts";

export interface Parts {
	schemas: Schemas;
	errors: ErrorResponses;
}

export interface Described {
	path: string;
	declared: Declaration;
	text: OperationText;
	tag: string;
}

const USUAL: readonly HeaderName[] = [
	...(["X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"] as const),
];

const ACCOUNT = ["bearer", "token", "apiKey", "session"];

const anyOf = (schemes: readonly string[]) => schemes.map((name) => ({ [name]: [] }));

function securityOf({ declared, text }: Described): Json[] {
	if (text.for === "nobody") return [];
	if (declared.auth === "user") return anyOf(ACCOUNT);
	const guests = text.for === "guests" ? ["accessCode"] : [];
	return [{}, ...anyOf([...ACCOUNT, ...guests])];
}

/** "uploadPhoto" as the beginning of a type's name. */
const named = ({ id }: OperationText) => `${id.charAt(0).toUpperCase()}${id.slice(1)}`;

function meaning(text: OperationText, name: string): string {
	const about = text.about?.[name] ?? WORDS[name];
	if (about === undefined) throw new Error(`${text.id} says nothing of "${name}"`);
	return about;
}

function parametersOf({ path, declared, text }: Described, { schemas }: Parts): unknown[] {
	const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
		...{ name, in: "path", required: true },
		...{ description: meaning(text, name), schema: { type: "string" } },
	}));
	const fields = declared.query ? schemas.fieldsOf(declared.query) : [];
	const inQuery = fields.map(({ name, schema, required }) => ({
		...{ name, in: "query", ...(required ? { required } : {}) },
		...{ description: meaning(text, name), schema },
	}));
	const key = isRepeatable(declared) ? ["IdempotencyKey"] : [];
	return [
		...inPath,
		...inQuery,
		...key.map((name) => ({ $ref: `#/components/parameters/${name}` })),
	];
}

const BINARY = { type: "string", format: "binary" };

function fileSchema({ about: description, many }: FileText): Json {
	return many ? { type: "array", items: BINARY, description } : { ...BINARY, description };
}

function formSchema({ fields, files }: FormText, text: OperationText, { schemas }: Parts): Json {
	const texts = fields ? schemas.fieldsOf(fields) : [];
	const properties = {
		...Object.fromEntries(Object.entries(files).map(([name, file]) => [name, fileSchema(file)])),
		...Object.fromEntries(
			texts.map(({ name, schema }) => [name, { ...schema, description: meaning(text, name) }]),
		),
	};
	const required = [
		...Object.keys(files).filter((name) => files[name]?.required),
		...texts.filter((field) => field.required).map(({ name }) => name),
	];
	return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

function bodyOf({ declared, text }: Described, parts: Parts): Json {
	if (declared.body) {
		const schema = parts.schemas.request(declared.body, `${named(text)}Request`);
		const content = { "application/json": { schema, example: text.request } };
		return { requestBody: { required: true, content } };
	}
	if (!text.form) return {};
	const schema = formSchema(text.form, text, parts);
	return { requestBody: { required: true, content: { "multipart/form-data": { schema } } } };
}

function contentOf({ example, text }: AnswerText, schema: Json | undefined): Json {
	const content = {
		...(schema && example !== undefined ? { "application/json": { schema, example } } : {}),
		...Object.fromEntries(
			[text ?? []]
				.flat()
				.map(({ type, example: written }) => [
					type,
					{ schema: { type: "string" }, ...(written === undefined ? {} : { example: written }) },
				]),
		),
	};
	return Object.keys(content).length > 0 ? { content } : {};
}

function responsesOf(described: Described, { schemas, errors }: Parts): Json {
	const { path, declared, text } = described;
	const answers = declared.answers && schemas.answer(declared.answers, `${named(text)}Answer`);
	const { family } = declared;
	const codes = [...declaredErrors(path, declared), ...(text.errors ?? [])];
	const failures = errors.of(family, codes);
	const successes = Object.entries(text.answers).map(([status, answer]) => {
		const failure = failures[Number(status)];
		const headers = headersOf([...USUAL, ...(answer.headers ?? [])]);
		// What failed as a whole is told in the same form as what did not.
		const schema =
			answers && failure
				? { anyOf: [answers, errors.schemaAt(family, codes, Number(status))] }
				: answers;
		return [status, { description: answer.about, headers, ...contentOf(answer, schema) }];
	});
	return { ...failures, ...Object.fromEntries(successes) };
}

/** An operation object (OpenAPI 3.1, 4.8.10). */
export function describe(described: Described, parts: Parts): Json {
	const { text, tag } = described;
	const parameters = parametersOf(described, parts);
	return {
		operationId: text.id,
		tags: [tag],
		summary: text.summary,
		...(text.description ? { description: text.description } : {}),
		security: securityOf(described),
		...(parameters.length > 0 ? { parameters } : {}),
		...bodyOf(described, parts),
		responses: responsesOf(described, parts),
	};
}

/** An endpoint that is no route: what is otherwise declared is said. */
export interface Operation {
	id: string;
	summary: string;
	description?: string;
	parameters?: readonly Json[];
	requestBody?: Json;
	status: number;
	/** What has happened. */
	answer: string;
	content?: Json;
	headers: readonly HeaderName[];
	errors: readonly ErrorCode[];
	/** Without credentials. */
	public?: true;
}

export function operationByHand(tag: string, operation: Operation, { errors }: Parts): Json {
	const { id, status, answer, content, headers, errors: codes, ...said } = operation;
	const { public: isPublic, ...rest } = said;
	const answered = {
		...{ description: answer, headers: headersOf(["X-Request-Id", ...headers]) },
		...(content ? { content } : {}),
	};
	return {
		...{ operationId: id, tags: [tag] },
		...rest,
		security: isPublic ? [] : anyOf(ACCOUNT),
		responses: { ...errors.of("platform", codes), [status]: answered },
	};
}
