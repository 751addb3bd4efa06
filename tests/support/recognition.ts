/** Recognitions as a script asks for them. */
import { type Api, aForm, eventually, type FileOf, type Json } from "./api.ts";
import { aPortrait, type Portrayed } from "./portraits.ts";

export const RECOGNIZE = "/api/batch-photos/recognize";
export const LOGS = "/api/batch-photos/logs";

export const photo = (name: string, bytes: Uint8Array): FileOf => ({
	...{ field: "photos[]", name, bytes },
});

export const recognize = (api: Api, files: readonly FileOf[], query = "") =>
	api.post(`${RECOGNIZE}${query}`, aForm({}, files));

/** The log once the batch is done. */
export async function doneLog(api: Api, batchId: string): Promise<Json> {
	const read = async () => (await api.get(`${LOGS}/${batchId}`)).body;
	return eventually(read, ({ status }) => status === "completed");
}

/** Somebody of the caller's domain, with a picture. */
export async function enrolled(api: Api, name: string, who: Portrayed): Promise<string> {
	const { body } = await api.post("/api/people", { name });
	const picture = { field: "file", name: `${who}.jpg`, bytes: await aPortrait(who) };
	const { status } = await api.post(`/api/people/${body.id}/photos`, aForm({}, [picture]));
	if (status !== 201) throw new Error(`Enrolling answered ${status}`);
	return body.id;
}
