/** What parent and child say to each other over IPC. */
import type {
	Cropped,
	CropRequest,
	FacesRequest,
	FoundFaces,
	ImagingErrorCode,
	ImagingLimits,
	Rendered,
	RenderRequest,
} from "./imaging.types.ts";

/** One of them. */
export type ChildWork = { render: RenderRequest } | { faces: FacesRequest } | { crop: CropRequest };

/** What it gives, in the same order. */
export type ChildResult = Rendered | FoundFaces | Cropped;

export interface ChildTask {
	work: ChildWork;
	limits: ImagingLimits;
	testHooks: boolean;
}

export interface ChildAnswer {
	/** The first message: everything is loaded. */
	ready?: true;
	done?: ChildResult;
	error?: { code: ImagingErrorCode; message: string; log?: string | undefined };
	/** The process is not to be given another image. */
	spoilt?: boolean;
	/** Resident memory after the task, bytes. */
	rss?: number;
}
