/** Answers held against docs/openapi.json: what is not documented, or not so, is no answer of ours. */
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Content = Record<string, { schema?: unknown; example?: unknown }>;

interface Response {
	$ref?: string;
	description?: string;
	content?: Content;
}

interface Operation {
	operationId: string;
	requestBody?: { content: Content };
	responses: Record<string, Response>;
}

interface OpenApi {
	tags: { name: string }[];
	paths: Record<string, Record<string, Operation>>;
	components: { responses: Record<string, Response> };
}

const readDocument = (): OpenApi => JSON.parse(readFileSync("docs/openapi.json", "utf8"));

const pointer = (...keys: string[]) =>
	keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The document with its schemas ready to be used. */
class Reference {
	readonly document = readDocument();
	readonly #ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
	readonly #known = new Map<string, ValidateFunction>();
	readonly #paths: { path: string; pattern: RegExp }[];

	constructor() {
		// Its types say nothing of ES modules.
		(addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
		this.#ajv.addSchema(this.document, "reference");
		const fixed = (path: string) => path.replaceAll(/\{\w+\}/g, "").length;
		this.#paths = Object.keys(this.document.paths)
			.toSorted((a, b) => segments(b) - segments(a) || fixed(b) - fixed(a))
			.map((path) => ({
				path,
				pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
			}));
	}

	/** What is wrong with the value at that place of the document; null where nothing is. */
	faultOf(value: unknown, ...place: string[]): string | null {
		const at = pointer(...place);
		const known = this.#known.get(at);
		const validate = known ?? this.#ajv.compile({ $ref: `reference#${at}` });
		this.#known.set(at, validate);
		return validate(value) ? null : this.#ajv.errorsText(validate.errors);
	}

	/** The documented operation of a request; null for addresses and methods that have none. */
	find(method: string, url: string): { path: string; method: string } | null {
		const { pathname } = new URL(url, "http://localhost");
		const found = this.#paths.find(({ pattern }) => pattern.test(pathname));
		const lower = method.toLowerCase();
		return found && this.document.paths[found.path]?.[lower]
			? { path: found.path, method: lower }
			: null;
	}

	/** Throws for an answer that is not as documented. */
	assert(
		method: string,
		url: string,
		answer: { status: number; type: string; body: unknown },
	): void {
		const operation = this.find(method, url);
		if (!operation) return;
		const fault = this.#answerFault(operation, answer);
		if (fault === null) return;
		const body = JSON.stringify(answer.body).slice(0, 1000);
		throw new Error(
			`${method} ${operation.path} answered ${answer.status}, not as in docs/openapi.json: ${fault}\n${body}`,
		);
	}

	#answerFault(
		{ path, method }: { path: string; method: string },
		{ status, type, body }: { status: number; type: string; body: unknown },
	): string | null {
		const responses = this.document.paths[path]?.[method]?.responses ?? {};
		const given = responses[status];
		if (!given) return `it knows only ${Object.keys(responses).join(", ")}`;
		const shared = given.$ref?.split("/").at(-1);
		const content = (shared ? this.document.components.responses[shared] : given)?.content ?? {};
		if (body === "" && (type === "" || method === "head")) return null;
		if (!content[type])
			return `it knows ${Object.keys(content).join(", ") || "no body"}, not ${type}`;
		if (type !== "application/json") return null;
		const place = shared
			? ["components", "responses", shared]
			: ["paths", path, method, "responses", String(status)];
		return this.faultOf(body, ...place, "content", type, "schema");
	}
}

const segments = (path: string) => path.split("/").length;

/** The one of a test file: schemas are compiled once. */
export const reference = new Reference();
