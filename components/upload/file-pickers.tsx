"use client";

import { type ChangeEvent, type Ref, type RefObject, useImperativeHandle, useRef } from "react";
import { type Gathered, gatherChosen, gatherHeld, type Taken } from "#lib/client/dropped-files.ts";
import { type PickKind, pickHolds } from "#lib/client/file-holds.ts";

export interface Pickers {
	files: () => void;
	folder: () => void;
	camera: () => void;
}

/** HEIC by name too: not every system knows it as an image. */
const ACCEPT = "image/jpeg,image/png,image/webp,image/gif,image/bmp,.heic,.heif";

interface FilePickersProps {
	ref: Ref<Pickers>;
	taken: Taken;
	onGathered: (gathered: Gathered) => void;
}

type Input = RefObject<HTMLInputElement | null>;

/**
 * The system's own windows for choosing, behind whatever buttons a page has. The newer kind gives files
 * that can be read again after the page was left; the inputs are for browsers without it.
 */
export function FilePickers({ ref, taken, onGathered }: FilePickersProps) {
	const files = useRef<HTMLInputElement>(null);
	const folder = useRef<HTMLInputElement>(null);
	const camera = useRef<HTMLInputElement>(null);
	async function open(kind: PickKind, input: Input) {
		const picking = pickHolds(kind);
		if (!picking) return input.current?.click();
		const holds = await picking;
		if (holds) onGathered(await gatherHeld(holds, taken));
	}
	useImperativeHandle(ref, () => ({
		files: () => void open(taken === "photos" ? "images" : "any", files),
		folder: () => void open("folder", folder),
		camera: () => camera.current?.click(),
	}));
	const chosen = (event: ChangeEvent<HTMLInputElement>) => {
		const input = event.currentTarget;
		if (input.files?.length) void gatherChosen(input.files, taken).then(onGathered);
		// So that the same files can be chosen once more.
		input.value = "";
	};
	// React's types do not know this one.
	const folders = { webkitdirectory: "" };
	const hidden = { type: "file", hidden: true, onChange: chosen, tabIndex: -1 } as const;
	return (
		<>
			<input
				{...hidden}
				ref={files}
				data-picker="files"
				multiple
				accept={taken === "photos" ? ACCEPT : undefined}
			/>
			<input {...hidden} ref={folder} data-picker="folder" multiple {...folders} />
			<input {...hidden} ref={camera} data-picker="camera" accept="image/*" capture="environment" />
		</>
	);
}
