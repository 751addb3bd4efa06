/** Beside the page, which has to stay quick: answers each file with its sum. */
import { sha256Of } from "./sha256-sum.ts";

self.onmessage = async ({ data }: MessageEvent<{ id: number; file: Blob }>) =>
	self.postMessage({ id: data.id, sum: await sha256Of(data.file) });
