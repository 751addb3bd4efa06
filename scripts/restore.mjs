/** `npm run restore -- FOLDER`: installs what is missing, then lib/processes/restore.ts puts it back. */
import { runTool } from "./lib/tool.mjs";

await runTool("lib/processes/restore.ts");
