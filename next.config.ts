import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const nextConfig: NextConfig = {
	// Of the worker behind the pages: each build has its own.
	env: { POTRET_BUILD: Date.now().toString(36) },
	poweredByHeader: false,
	reactStrictMode: true,
	// `/api/batches` and `/api/batches/` both answer directly: a redirected multipart POST loses its body.
	skipTrailingSlashRedirect: true,
	images: { unoptimized: true },
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

export default createNextIntlPlugin("./lib/http/i18n.ts")(nextConfig);
