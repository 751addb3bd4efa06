import { clsx } from "clsx";
import { ImageOff, Loader } from "lucide-react";

interface StandingProps {
	failed: boolean;
	/** Of the tile, in pixels: narrow ones have room for the icon alone. */
	width: number;
	state: string;
	/** A file's name, or what is wrong with it. */
	detail: string;
}

const ROOM_FOR_WORDS = 110;

/** What stands in place of a picture that is not there (yet). */
export function Standing({ failed, width, state, detail }: StandingProps) {
	const Icon = failed ? ImageOff : Loader;
	const wide = width >= ROOM_FOR_WORDS;
	return (
		<div className="absolute inset-0 grid place-items-center p-2 text-left text-xs">
			<div className="flex max-w-full items-center gap-2 rounded-photo bg-night/80 p-2 text-ivory">
				<Icon aria-hidden className={clsx("size-4 shrink-0", !failed && "animate-glow")} />
				<div className={wide ? "min-w-0" : "sr-only"}>
					<p>{state}</p>
					<p className="truncate">{detail}</p>
				</div>
			</div>
		</div>
	);
}
