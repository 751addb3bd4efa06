/** A page as somebody else would build it: Uppy and its tus plugin, pointed at our endpoint. */
import Uppy from "@uppy/core";
import Tus from "@uppy/tus";

export type UppyPage = typeof globalThis & { uppy: Uppy };

const CHUNK_BYTES = 1024 * 1024;

const uppy = new Uppy();
uppy.use(Tus, {
	endpoint: "/api/uploads",
	chunkSize: CHUNK_BYTES,
	limit: 2,
	allowedMetaFields: ["filename", "filetype", "purpose"],
	retryDelays: [100, 200, 400, 800, 1600, 3200],
});
(globalThis as UppyPage).uppy = uppy;
