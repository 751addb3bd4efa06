"use client";

import { Camera, FolderUp, ImagePlus, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { FilePickers, type Pickers } from "./file-pickers.tsx";

export function AddPhotosMenu({ onGathered }: { onGathered: (gathered: Gathered) => void }) {
	const t = useTranslations("event");
	const pickers = useRef<Pickers>(null);
	return (
		<>
			<FilePickers ref={pickers} onGathered={onGathered} />
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="primary">
						<ImagePlus aria-hidden />
						{t("upload")}
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem onSelect={() => pickers.current?.files()}>
						<Images aria-hidden />
						{t("fromFiles")}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={() => pickers.current?.folder()} className="max-sm:hidden">
						<FolderUp aria-hidden />
						{t("fromFolder")}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={() => pickers.current?.camera()} className="sm:hidden">
						<Camera aria-hidden />
						{t("fromCamera")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
		</>
	);
}
