/** Favourites as other programs take them in. */
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { SPREADSHEET_MARK, toCsv } from "#lib/core/csv.ts";
import { safeName } from "#lib/core/entry-names.ts";
import type { FavouritesExport } from "./favourites.schema.ts";

interface Liked {
	fileName: string;
	uploaderName: string;
	guests: number;
}

export interface FavouritesFile {
	name: string;
	contentType: string;
	body: string | Uint8Array<ArrayBuffer>;
}

/** What is sent to guests is a JPEG of a raw photo that has the same name but for its ending. */
const stemOf = (fileName: string) => fileName.replace(/\.[^.]*$/, "");
const stems = (photos: readonly Liked[]) => [
	...new Set(photos.map(({ fileName }) => stemOf(fileName))),
];

/** Five stars and the red label: both can be filtered by, whatever the names of the labels are. */
const SIDECAR = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5" xmp:Label="Red"/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;

const csv = (photos: readonly Liked[]) =>
	SPREADSHEET_MARK +
	toCsv(
		["filename", "guests", "uploaded_by"],
		photos.map(({ fileName, guests, uploaderName }) => [fileName, guests, uploaderName]),
	);

type Writer = (photos: readonly Liked[]) => FavouritesFile | Promise<FavouritesFile>;

const WRITERS: Record<FavouritesExport["format"], Writer> = {
	names: (photos) => ({
		name: "favourites.txt",
		contentType: "text/plain; charset=utf-8",
		body: stems(photos).join(", "),
	}),
	csv: (photos) => ({
		name: "favourites.csv",
		contentType: "text/csv; charset=utf-8",
		body: csv(photos),
	}),
	xmp: async (photos) => ({
		name: "favourites-xmp.zip",
		contentType: "application/zip",
		body: await sidecars(photos),
	}),
};

async function sidecars(photos: readonly Liked[]): Promise<Uint8Array<ArrayBuffer>> {
	const zip = new ZipFile();
	const names = stems(photos).map((stem) => safeName(`${stem}.xmp`));
	for (const name of new Set(names)) zip.addBuffer(Buffer.from(SIDECAR), name);
	zip.end();
	return new Uint8Array(await buffer(zip.outputStream as Readable));
}

export async function exportFile(
	format: FavouritesExport["format"],
	photos: readonly Liked[],
): Promise<FavouritesFile> {
	return WRITERS[format](photos);
}
