/** What people see: results on the one stream, everything else on the other. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { styleText } from "node:util";
import { EXIT, Problem } from "./problem.ts";

type Style = Parameters<typeof styleText>[0];

/** A result. */
export const print = (line: string) => void process.stdout.write(`${line}\n`);

/** What goes on, and what went wrong. */
export const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Colours where there is a terminal that wants them (`NO_COLOR`). */
export const styled = (style: Style, text: string, stream: NodeJS.WriteStream = process.stderr) =>
	styleText(style, text, { stream });

export const printJson = (value: unknown) => print(JSON.stringify(value));

/** "1 photo", "2 photos". */
export const counted = (count: number, one: string, many = `${one}s`) =>
	`${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const UNITS = ["B", "KB", "MB", "GB", "TB"];

export function inBytes(bytes: number): string {
	let unit = 0;
	let amount = bytes;
	for (; amount >= 1000 && unit < UNITS.length - 1; unit++) amount /= 1000;
	return `${amount < 10 && unit > 0 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[unit]}`;
}

/** Columns as wide as they need; the last one ends where it ends. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
	const widths = header.map((title, at) =>
		Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)),
	);
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, at) => cell.padEnd(widths[at] ?? 0))
			.join("  ")
			.trimEnd();
	return [styled("bold", line(header), process.stdout), ...rows.map(line)];
}

/** Questions to whoever sits there, or to what was piped in: one line an answer. */
export async function asking<T>(
	work: (ask: (question: string, options?: { hidden: boolean }) => Promise<string>) => Promise<T>,
	signal: AbortSignal,
): Promise<T> {
	let hidden = false;
	const output = new Writable({
		write(chunk, _encoding, done) {
			if (!hidden) process.stderr.write(chunk);
			done();
		},
	});
	const terminal = process.stdin.isTTY === true;
	const reader = createInterface({ input: process.stdin, output, terminal });
	const lines = reader[Symbol.asyncIterator]();
	const stop = () => reader.close();
	signal.addEventListener("abort", stop);
	// In raw mode, Ctrl-C is a key like any other.
	reader.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
	try {
		return await work(async (question, options) => {
			if (terminal) process.stderr.write(question);
			hidden = options?.hidden ?? false;
			const { done, value } = await lines.next();
			if (hidden && terminal) process.stderr.write("\n");
			hidden = false;
			signal.throwIfAborted();
			if (done) throw new Problem(EXIT.usage, "There was no answer.");
			return value;
		});
	} finally {
		signal.removeEventListener("abort", stop);
		reader.close();
	}
}
