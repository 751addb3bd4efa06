/** How far it is: one line that is drawn anew on a terminal, a line now and then in a log. */
import { counted, inBytes, styled } from "./terminal.ts";

/** What one is called, and more of them. */
export type Unit = readonly [one: string, many: string];
export const PHOTOS: Unit = ["photo", "photos"];

export interface Figures {
	unit: Unit;
	done: number;
	total: number;
	/** Bytes sent so far; left out where none are counted. */
	bytes?: number;
}

export interface Progress {
	update(figures: Figures): void;
	/** Shown beside the figures, until it is null again. */
	wait(reason: string | null): void;
	/** A line of its own. */
	say(line: string): void;
	end(): void;
}

const DRAW_MS = 100;
const NEWS_MS = 15_000;
const WIDTH = 24;

/** "12 of 30 photos · 48 MB · 5.1 MB/s". */
export function describe({ unit, done, total, bytes }: Figures, seconds: number): string {
	const parts = [`${done.toLocaleString("en")} of ${counted(total, ...unit)}`];
	if (bytes !== undefined && bytes > 0) {
		parts.push(inBytes(bytes));
		if (seconds >= 1) parts.push(`${inBytes(bytes / seconds)}/s`);
	}
	return parts.join(" · ");
}

function bar({ done, total }: Figures): string {
	const full = total === 0 ? 0 : Math.min(WIDTH, Math.floor((done * WIDTH) / total));
	return styled("cyan", "█".repeat(full)) + styled("gray", "░".repeat(WIDTH - full));
}

interface Line {
	text: (figures: Figures) => string;
	reason: () => string | null;
}

function onTerminal(stream: NodeJS.WriteStream, { text, reason }: Line): Progress {
	let figures: Figures | null = null;
	let drawnAt = 0;
	const clear = () => stream.write("\r\x1b[K");
	const draw = (force: boolean) => {
		if (!figures || (!force && Date.now() - drawnAt < DRAW_MS)) return;
		drawnAt = Date.now();
		const why = reason();
		const words = why === null ? text(figures) : `${text(figures)} · ${styled("yellow", why)}`;
		clear();
		stream.write(`${bar(figures)} ${words}`);
	};
	return {
		update(next) {
			figures = next;
			draw(false);
		},
		wait: () => draw(true),
		say(line) {
			clear();
			stream.write(`${line}\n`);
			draw(true);
		},
		end() {
			if (figures) clear();
			figures = null;
		},
	};
}

function inLog(stream: NodeJS.WriteStream, { text, reason }: Line): Progress {
	let saidAt = Date.now();
	let said: string | null = null;
	const say = (line: string) => void stream.write(`${line}\n`);
	return {
		update(figures) {
			if (Date.now() - saidAt < NEWS_MS) return;
			saidAt = Date.now();
			say(text(figures));
		},
		wait() {
			const why = reason();
			if (why !== null && why !== said) say(`${why}. Trying again`);
			said = why;
		},
		say,
		end() {},
	};
}

export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
	const started = Date.now();
	let why: string | null = null;
	const line: Line = {
		text: (figures) => describe(figures, (Date.now() - started) / 1000),
		reason: () => why,
	};
	const shown = stream.isTTY ? onTerminal(stream, line) : inLog(stream, line);
	return {
		...shown,
		wait(reason) {
			if (reason === why) return;
			why = reason;
			shown.wait(reason);
		},
	};
}
