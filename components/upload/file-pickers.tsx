"use client";

import { type ChangeEvent, type Ref, useImperativeHandle, useRef } from "react";
import { type Gathered, gatherChosen, type Taken } from "#lib/client/dropped-files.ts";

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

/** The system's own windows for choosing, behind whatever buttons a page has. */
export function FilePickers({ ref, taken, onGathered }: FilePickersProps) {
	const files = useRef<HTMLInputElement>(null);
	const folder = useRef<HTMLInputElement>(null);
	const camera = useRef<HTMLInputElement>(null);
	useImperativeHandle(ref, () => ({
		files: () => files.current?.click(),
		folder: () => folder.current?.click(),
		camera: () => camera.current?.click(),
	}));
	const chosen = (event: ChangeEvent<HTMLInputElement>) => {
		const input = event.currentTarget;
		if (input.files?.length) onGathered(gatherChosen(input.files, taken));
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
