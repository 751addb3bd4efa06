/** Somewhere that one can go by typing a few letters of its name. */
export interface Command {
	/** Its address. */
	id: string;
	label: string;
	kind: "page" | "event";
}

const plain = (text: string) =>
	text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim();

/** How well a label answers to what was typed: 0 begins with it, 1 a word does, 2 it is inside, 3 all words are. */
function rankOf(label: string, wanted: string): number | null {
	const at = label.indexOf(wanted);
	if (at === 0) return 0;
	if (at > 0) return /[\s\-–&/]/.test(label[at - 1] ?? "") ? 1 : 2;
	return wanted.split(/\s+/).every((word) => label.includes(word)) ? 3 : null;
}

/** Those that match, the likeliest first; all of them while nothing is typed. Accents and case are no matter. */
export function commandsLike(commands: readonly Command[], wanted: string): Command[] {
	const needle = plain(wanted);
	return commands
		.flatMap((command) => {
			const rank = rankOf(plain(command.label), needle);
			return rank === null ? [] : [{ command, rank }];
		})
		.sort((a, b) => a.rank - b.rank)
		.map(({ command }) => command);
}
