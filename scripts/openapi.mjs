/** `npm run openapi`: writes docs/openapi.json anew from the routes, their schemas and lib/reference. */
import { writeFileSync } from "node:fs";
import { makeReference } from "../lib/reference/snapshot.ts";
import { build } from "./lib/build.mjs";

await build({ pages: false });
writeFileSync("docs/openapi.json", await makeReference());
