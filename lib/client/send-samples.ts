/** Pictures of a person on their way, one after the other: each may be refused for a reason of its own. */
import { v4 as newUuid } from "uuid";
import { ApiError } from "./api.ts";
import type { UploadSource } from "./upload-queue-types.ts";
import { bodyOf, postForm } from "./upload-transport.ts";

export interface SampleSent {
	name: string;
	state: "waiting" | "sending" | "done" | "failed";
	/** Why it failed. */
	error: ApiError | null;
}

/** Sends one picture; throws `ApiError`, `NO_FACE` and `MULTIPLE_FACES` among its codes. */
export async function sendSample(personId: string, { file, name }: UploadSource): Promise<void> {
	const form = new FormData();
	form.append("file", file, name.split("/").at(-1));
	bodyOf(
		await postForm<unknown>({
			...{ path: `/api/people/${personId}/photos`, form, files: [file] },
			...{ key: newUuid(), signal: new AbortController().signal },
			onProgress: () => undefined,
		}),
	);
}

/** Sends all in turn, and tells how each of them stands whenever that changes. */
export async function sendInTurn(
	files: readonly UploadSource[],
	send: (file: UploadSource) => Promise<void>,
	tell: (sent: readonly SampleSent[]) => void,
): Promise<void> {
	let sent: SampleSent[] = files.map(({ name }) => ({ name, state: "waiting", error: null }));
	const change = (at: number, fields: Partial<SampleSent>) => {
		sent = sent.map((each, index) => (index === at ? { ...each, ...fields } : each));
		tell(sent);
	};
	for (const [index, file] of files.entries()) {
		change(index, { state: "sending" });
		try {
			await send(file);
			change(index, { state: "done" });
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			change(index, { state: "failed", error });
		}
	}
}
