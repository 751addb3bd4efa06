/** What a user agent says of a device, in words a person knows: a pure function. */

/** The first that fits: those that pretend to be others come before them. */
const BROWSERS: readonly [name: string, mark: RegExp][] = [
	["Edge", /\bEdg(e|A|iOS)?\//],
	["Opera", /\b(OPR|OPiOS|Opera)\//],
	["Samsung Internet", /\bSamsungBrowser\//],
	["Firefox", /\b(Firefox|FxiOS)\//],
	["Chrome", /\b(Chrome|Chromium|CriOS)\//],
	["Safari", /\bVersion\/.*\bSafari\//],
];

const SYSTEMS: readonly [name: string, mark: RegExp][] = [
	["iPhone", /\biPhone\b/],
	["iPad", /\biPad\b/],
	["Android", /\bAndroid\b/],
	["ChromeOS", /\bCrOS\b/],
	["Windows", /\bWindows\b/],
	["macOS", /\bMacintosh\b/],
	["Linux", /\bLinux\b/],
];

const firstIn = (marks: readonly [string, RegExp][], agent: string) =>
	marks.find(([, mark]) => mark.test(agent))?.[0] ?? null;

/** A script says what it is before a slash: "curl/8.5.0", "python-requests/2.31". */
const scriptIn = (agent: string) => /^([\w. -]{1,40})\//.exec(agent)?.[1] ?? null;

/** Nulls where it says nothing that is known. */
export function deviceOf(userAgent: string): { name: string | null; system: string | null } {
	const system = firstIn(SYSTEMS, userAgent);
	const script = /^Mozilla\//.test(userAgent) ? null : scriptIn(userAgent);
	return { name: firstIn(BROWSERS, userAgent) ?? script, system };
}
