/** Batches of sheets as a script sends and watches them. */
import { create } from "qrcode";
import sharp from "sharp";
import { type Api, aForm, eventually, type FileOf, type Json } from "./api.ts";
import { aPicture } from "./pictures.ts";
import { aZip } from "./zip-writer.ts";

export const TASK = "14900113";

export interface ZipMember {
	name: string;
	bytes: Buffer;
}

/** A page with a code on it, as a scanner sees it. */
export async function aSheetWithCode(text: string): Promise<Buffer> {
	const { modules } = create(text, { errorCorrectionLevel: "M" });
	const side = modules.size + 8;
	const data = Buffer.alloc(side * side, 255);
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++)
			if (modules.get(row, column)) data[(row + 4) * side + column + 4] = 0;
	const code = await sharp(data, { raw: { width: side, height: side, channels: 1 } })
		.resize(320, 320, { kernel: "nearest" })
		.png()
		.toBuffer();
	const page = { width: 1240, height: 1754, channels: 3 as const, background: "#fff" };
	return sharp({ create: page })
		.composite([{ input: code, left: 800, top: 100 }])
		.jpeg()
		.toBuffer();
}

/** So many pages without a code: scans/page1.jpg and on. */
export const somePages = async (count: number): Promise<ZipMember[]> =>
	Promise.all(
		Array.from({ length: count }, async (_, n) => ({
			name: `scans/page${n + 1}.jpg`,
			bytes: await aPicture({ width: 300, height: 400 }),
		})),
	);

/** Pages in this order: a text is a card that shows it, null a page without a code. */
export async function pagesShowing(codes: readonly (string | null)[]): Promise<ZipMember[]> {
	const made = await somePages(codes.length);
	for (const [n, code] of codes.entries())
		if (code !== null) (made[n] as ZipMember).bytes = await aSheetWithCode(code);
	return made;
}

/** What is no page, whatever its name says: refused before it is a file. */
export const noPage = () => Buffer.from("text, not a page. ".repeat(300));

/** A header that can be read, and no pixel behind it: a file that cannot be shown. */
export const brokenPage = async () => (await aPicture({ format: "png" })).subarray(0, 45);

export const zipOf = (files: readonly ZipMember[], name = "batch.zip"): FileOf => ({
	...{ field: "file", name, bytes: aZip([...files]) },
});

export const imagesOf = (files: readonly ZipMember[]): FileOf[] =>
	files.map(({ name, bytes }) => ({ field: "files", name: name.replace("scans/", ""), bytes }));

export const sendSheets = (api: Api, fields: Record<string, string>, files: readonly FileOf[]) =>
	api.post("/api/batches/upload", aForm(fields, files));

/** The progress of a batch when it is done, well or not. */
export const settledBatch = (api: Api, id: string): Promise<Json> =>
	eventually(
		async () => (await api.get(`/api/batches/${id}/progress`)).body as Json,
		({ status }) => status === "completed" || status === "failed",
	);

export const statusOfBatch = async (api: Api, id: string, query = ""): Promise<Json> =>
	(await api.get(`/api/batches/${id}/status${query}`)).body;

/** The status of a batch that was sent, once it is done. */
export async function sentAndDone(
	api: Api,
	fields: Record<string, string>,
	files: readonly FileOf[],
): Promise<Json> {
	const { status, body } = await sendSheets(api, fields, files);
	if (status !== 202) throw new Error(`Sending sheets answered ${status}: ${body.detail}`);
	await settledBatch(api, body.batch_id);
	return statusOfBatch(api, body.batch_id);
}

/** As text and number: the groups of a status. */
export const groupsOf = ({ groups }: Json): [code: string, sheets: number][] =>
	groups.map(({ code, sheet_count }: Json) => [code, sheet_count]);

export const positionsOf = ({ sheets }: Json): number[] =>
	sheets.map(({ position }: Json) => position);

/** Says something of the sheet at a place. */
export const correctSheet = (api: Api, batch: Json, position: number, said: unknown) =>
	api.patch(`/api/batches/${batch.batch_uuid}/sheets/${batch.sheets[position].id}`, said);
