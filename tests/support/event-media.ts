/** The zones document's API, as a script uses it. */
import { type Api, aForm, type FileOf, type Json, type Reply } from "./api.ts";

export interface SentFile {
	name: string;
	bytes: Uint8Array;
}

const formOf = (files: readonly SentFile[], fields: Record<string, string>) =>
	aForm(
		fields,
		files.map((file): FileOf => ({ field: "files", ...file })),
	);

/** An event's media, for one caller. */
export class EventMedia {
	readonly #api: Api;
	readonly eventId: string;
	readonly path: string;

	constructor(api: Api, eventId: string) {
		this.#api = api;
		this.eventId = eventId;
		this.path = `/api/v1/events/${eventId}/media`;
	}

	upload = (files: readonly SentFile[], fields: Record<string, string> = {}): Promise<Reply> =>
		this.#api.post(this.path, formOf(files, fields));
	list = (query = ""): Promise<Reply> => this.#api.get(this.path + query);
	grouped = (query = ""): Promise<Reply> => this.#api.get(`${this.path}/grouped${query}`);
	zone = (id: string): Promise<Reply> => this.#api.get(`${this.path}/zones/${id}`);
	patch = (id: string, body: unknown): Promise<Reply> =>
		this.#api.patch(`${this.path}/zones/${id}`, body);
	add = (id: string, files: readonly SentFile[]): Promise<Reply> =>
		this.#api.post(`${this.path}/zones/${id}/files`, formOf(files, {}));
	remove = (mediaId: string): Promise<Reply> => this.#api.delete(`${this.path}/${mediaId}`);
	removeZone = (id: string): Promise<Reply> => this.#api.delete(`${this.path}/zones/${id}`);

	/** A zone of small texts: its id, and its files' ids. */
	async aZone(count = 2, fields: Record<string, string> = {}) {
		const { status, body } = await this.upload(someTexts(count), fields);
		if (status !== 200) throw new Error(`Making a zone answered ${status}`);
		const ids: string[] = body.successful.map(({ id }: Json) => id);
		return { id: body.batch_id as string, files: ids };
	}
}

let made = 0;
export const aText = (): SentFile => ({
	name: `note${++made}.txt`,
	bytes: Buffer.from(`Note ${made}.\n`),
});
export const someTexts = (count: number): SentFile[] => Array.from({ length: count }, aText);
