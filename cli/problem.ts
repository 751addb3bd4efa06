/** What a command exits with. */
export const EXIT = {
	done: 0,
	/** Some of it failed. */
	failed: 1,
	usage: 2,
	signedOut: 3,
	unreachable: 4,
	/** Ctrl-C. */
	stopped: 130,
} as const;

type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Why a command cannot go on, in a sentence for the person who called it. */
export class Problem extends Error {
	override name = "Problem";
	readonly exit: Exit;

	constructor(exit: Exit, message: string) {
		super(message);
		this.exit = exit;
	}
}

export const usageProblem = (message: string) => new Problem(EXIT.usage, message);
