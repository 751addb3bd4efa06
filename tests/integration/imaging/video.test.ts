/**
 * There need be no ffmpeg where the tests run: a program that stands in for it is run in its place,
 * under the same limits. What it is told is what matters.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFfmpeg, takePoster } from "#lib/imaging/video.ts";
import { box } from "../../unit/imaging/heif-files.ts";
import { openStudio, quarters } from "./studio.ts";

const { folder, failure } = openStudio("video");
const frame = await quarters().jpeg().toBuffer();
writeFileSync(join(folder, "frame.jpg"), frame);
const video = join(folder, "a video.mp4");
writeFileSync(video, box("ftyp", Buffer.from("isom\0\0\0\0isom")));

let programs = 0;
/** A shell script that writes down what it was told. */
function program(body: string): { path: string; told: () => string[] } {
	const path = join(folder, `program-${++programs}`);
	writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" >> '${path}.told'\n${body}\n`);
	chmodSync(path, 0o755);
	return { path, told: () => readFileSync(`${path}.told`, "utf8").trimEnd().split("\n") };
}

describe("a frame", () => {
	test("comes from a program that has no way out", async () => {
		const ffmpeg = program(`cat '${join(folder, "frame.jpg")}'`);
		expect(await takePoster(ffmpeg.path, video, "video/mp4")).toEqual(frame);
		const told = ffmpeg.told();
		const behind = (name: string) => told[told.indexOf(name) + 1];
		expect(told).toContain("-nostdin");
		expect(behind("-protocol_whitelist")).toBe("file,pipe");
		expect([behind("-f"), behind("-i"), told.at(-1)]).toEqual(["mov", `file:${video}`, "pipe:1"]);
	});
	test("is the first where there is no second second", async () => {
		const ffmpeg = program(`case "$*" in *"-ss 0"*) cat '${join(folder, "frame.jpg")}';; esac`);
		expect(await takePoster(ffmpeg.path, video, "video/mp4")).toEqual(frame);
	});
	test("is made with limits of time and memory, and without our environment", async () => {
		const ffmpeg = program("ulimit -t; env");
		const said = (await takePoster(ffmpeg.path, video, "video/mp4"))?.toString() ?? "";
		expect(said.split("\n")[0]).toBe("10");
		expect(said).not.toMatch(/^(DATABASE_URL|HOME|VITEST)=/m);
	});
});

describe("none", () => {
	test.each([
		["fails", "echo half; exit 1"],
		["says nothing", "exit 0"],
		["dies", "kill -SEGV $$"],
		["says too much", "exec yes"],
	])("where it %s", async (_, body) => {
		expect(await takePoster(program(body).path, video, "video/webm")).toBeNull();
	});
	test("where it takes too long", async () => {
		expect(await takePoster(program("exec sleep 30").path, video, "video/mp4", 200)).toBeNull();
	});
	test("where it is not there", async () => {
		expect(await takePoster(join(folder, "nothing"), video, "video/mp4")).toBeNull();
	});
	test("of what is no video, and nothing is run", async () => {
		const ffmpeg = program("echo run");
		expect(await takePoster(ffmpeg.path, video, "image/jpeg")).toBeNull();
		expect(existsSync(`${ffmpeg.path}.told`)).toBe(false);
	});
	test("a video that is none, in the pool", async () => {
		const error = await failure(readFileSync(video));
		expect([error.code, error.final]).toEqual(["UNSUPPORTED_FORMAT", true]);
	});
});

test("what is found is there", () => {
	const found = findFfmpeg();
	expect(found === null || existsSync(found)).toBe(true);
});
