/** heic-decode 2.1 ships no types. */
declare module "heic-decode" {
	export interface HeicImage {
		/** Pixels, as turned by the container. */
		width: number;
		height: number;
		/** RGBA, 8 bit a channel, straight alpha. */
		decode(): Promise<{ data: Uint8ClampedArray; width: number; height: number }>;
	}
	const decode: {
		/** All top-level images, not yet decoded. `dispose` frees libheif's memory. */
		all(input: { buffer: Uint8Array }): Promise<HeicImage[] & { dispose(): void }>;
	};
	export default decode;
}
