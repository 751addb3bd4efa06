import {
	fileTooLargeAtOnce,
	requestTooLarge,
	type Sending,
	type UploadLimits,
} from "#lib/core/upload-form.ts";
import { admitUpload } from "./admission.ts";
import { idempotently } from "./idempotency.ts";
import { FORM_OVERHEAD_BYTES, MultipartForm } from "./multipart.ts";
import {
	admit,
	type DeclaredHandler,
	perform,
	type RouteContext,
	type RouteOptions,
	serve,
} from "./route.ts";

export interface UploadContext<Query> extends RouteContext<Query, undefined> {
	/** The form as it arrives. */
	form: MultipartForm;
	/** For use cases that take their time once the form is read. */
	sending: Sending;
}

export interface UploadRouteOptions<Query>
	extends Omit<RouteOptions<Query, undefined>, "body" | "rate"> {
	/** The form has one file: more than that is refused by the declared size. */
	oneFile?: boolean;
	/** Nothing of the form may be kept, not even what would tell a repeat by its `Idempotency-Key`. */
	forgetful?: boolean;
	/** Throws for who may not upload here: asked before the body is read, and before an answer is repeated. */
	authorize?: (c: Omit<UploadContext<Query>, "form" | "sending">) => Promise<unknown>;
	/** What the device that sends may send, by its headers and, as they arrive, its fields. */
	limits: (headers: Headers, fields: Readonly<Record<string, string>>) => UploadLimits;
}

/**
 * A handler for multipart forms: refused by the declared size, let in while there is room, streamed,
 * and done once per `Idempotency-Key`.
 */
export function uploadRoute<Query = unknown>(
	options: UploadRouteOptions<Query>,
	handle: (c: UploadContext<Query>) => Promise<unknown>,
): DeclaredHandler {
	const rules = { ...options, rate: "upload" } as const;
	const handler = serve(options, async (request, params, headers) => {
		const context = { ...(await admit(request, params, rules, headers)), body: undefined };
		const limitsFor = (fields: Readonly<Record<string, string>>) =>
			options.limits(request.headers, fields);
		const most = limitsFor({});
		const oneFile = Math.min(most.fileBytes, most.requestBytes);
		const assumed = options.oneFile ? oneFile : most.requestBytes;
		const declared = Number(request.headers.get("content-length") ?? assumed);
		assertDeclared(declared, most, options.oneFile ?? false);
		await perform(context, rules, async (c) => void (await options.authorize?.(c)));
		const key = options.forgetful ? null : request.headers.get("idempotency-key");
		const leave = await admitUpload(context.caller, declared);
		try {
			const form = new MultipartForm(request, { limitsFor, fingerprint: key !== null });
			const sending = { form, signal: request.signal, arrived: leave };
			const run = () => perform({ ...context, form, sending }, rules, handle);
			if (key === null) return await run();
			return await idempotently({
				key,
				caller: context.caller,
				method: request.method,
				path: new URL(request.url).pathname.replace(/\/$/, ""),
				fingerprint: () => form.fingerprint(),
				drain: () => form.drain(),
				run,
			});
		} finally {
			leave();
		}
	});
	return Object.assign(handler, { declared: rules });
}

/** Refuses a request that says itself that it is too large. */
function assertDeclared(declared: number, limits: UploadLimits, oneFile: boolean): void {
	if (declared > limits.requestBytes + FORM_OVERHEAD_BYTES) throw requestTooLarge(limits);
	if (oneFile && declared > limits.fileBytes + FORM_OVERHEAD_BYTES)
		throw fileTooLargeAtOnce(limits);
}
