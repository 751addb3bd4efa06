/**
 * What stands before every handler of ours, beside a handler of Next that has nothing before it: the same
 * HTTP server, the same small answer, a round of the one after a round of the other.
 * `npm run bench -- wrapper`
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get, type OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isReady } from "#lib/processes/child.ts";
import { signIn, startPotret } from "./our-server.ts";

const ROUNDS = 9;
const ROUND_MS = 2000;
const AT_ONCE = 16;

/** Built for this alone, below the project, whose packages it uses. */
const BARE_APP = resolve(".cache/bench-bare");
const BARE_FILES = {
	"package.json": '{ "type": "module" }',
	"next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(resolve("."))} } };`,
	"app/bare/route.js":
		'export const dynamic = "force-dynamic";\nexport const GET = () => Response.json(JSON.parse(process.env.BARE_ANSWER));',
};

interface Subject {
	name: string;
	url: string;
	headers: OutgoingHttpHeaders;
	status: number;
	/** The web process. */
	pid: number;
}

interface Round {
	perSecond: number;
	/** Processor time of the web process, milliseconds a request. */
	cpuMs: number;
}

function buildBare(): void {
	rmSync(BARE_APP, { recursive: true, force: true });
	for (const [name, content] of Object.entries(BARE_FILES)) {
		mkdirSync(dirname(join(BARE_APP, name)), { recursive: true });
		writeFileSync(join(BARE_APP, name), content);
	}
	const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
	execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build", BARE_APP], { env });
}

async function startBare(answer: unknown): Promise<{ child: ChildProcess; port: number }> {
	const child = spawn(process.execPath, ["bench/bare-server.ts", BARE_APP], {
		env: { ...process.env, NODE_ENV: "production", BARE_ANSWER: JSON.stringify(answer) },
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	const [message] = await once(child, "message");
	if (!isReady(message) || !message.port) throw new Error("The bare server did not start");
	return { child, port: message.port };
}

/** User and system time of a process so far, milliseconds (Linux). */
function cpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function ask({ url, headers, status }: Subject): Promise<void> {
	return new Promise((done, fail) => {
		get(url, { agent, headers }, (answer) => {
			answer.resume().once("end", () => {
				if (answer.statusCode === status) done();
				else fail(new Error(`${url} answered ${answer.statusCode}`));
			});
		}).once("error", fail);
	});
}

async function round(subject: Subject): Promise<Round> {
	const started = performance.now();
	const before = cpuOf(subject.pid);
	let count = 0;
	const work = async () => {
		for (; performance.now() - started < ROUND_MS; count++) await ask(subject);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const seconds = (performance.now() - started) / 1000;
	return { perSecond: count / seconds, cpuMs: (cpuOf(subject.pid) - before) / count };
}

const median = (values: number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(name: string, rounds: readonly Round[], bare: readonly Round[]): void {
	const rate = median(rounds.map(({ perSecond }) => perSecond));
	const cpu = median(rounds.map(({ cpuMs }) => cpuMs));
	const share = median(rounds.map((one, n) => one.perSecond / (bare[n]?.perSecond ?? 0)));
	console.log(
		`${name.padEnd(44)} ${rate.toFixed(0).padStart(6)} a second, ${cpu.toFixed(2)} ms of processor each, ${share.toFixed(2)} of the bare`,
	);
}

const dataDir = mkdtempSync(join(tmpdir(), "potret-bench-wrapper-"));
buildBare();
const ours = await startPotret(dataDir, {
	...{ DEMO: "1", LOG_LEVEL: "info", RATE_READS_PER_MINUTE: "100000000" },
});
const headers = await signIn(ours.url);
const account = `${ours.url}/api/account`;
const answer = await (await fetch(account, { headers })).json();
const bare = await startBare(answer);
try {
	const [pid = 0] = ours.processes("web");
	const subjects: Subject[] = [
		{
			...{ name: "a bare handler of Next", url: `http://127.0.0.1:${bare.port}/bare` },
			...{ headers: {}, status: 200, pid: bare.child.pid ?? 0 },
		},
		{ name: "GET /api/account, nobody: 401", url: account, headers: {}, status: 401, pid },
		{ name: "GET /api/account, with a token", url: account, headers, status: 200, pid },
	];
	for (const subject of subjects) await round(subject);
	const rounds = subjects.map((): Round[] => []);
	for (let n = 0; n < ROUNDS; n++)
		for (const [index, subject] of subjects.entries()) rounds[index]?.push(await round(subject));
	console.log(`Medians of ${ROUNDS} rounds of ${ROUND_MS / 1000} s, ${AT_ONCE} at once:`);
	for (const [index, { name }] of subjects.entries())
		report(name, rounds[index] ?? [], rounds[0] ?? []);
} finally {
	agent.destroy();
	bare.child.kill("SIGTERM");
	await ours.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
