/** What is said for a moment at the edge of the page. What shows it is fetched with the first word. */
import type { ExternalToast } from "sonner";

export type Outcome = "success" | "error";
type Tone = "message" | Outcome;
export type Show = (tone: Tone, text: string, options?: ExternalToast) => void;

/** Said before there was anything to show it. */
const waiting: Parameters<Show>[] = [];
let show: Show | null = null;
let ask: (() => void) | null = null;

/** Who fetches what shows them. Returns the way to take that back. */
export function onFirstToast(fetchIt: () => void): () => void {
	ask = fetchIt;
	if (waiting.length > 0) ask();
	return () => {
		ask = null;
	};
}

/** From here on `next` shows them, with those that have waited for it. Returns the way to take that back. */
export function showToastsBy(next: Show): () => void {
	show = next;
	for (const said of waiting.splice(0)) next(...said);
	return () => {
		show = null;
	};
}

const say =
	(tone: Tone) =>
	(text: string, options?: ExternalToast): void => {
		if (show) {
			show(tone, text, options);
			return;
		}
		waiting.push([tone, text, options]);
		ask?.();
	};

export const toast = Object.assign(say("message"), {
	success: say("success"),
	error: say("error"),
});
