/** What parent and child say to each other over IPC. */
import type { ImagingErrorCode, ImagingLimits, Rendered, RenderRequest } from "./imaging.types.ts";

export interface ChildTask {
	request: RenderRequest;
	limits: ImagingLimits;
	testHooks: boolean;
}

export interface ChildAnswer {
	/** The first message: everything is loaded. */
	ready?: true;
	rendered?: Rendered;
	error?: { code: ImagingErrorCode; message: string; log?: string | undefined };
	/** The process is not to be given another image. */
	spoilt?: boolean;
	/** Resident memory after the task, bytes. */
	rss?: number;
}
