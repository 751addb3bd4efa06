/** Embeddings as they are kept: 32-bit floats, little-endian, whatever the machine. */

export function toBytes(embedding: Float32Array): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(embedding.length * 4);
	const view = new DataView(bytes.buffer);
	embedding.forEach((value, index) => {
		view.setFloat32(index * 4, value, true);
	});
	return bytes;
}

export function fromBytes(bytes: Uint8Array): Float32Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) =>
		view.getFloat32(i * 4, true),
	);
}
