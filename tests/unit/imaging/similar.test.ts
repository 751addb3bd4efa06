import { describe, expect, test } from "vitest";
import { groupSimilar, type Shot, SIMILAR_DEFAULTS } from "#lib/imaging/similar.ts";

const BASE = 0x9c3a5b17d2e48f60n;
const start = Date.UTC(2026, 4, 17, 20);
const { burstBits, burstSeconds, copyBits, spreadBits } = SIMILAR_DEFAULTS;

/** The hash with its bits from `from` on turned over. */
function turned(count: number, from = 0, hash = BASE): bigint {
	const mask = ((1n << BigInt(count)) - 1n) << BigInt(from);
	return hash ^ mask;
}

function shot(id: string, hash: bigint, seconds: number | null): Shot {
	const dhash = hash.toString(16).padStart(16, "0");
	return { id, dhash, takenAt: seconds === null ? null : new Date(start + seconds * 1000) };
}

describe("two shots", () => {
	test.each([
		["alike, at once", burstBits, 1, true],
		["one bit too much", burstBits + 1, 1, false],
		["alike, at the limit of the time", burstBits, burstSeconds, true],
		["alike, a second later", burstBits, burstSeconds + 1, false],
		["the same, a day later", 0, 86_400, true],
		["the same but for its compression, a day later", copyBits, 86_400, true],
		["no longer the same, a day later", copyBits + 1, 86_400, false],
		["alike, without a time", copyBits + 1, null, false],
		["the same, without a time", copyBits, null, true],
	])("%s", (_, bits, seconds, together) => {
		for (const from of [0, 20, 32, 64 - bits]) {
			const shots = [shot("a", BASE, 0), shot("b", turned(bits, from), seconds)];
			expect(groupSimilar(shots)).toEqual(together ? [["a", "b"]] : []);
		}
	});
	test("both without a time", () => {
		const shots = [shot("a", BASE, null), shot("b", turned(copyBits, 30), null)];
		expect(groupSimilar(shots)).toEqual([["a", "b"]]);
	});
	test("bits spread over the whole hash", () => {
		const scattered = [3n, 17n, 33n, 60n].reduce((hash, bit) => hash ^ (1n << bit), BASE);
		expect(groupSimilar([shot("a", BASE, null), shot("b", scattered, null)])).toHaveLength(1);
	});
});

describe("many", () => {
	test("in the order of time, groups and members, whatever the order they come in", () => {
		const other = turned(32);
		const shots = [
			shot("d", other, 100),
			shot("b", BASE, 5),
			shot("e", other, 110),
			shot("lone", turned(32, 16), 7),
			shot("a", turned(3), 2),
			shot("untimed", other, null),
		];
		const expected = [
			["a", "b"],
			["d", "e", "untimed"],
		];
		expect(groupSimilar(shots)).toEqual(expected);
		expect(groupSimilar(shots.toReversed())).toEqual(expected);
	});
	test("a camera that pans makes no endless chain", () => {
		const step = 8;
		const shots = [0, 1, 2, 3, 4, 5].map((i) => shot(`${i}`, turned(step * i), i));
		const reach = Math.floor(spreadBits / step);
		const groups = groupSimilar(shots);
		expect(groups[0]).toEqual(["0", "1", "2"].slice(0, reach + 1));
		expect(groups.flat()).toEqual(["0", "1", "2", "3", "4", "5"]);
	});
	test("limits of one's own", () => {
		const shots = [shot("a", BASE, 0), shot("b", turned(20), 50)];
		expect(groupSimilar(shots)).toEqual([]);
		const options = { burstBits: 20, burstSeconds: 60, spreadBits: 20 };
		expect(groupSimilar(shots, options)).toEqual([["a", "b"]]);
	});
	test("none and one", () => {
		expect(groupSimilar([])).toEqual([]);
		expect(groupSimilar([shot("a", BASE, 0)])).toEqual([]);
	});
	test.each(["", "xyz", "0".repeat(17)])("not a hash: %o", (dhash) => {
		expect(() => groupSimilar([{ id: "a", dhash, takenAt: null }])).toThrow(RangeError);
	});
});

/** Milliseconds that this process has had of the cores, whatever else they did meanwhile. */
function workSince(begin: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(begin);
	return (user + system) / 1000;
}
const MOST_WORK_MS = 3000;

test("10,000 shots of 2,500 scenes, in little time", () => {
	const shots = Array.from({ length: 10_000 }, (_, i) => {
		const scene = BigInt.asUintN(64, BigInt(Math.floor(i / 4) + 1) * 0xd1b54a32d192ed03n);
		// Up to three bits of the scene's, another three for each of its shots.
		const flips = [i, i * 7 + 3, i * 13 + 5].map((bit) => 1n << BigInt(bit % 64));
		return shot(
			`${i}`.padStart(5, "0"),
			flips.reduce((hash, flip) => hash ^ flip, scene),
			i,
		);
	});
	const begin = process.cpuUsage();
	const groups = groupSimilar(shots);
	const took = workSince(begin);
	expect(groups.length).toBe(2500);
	expect(groups.every((group) => group.length === 4)).toBe(true);
	expect(took).toBeLessThan(MOST_WORK_MS);
});

test("10,000 times the same picture is one group, in little time", () => {
	const begin = process.cpuUsage();
	const shots = Array.from({ length: 10_000 }, (_, i) => shot(`${i}`, BASE, i));
	expect(groupSimilar(shots).map((group) => group.length)).toEqual([10_000]);
	expect(workSince(begin)).toBeLessThan(MOST_WORK_MS);
});
