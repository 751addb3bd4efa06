/** The bare thing: an HTTP server that sends the files below a folder one behind the other, and no more. */
import { createReadStream, globSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const [folder = "."] = process.argv.slice(2);
const files = globSync("**/original", { cwd: folder })
	.map((name) => join(folder, name))
	.sort();
const length = files.reduce((sum, file) => sum + statSync(file).size, 0);

const server = createServer(async (_, response) => {
	response.writeHead(200, { "content-length": length });
	try {
		for (const file of files)
			await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), response, {
				end: false,
			});
		response.end();
	} catch {
		response.destroy();
	}
});
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.send?.(typeof address === "object" ? address?.port : null);
});
