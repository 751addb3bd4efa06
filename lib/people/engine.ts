/** Which engine this server compares faces with, and how its likenesses are to be read. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { ConfigError, config } from "#lib/config/config.ts";
import { type Calibration, DLIB_CALIBRATION } from "#lib/faces/calibration.ts";

const calibrationSchema = z.object({
	slope: z.number(),
	offset: z.number(),
	tailSlope: z.number().negative(),
	tailOffset: z.number(),
	falseMatchRate: z.number().gt(0).lt(1),
	margin: z.number().min(0),
});

/** Stands beside every embedding: those of two engines are not compared. */
export function engineName(): string {
	const { arcfaceFile } = config().faces.models;
	return arcfaceFile ? basename(arcfaceFile) : "dlib";
}

let read: Calibration | undefined;

/** Throws `ConfigError` where an embedder of the operator's own comes without one. */
export function calibration(): Calibration {
	const { models, calibrationFile } = config().faces;
	if (!models.arcfaceFile) return DLIB_CALIBRATION;
	if (!calibrationFile)
		throw new ConfigError(
			"FACE_EMBEDDER_FILE needs FACE_CALIBRATION_FILE, made for that embedder.",
		);
	read ??= calibrationSchema.parse(JSON.parse(readFileSync(calibrationFile, "utf8")));
	return read;
}
