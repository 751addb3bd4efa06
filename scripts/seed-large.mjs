/** `npm run seed:large [-- --photos 2000]`: installs what is missing, then lib/processes/seed-large.ts fills. */
import { runTool } from "./lib/tool.mjs";

await runTool("lib/processes/seed-large.ts");
