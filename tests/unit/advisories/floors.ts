/**
 * Known advisories, by package: the first good version of each line of versions. A line that is older than
 * all of them has no good one, a newer one has no bad. Packages that are not here today stand in it too:
 * others bring them along without asking.
 */
export interface Floor {
	advisory: string;
	/** One for each major version that was mended. */
	fixed: readonly string[];
}

const floor = (advisory: string, ...fixed: string[]): Floor => ({ advisory, fixed });

export const FLOORS: Record<string, readonly Floor[]> = {
	// What answers requests, and what it is made of.
	next: [
		floor("GHSA-2xp9-vwfh-vxw4", "15.5.24", "16.3.3"),
		floor("GHSA-p293-qw3h-jr36", "15.5.24", "16.3.3"),
		floor("GHSA-p9j2-gv94-2wf4", "16.2.11"),
		floor("GHSA-c4j6-fc7j-m34r", "15.5.16", "16.2.5"),
		floor("GHSA-q4gf-8mx6-v5v3", "15.5.15", "16.2.3"),
	],
	"next-auth": [
		floor("GHSA-7rqj-j65f-68wh", "4.24.15"),
		floor("GHSA-xmf8-cvqr-rfgj", "4.24.15"),
		floor("GHSA-5jpx-9hw9-2fx4", "4.24.12"),
	],
	"next-intl": [floor("GHSA-8f24-v5vv-gm5j", "4.9.1")],
	"@babel/runtime": [floor("GHSA-968p-4wvh-cqc8", "7.26.10")],
	cookie: [floor("GHSA-pxg6-pf52-xh8x", "0.7.0")],
	jose: [floor("GHSA-hhhv-q57g-882q", "2.0.7", "4.15.5")],
	pg: [floor("GHSA-wc9v-mj63-m9g5", "7.1.2")],
	preact: [floor("GHSA-36hm-qxxp-pg3m", "10.28.2")],
	uuid: [floor("GHSA-w5hq-g745-h8pq", "11.1.1", "12.0.1", "13.0.1", "14.0.0")],
	"swagger-ui-dist": [floor("GHSA-qrmm-w75w-3wpx", "4.1.3")],
	dompurify: [floor("GHSA-vhxf-7vqr-mrjg", "3.2.4")],
	undici: [floor("GHSA-8xcm-r25x-g524", "7.29.0")],
	ws: [floor("GHSA-3h5v-q93c-6h6q", "5.2.4", "6.2.3", "7.5.10", "8.17.1")],
	"path-to-regexp": [
		floor("GHSA-9wv6-86v2-598j", "0.1.10", "1.9.0", "3.3.0", "6.3.0", "8.0.0"),
		floor("GHSA-rhx6-c78j-4q9w", "0.1.12"),
	],

	// What reads the bytes of strangers.
	sharp: [floor("GHSA-rgj7-g3m4-5g8c", "0.35.4"), floor("GHSA-f88m-g3jw-g9cj", "0.35.0")],
	"@img/sharp-libvips-linux-x64": [floor("GHSA-2jg2-4ch7-h545", "1.3.3")],
	"@img/sharp-libvips-linux-arm64": [floor("GHSA-2jg2-4ch7-h545", "1.3.3")],
	"@img/sharp-libvips-linuxmusl-x64": [floor("GHSA-2jg2-4ch7-h545", "1.3.3")],
	"@img/sharp-libvips-darwin-arm64": [floor("GHSA-2jg2-4ch7-h545", "1.3.3")],
	"libheif-js": [floor("GHSA-g89c-p67h-r497", "1.23.2")],
	protobufjs: [
		floor("GHSA-j3f2-48v5-ccww", "8.6.6"),
		floor("GHSA-xq3m-2v4x-88gg", "7.5.5", "8.0.1"),
	],
	"fast-xml-parser": [floor("GHSA-m7jm-9gc2-mpf2", "5.3.5")],
	"adm-zip": [floor("GHSA-vwc7-r8mq-g2x9", "0.6.1"), floor("GHSA-xcpc-8h2w-3j85", "0.6.0")],
	tar: [floor("GHSA-8qq5-rm4j-mr97", "7.5.3")],

	// What they bring along.
	ajv: [floor("GHSA-2g4f-4pwh-qvx6", "6.14.0", "8.18.0")],
	"ansi-regex": [floor("GHSA-93q8-gq69-wqmw", "3.0.1", "4.1.1", "5.0.1", "6.0.1")],
	"brace-expansion": [floor("GHSA-f886-m6hf-6m8v", "1.1.13", "2.0.3", "3.0.2", "5.0.5")],
	"cross-spawn": [floor("GHSA-3xgq-45jj-v275", "6.0.6", "7.0.5")],
	"d3-color": [floor("GHSA-36jr-mh4h-2g58", "3.1.0")],
	defu: [floor("GHSA-737v-mqg7-c878", "6.1.5")],
	effect: [floor("GHSA-38f7-945m-qr2g", "3.20.0")],
	"fast-uri": [
		floor("GHSA-f65p-4m7j-42xc", "2.4.5", "3.1.6", "4.1.3"),
		floor("GHSA-fph4-wmhf-6fwf", "2.4.5", "3.1.6", "4.1.3"),
		floor("GHSA-jqff-g426-hqxp", "2.4.5", "3.1.6", "4.1.3"),
	],
	"find-my-way": [floor("GHSA-rrr8-f88r-h8q6", "8.2.2", "9.0.1")],
	"form-data": [floor("GHSA-fjxv-7rqg-78g4", "2.5.4", "3.0.4", "4.0.4")],
	immer: [floor("GHSA-33f9-j839-rf8h", "9.0.6")],
	ini: [floor("GHSA-qqgx-2p2h-9c37", "1.3.6")],
	"js-yaml": [floor("GHSA-2883-xcg3-v3hh", "4.3.2")],
	json5: [floor("GHSA-9c47-m6qq-7p4h", "1.0.2", "2.2.2")],
	lodash: [floor("GHSA-r5fr-rjxr-66jc", "4.18.0")],
	minimist: [floor("GHSA-xvch-5gv4-984h", "0.2.4", "1.2.6")],
	mysql2: [floor("GHSA-4rch-2fh8-94vw", "3.9.7")],
	nanoid: [floor("GHSA-2v37-7h3g-55p8", "3.3.17")],
	"node-fetch": [floor("GHSA-r683-j2x4-v87g", "2.6.7", "3.1.1")],
	picomatch: [floor("GHSA-c2c7-rcm5-vvqj", "2.3.2", "3.0.2", "4.0.4")],
	postcss: [floor("GHSA-fxqj-rqcc-2cmp", "8.5.23"), floor("GHSA-7fh5-64p2-3v2j", "8.4.31")],
	semver: [floor("GHSA-c2qf-rxjj-qqgw", "5.7.2", "6.3.1", "7.5.2")],
	"url-parse": [floor("GHSA-hgjh-723h-mx2j", "1.5.8")],
	valibot: [floor("GHSA-vqpr-j7v3-hqw9", "1.2.0")],
	y18n: [floor("GHSA-c4w7-xm78-47vh", "3.2.2", "4.0.1", "5.0.5")],
	yaml: [floor("GHSA-48c2-rrv3-qjmp", "1.10.3", "2.8.3")],
	"yargs-parser": [floor("GHSA-p9pc-299p-vxgp", "5.0.1", "13.1.2", "15.0.1", "18.1.1")],

	// What builds and tests.
	esbuild: [floor("GHSA-67mh-4wv8-2f99", "0.25.0")],
	playwright: [floor("GHSA-7mvr-c777-76hp", "1.55.1")],
	"smol-toml": [floor("GHSA-v3rj-xjv7-4jmq", "1.6.1")],
	vite: [floor("GHSA-p9ff-h696-f583", "6.4.2", "7.3.2", "8.0.5")],
	vitest: [floor("GHSA-82fw-gwwq-j7x9", "4.1.11")],
};
