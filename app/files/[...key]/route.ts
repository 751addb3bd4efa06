import { serveFile } from "#lib/http/files.ts";

export const GET = serveFile;
export const HEAD = serveFile;
