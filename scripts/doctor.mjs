/** `npm run doctor [-- --repair]`: installs what is missing, then lib/processes/doctor.ts looks. */
import { runTool } from "./lib/tool.mjs";

await runTool("lib/processes/doctor.ts");
