/** `npm run backup -- FOLDER`: installs what is missing, then lib/processes/backup.ts makes one. */
import { runTool } from "./lib/tool.mjs";

await runTool("lib/processes/backup.ts");
