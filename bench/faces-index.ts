/** Search time over many enrolled embeddings: `node bench/faces-index.ts [COUNT]`. */
import { FaceIndex } from "#lib/faces/face-index.ts";

const LENGTH = 128;
const QUERIES = 50;
const count = Number(process.argv[2] ?? 100_000);

function direction(): Float32Array {
	const vector = Float32Array.from({ length: LENGTH }, () => Math.random() - 0.5);
	const norm = Math.hypot(...vector);
	return vector.map((value) => value / norm);
}

const index = new FaceIndex(LENGTH);
for (let i = 0; i < count; i++) index.add(`person ${i % Math.ceil(count / 3)}`, direction());
const times = Array.from({ length: QUERIES }, () => {
	const query = direction();
	const start = performance.now();
	index.search(query);
	return performance.now() - start;
}).sort((a, b) => a - b);
const at = (share: number) => `${times[Math.floor(share * QUERIES)]?.toFixed(1)} ms`;
console.log(`${index.size} embeddings of ${index.people} people`);
console.log(`median ${at(0.5)}, 95 % ${at(0.95)}`);
