/** What is being worked on: it stands in every log line, and goes with the jobs that follow from it. */
import { AsyncLocalStorage } from "node:async_hooks";

export interface Context {
	/** Of the request that it all began with. */
	requestId?: string | undefined;
	/** The job, where one is being done. */
	job?: string;
	jobId?: string;
}

const current = new AsyncLocalStorage<Context>();

export function withContext<T>(context: Context, work: () => T): T {
	return current.run(context, work);
}

/** Empty where nobody has said so. */
export function currentContext(): Context {
	return current.getStore() ?? {};
}
