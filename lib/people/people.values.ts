/** The longest name, in characters. */
export const MAX_NAME = 120;

/** Of the text that a guest agrees to before a search; a new text has a new one. */
export const CONSENT_VERSION = "2026-11-20";
