/** How often it is looked whether the page listens by now. */
const LOOK_MS = 50;
/** Whoever has waited longer has gone on to something else. */
const GIVE_UP_MS = 15_000;

/**
 * Keeps a click on a button that the page does not listen to yet, and repeats it once it does: on slow
 * lines a page is seen seconds before its scripts are there, and parts of it have scripts of their own.
 * Of several, the last. What shows that React listens to an element are the props that it leaves there;
 * the buttons of the viewer (`pswp`) are not React's.
 */
function keepEarlyClicks(lookMs: number, giveUpMs: number): void {
	let kept: HTMLButtonElement | null = null;
	let timer: ReturnType<typeof setTimeout>;
	const isHeard = (button: HTMLButtonElement) =>
		Object.keys(button).some((key) => key.startsWith("__reactProps$"));
	const forget = () => {
		clearTimeout(timer);
		kept?.removeAttribute("data-waiting");
		kept = null;
	};
	const keep = (button: HTMLButtonElement, until: number) => {
		kept = button;
		if (isHeard(button)) return repeat(button);
		if (!button.isConnected || Date.now() > until) return forget();
		timer = setTimeout(() => keep(button, until), lookMs);
	};
	const repeat = (button: HTMLButtonElement) => {
		forget();
		// Menus open when it goes down, the rest by the click.
		for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"])
			button.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true }));
		button.click();
	};
	const listen = (event: Event) => {
		const button = (event.target as Element).closest<HTMLButtonElement>("button:not(.pswp *)");
		if (!button) return;
		forget();
		if (isHeard(button)) return;
		// A form is not sent past its script.
		if (button.type === "submit") event.preventDefault();
		button.setAttribute("data-waiting", "");
		keep(button, Date.now() + giveUpMs);
	};
	document.addEventListener("click", listen, true);
}

/** The same as the text of a script, for the beginning of a page. */
export const EARLY_CLICKS = `(${keepEarlyClicks})(${LOOK_MS},${GIVE_UP_MS})`;
