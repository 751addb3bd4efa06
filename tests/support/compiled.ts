/** As `npm start` has it: a process that starts again takes what V8 made of its sources before. */
import { resolve } from "node:path";

export const COMPILED = { NODE_COMPILE_CACHE: resolve(".cache/compiled") };
