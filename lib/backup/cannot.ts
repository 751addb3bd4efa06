/** A backup cannot be made or put back, and the message says why to whoever asked for it. */
export class CannotBackUp extends Error {
	override name = "CannotBackUp";
}
