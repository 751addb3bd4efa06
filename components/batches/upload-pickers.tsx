"use client";

import { type ChangeEvent, type Ref, useImperativeHandle, useRef } from "react";
import { filesChosen } from "#lib/client/dropped-files.ts";
import { type FileHold, filesOf, type PickKind, pickHolds } from "#lib/client/file-holds.ts";
import type { FoundFile } from "#lib/client/found-file.ts";

/** What was dropped or chosen, and the browser's hold on it, where it gives one. */
export interface Found {
	files: FoundFile[];
	holds: readonly FileHold[] | null;
}

export interface UploadPickersHandle {
	open: (kind: PickKind) => void;
}

const ACCEPT = {
	archive: ".zip,application/zip",
	images: "image/*,.heic,.heif,.tif,.tiff,.avif",
};

interface UploadPickersProps {
	ref: Ref<UploadPickersHandle>;
	onFound: (found: Found) => void;
}

/**
 * The system's own windows for choosing. The newer kind gives files that can be read again after the
 * page was left; the inputs are for browsers without it.
 */
export function UploadPickers({ ref, onFound }: UploadPickersProps) {
	const inputs = useRef<Partial<Record<PickKind, HTMLInputElement | null>>>({});
	async function open(kind: PickKind) {
		const picking = pickHolds(kind);
		if (!picking) return inputs.current[kind]?.click();
		const holds = await picking;
		if (holds) onFound({ holds, files: await filesOf(holds) });
	}
	useImperativeHandle(ref, () => ({ open: (kind) => void open(kind) }));
	const chosen = (event: ChangeEvent<HTMLInputElement>) => {
		const input = event.currentTarget;
		if (input.files?.length) onFound({ files: filesChosen(input.files), holds: null });
		// So that the same files can be chosen once more.
		input.value = "";
	};
	const shared = { type: "file", hidden: true, onChange: chosen, tabIndex: -1, multiple: true };
	// React's types do not know this one.
	const folders = { webkitdirectory: "" };
	return (["archive", "images", "folder"] as const).map((kind) => (
		<input
			key={kind}
			{...shared}
			{...(kind === "folder" ? folders : { accept: ACCEPT[kind] })}
			data-picker={`batch-${kind}`}
			ref={(input) => {
				inputs.current[kind] = input;
			}}
		/>
	));
}
