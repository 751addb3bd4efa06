/**
 * What may import what (docs/architecture.md). `npm run check` applies it, and
 * tests/unit/architecture.test.ts plants a violation of every rule and looks that it is caught.
 */

/** A module's services may use those of the modules before it, never of those after it. */
const ORDER = [
	"audit",
	"usage",
	"auth",
	"events",
	"uploads",
	"media",
	"zones",
	"downloads",
	"batches",
	"people",
	"recognition",
	"guests",
	"webhooks",
	"operations",
];
const MODULES = `^lib/(${ORDER.join("|")})/`;
/** What the modules stand on. */
const GROUND = "^lib/(core|config|db|storage|queue|imaging|faces)/";

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const order = ORDER.slice(0, -1).map((module, place) =>
	forbid(
		`order-${module}`,
		`${module} comes before what it would use here`,
		{ path: `^lib/${module}/` },
		{ path: `^lib/(${ORDER.slice(place + 1).join("|")})/` },
	),
);

export default {
	forbidden: [
		forbid("no-cycles", "A cycle has no layer.", {}, { circular: true }),
		forbid("resolved", "Every import leads somewhere.", {}, { couldNotResolve: true }),
		forbid(
			"declared",
			"A package that is used stands in package.json.",
			{ path: "^(app|components|lib|cli)/" },
			{ dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"] },
		),
		forbid(
			"lib-below-pages",
			"lib knows no page and no component.",
			{ path: "^lib/" },
			{ path: "^(app|components)/" },
		),
		forbid(
			"core-alone",
			"core imports nothing of ours; the log alone asks for its level.",
			{ path: "^lib/core/" },
			{ path: "^(lib/(?!core/)|app/|components/|prisma/)", pathNot: "^lib/config/config\\.ts$" },
		),
		forbid(
			"ground-below-modules",
			"Ports and foundations know no module.",
			{ path: GROUND },
			{ path: `${MODULES}|^lib/(http|client|processes)/` },
		),
		forbid(
			"faces-alone",
			"The face engine takes pixels, whoever decoded them.",
			{ path: "^lib/faces/" },
			{ path: "^lib/(?!(faces|core)/)" },
		),
		forbid(
			"next-at-the-edge",
			"Only pages, lib/http and the web process know Next; the worker must run without it.",
			{ path: "^lib/", pathNot: "^lib/(http/|client/|processes/web\\.ts$)" },
			{ path: "(^|/)(next|next-intl|next-auth)(/|$)", pathNot: "/next-auth/jwt/" },
		),
		forbid(
			"no-server-only",
			"It throws in the worker.",
			{ path: "^(lib|app|components)/" },
			{ path: "(^|/)server-only(/|$)" },
		),
		forbid(
			"app-through-doors",
			"Pages and routes use lib/http, services, schemas and what the browser has.",
			{ path: "^app/" },
			{
				path: "^lib/",
				pathNot: ["^lib/(http|client|core|config)/", "\\.(service|schema|values|view)\\.ts$"],
			},
		),
		forbid(
			"components-in-the-browser",
			"Components use components, lib/client and what schemas say: the rest belongs to the server.",
			{ path: "^components/" },
			{
				path: "^(lib|app)/",
				pathNot: [
					"^lib/client/",
					"\\.(schema|values)\\.ts$",
					"^lib/core/(upload-form|file-name|errors|photo-rows|photo-segments)\\.ts$",
				],
			},
		),
		forbid(
			"client-in-the-browser",
			"lib/client runs in browsers.",
			{ path: "^lib/client/" },
			{
				path: "^lib/",
				pathNot: [
					"^lib/client/",
					"\\.(schema|values)\\.ts$",
					"^lib/core/(upload-form|file-name|errors|photo-rows|photo-segments|zip-records|cover)\\.ts$",
				],
			},
		),
		forbid(
			"schemas-in-the-browser",
			"A schema may be loaded by a browser, so it leads to no server code.",
			{ path: "^lib/.*\\.(schema|values)\\.ts$" },
			{ path: "^lib/", pathNot: ["\\.(schema|values)\\.ts$", "^lib/core/(?!log\\.ts)"] },
		),
		forbid(
			"schemas-stay-behind",
			"A browser checks nothing by schemas: it knows their types, and values that need no zod.",
			{ path: "^(components|lib/client)/" },
			{ path: "\\.schema\\.ts$", dependencyTypesNot: ["type-only"] },
		),
		forbid(
			"modules-below-http",
			"Services do not know that there is HTTP.",
			{ path: MODULES },
			{ path: "^lib/(http|client|processes)/" },
		),
		forbid(
			"repos-private",
			"A repo is used by its own module alone.",
			{ path: "^lib/([^/]+)/" },
			{ path: "^lib/[^/]+/.*\\.repo\\.ts$", pathNot: "^lib/$1/" },
		),
		forbid(
			"repos-private-to-pages",
			"A repo is used by its own module alone.",
			{ path: "^(app|components|scripts|prisma)/" },
			{ path: "\\.repo\\.ts$" },
		),
		forbid(
			"repos-only-database",
			"A repo speaks to the database and to nothing else.",
			{ path: "\\.repo\\.ts$" },
			{
				path: "^lib/",
				pathNot: ["^lib/(db|core)/", "\\.(schema|values|policy|repo)\\.ts$"],
			},
		),
		forbid(
			"policies-pure",
			"A policy is a pure function of what it is given.",
			{ path: "\\.policy\\.ts$" },
			{ path: "^lib/", pathNot: ["^lib/core/(?!log\\.ts)", "\\.(schema|values|policy)\\.ts$"] },
		),
		forbid(
			"prisma-in-repos",
			"Only repos and lib/db speak to Prisma; services hold a transaction, no query.",
			{
				path: "^(app|components|lib)/",
				pathNot: "^lib/db/|\\.repo\\.ts$|^lib/processes/demo\\.ts$",
			},
			{ path: "^lib/db/generated/|(^|/)@prisma/" },
		),
		forbid(
			"no-database-in-pages",
			"A page or a route asks a service.",
			{ path: "^(app|components)/" },
			{ path: "^lib/db/|(^|/)pg/" },
		),
		forbid(
			"handlers-in-the-worker",
			"Job bodies pull in decoders: the worker alone imports them.",
			{ path: "^(app|components|lib)/", pathNot: "^lib/processes/worker\\.ts$|\\.handlers\\.ts$" },
			{ path: "\\.handlers\\.ts$" },
		),
		forbid(
			"cli-over-http",
			"The command line speaks to the API: it shares schemas and what browsers have too, and no server code.",
			{ path: "^(cli|bin)/" },
			{
				path: "^(app|components|lib|prisma)/",
				pathNot: [
					"\\.(schema|values)\\.ts$",
					"^lib/core/(upload-form|file-name|errors|entry-names)\\.ts$",
					"^lib/client/(api|upload-transport|dropped-files|in-parts|archive-\\w+)\\.ts$",
				],
			},
		),
		forbid(
			"cli-for-itself",
			"Nothing of the product uses its command line.",
			{ path: "^(app|components|lib)/" },
			{ path: "^(cli|bin)/" },
		),
		forbid(
			"reference-at-the-edge",
			"The reference describes everything; only its own address needs it, and who refuses methods.",
			{
				path: "^(app|components|lib)/",
				pathNot: "^(lib/reference/|lib/processes/methods\\.ts$|app/api/openapi\\.json/)",
			},
			{ path: "^lib/reference/" },
		),
		forbid(
			"reference-describes",
			"It reads what is declared, and does nothing.",
			{ path: "^lib/reference/" },
			{ path: "^lib/", pathNot: ["^lib/(reference|http|core)/", "\\.(schema|values)\\.ts$"] },
		),
		forbid(
			"no-tests-in-the-product",
			"The product does not use its tests, benches or scripts.",
			{ path: "^(app|components|lib|cli)/" },
			{ path: "^(tests|bench|scripts)/" },
		),
		...order,
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: { path: "^(lib/db/generated/(?!client\\.ts)|\\.next/)" },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: {
			extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "types", "default"],
			mainFields: ["module", "main", "types"],
		},
	},
};
