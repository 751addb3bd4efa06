/**
 * What Swagger UI leaves out for those who read by ear or by keyboard, put on whatever it shows. Attributes
 * only, which it never writes again: its elements stay its own.
 */

const NAMELESS = ":is(input, select, textarea):not([aria-label])";

function nameFields(root: HTMLElement): void {
	for (const field of root.querySelectorAll(`.parameters-col_description ${NAMELESS}`)) {
		const name = field.closest("tr")?.querySelector(".parameter__name")?.textContent;
		if (name) field.setAttribute("aria-label", name.replace("*", "").trim());
	}
	for (const field of root.querySelectorAll(`.body-param ${NAMELESS}`))
		field.setAttribute("aria-label", "Request body");
}

function mend(root: HTMLElement): void {
	nameFields(root);
	// A link inside the button that opens the same: the button is enough.
	for (const link of root.querySelectorAll(".opblock-summary-control a[href]"))
		link.removeAttribute("href");
	// A table is one, and no part of the page of its own.
	for (const table of root.querySelectorAll("table[role=region]")) table.removeAttribute("role");
	for (const text of root.querySelectorAll("pre:not([tabindex])"))
		text.setAttribute("tabindex", "0");
}

/** Mends what is shown below an element, now and whenever it changes. */
export function keepMended(root: HTMLElement): void {
	mend(root);
	new MutationObserver(() => mend(root)).observe(root, { childList: true, subtree: true });
}
