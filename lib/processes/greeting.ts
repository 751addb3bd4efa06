/** What the terminal says once everything runs. */

const DEMO_EVENT = "16073628-2359-4df7-a505-f8a2a6139cf3";

export function greeting(options: { url: string; demo: boolean; dataDir: string }): string {
	const { url, demo, dataDir } = options;
	const lines = ["", `  Potret is running at ${url}`, ""];
	if (demo)
		lines.push(
			"  Sign in as       admin / admin123",
			"              or   photographer / photographer123",
			`  Guests look at   ${url}/event/${DEMO_EVENT}  with the code asa`,
			"",
			"  These accounts are for trying it out. Before others can reach it: DEMO=0.",
		);
	else lines.push(`  Sign in at       ${url}/sign-in`);
	lines.push(`  Data             ${dataDir}`, "  Stop             Ctrl-C", "");
	return lines.join("\n");
}
