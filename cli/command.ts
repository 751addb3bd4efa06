/** What a command declares, and how its words are read. */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { usageProblem } from "./problem.ts";

const HELP = { help: { type: "boolean", short: "h" } } as const satisfies ParseArgsOptionsConfig;

type ValuesOf<Options extends ParseArgsOptionsConfig> = ReturnType<
	typeof parseArgs<{ options: Options }>
>["values"];

interface Definition<Options extends ParseArgsOptionsConfig> {
	name: string;
	/** For the list of commands. */
	summary: string;
	/** What `--help` prints: how it is called, its options, an example. */
	help: string;
	options: Options;
	/** Gives the exit code. Ends soon after `signal`, saying what was done. */
	run(values: ValuesOf<Options>, words: string[], signal: AbortSignal): Promise<number>;
}

export interface Command {
	name: string;
	summary: string;
	help: string;
	/** Throws a `Problem` for words that it does not understand. */
	call(args: string[], signal: AbortSignal): Promise<number>;
}

/** Node's own parser: commands and their options are few, and nothing else is to be installed. */
function read<Options extends ParseArgsOptionsConfig>(options: Options, args: string[]) {
	try {
		return parseArgs({ args, options: { ...options, ...HELP }, allowPositionals: true });
	} catch (error) {
		const [sentence = ""] = (error as Error).message.split(". To specify a positional");
		throw usageProblem(sentence);
	}
}

export function command<const Options extends ParseArgsOptionsConfig>(
	definition: Definition<Options>,
): Command {
	const { name, summary, help, options } = definition;
	return {
		...{ name, summary, help },
		async call(args, signal) {
			const { values, positionals } = read(options, args);
			if ((values as { help?: boolean }).help) {
				process.stdout.write(`${help.trim()}\n`);
				return 0;
			}
			return definition.run(values as ValuesOf<Options>, positionals, signal);
		},
	};
}

/** A whole number of an option, within bounds. Throws a `Problem`. */
export function readCount(name: string, text: string, least: number, most: number): number {
	const count = Number(text);
	if (/^\d+$/.test(text) && count >= least && count <= most) return count;
	throw usageProblem(`--${name} must be a whole number from ${least} to ${most}.`);
}

/** One of the words that an option knows, however it is written. Throws a `Problem`. */
export function readChoice<Choice extends string>(
	name: string,
	text: string | undefined,
	choices: readonly Choice[],
): Choice {
	const found = choices.find((choice) => choice.toLowerCase() === text?.toLowerCase());
	if (found !== undefined) return found;
	throw usageProblem(`--${name} must be one of: ${choices.join(", ")}.`);
}
