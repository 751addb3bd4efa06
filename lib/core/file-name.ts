const MAX_LENGTH = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text as people see it: without control and direction characters. */
export const printable = (text: string) => text.normalize("NFC").replace(UNPRINTABLE, "");

/**
 * What a client calls its file, as a label: the last segment, without control and direction
 * characters, at most 255 characters with the ending kept. Never used as a path.
 */
export function toFileLabel(name: string | undefined): string {
	const last =
		printable(name ?? "")
			.split(/[/\\]/)
			.at(-1)
			?.trim() ?? "";
	const label = last === "" || last === "." || last === ".." ? "unnamed" : last;
	const characters = [...label];
	if (characters.length <= MAX_LENGTH) return label;
	const ending = /\.[A-Za-z0-9]{1,10}$/.exec(label)?.[0] ?? "";
	return characters.slice(0, MAX_LENGTH - ending.length).join("") + ending;
}
