import { getPattern } from "isbot";
import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** @type {import("next").NextConfig} */
const settings = {
	poweredByHeader: false,
	reactStrictMode: true,
	// `/api/batches` and `/api/batches/` both answer directly: a redirected multipart POST loses its body.
	skipTrailingSlashRedirect: true,
	images: { unoptimized: true },
	// A chat that shows what a link is to reads the head of a page and no further.
	htmlLimitedBots: getPattern(),
	headers: async () => [
		{
			source: "/:path*",
			headers: [
				{ key: "X-Content-Type-Options", value: "nosniff" },
				{ key: "X-Frame-Options", value: "DENY" },
				{ key: "Referrer-Policy", value: "same-origin" },
			],
		},
	],
	// `npm run check` does that, once and for all files; a start need not wait for it.
	typescript: { ignoreBuildErrors: true },
	serverExternalPackages: [
		...["@aws-sdk/client-s3", "@aws-sdk/lib-storage"],
		...["@node-rs/argon2", "pg", "pg-boss", "pino", "sharp"],
	],
};

/** Where the texts are is asked by the build alone. A server reads this at every start: no TypeScript, no compiler. */
export default async function configure(phase) {
	if (phase === PHASE_PRODUCTION_SERVER) return settings;
	const { default: createNextIntlPlugin } = await import("next-intl/plugin");
	// Of the worker behind the pages: each build has its own.
	const env = { POTRET_BUILD: Date.now().toString(36) };
	return createNextIntlPlugin("./lib/http/i18n.ts")({ ...settings, env });
}
