import { clsx } from "clsx";

interface TileChoiceProps {
	label: string;
	chosen: boolean;
	/** Something is chosen: then every box is to be seen. */
	choosing: boolean;
	onChoose: (range: boolean) => void;
}

/** Chooses a tile, in its corner. The tile around it is a `group`. */
export function TileChoice({ label, chosen, choosing, onChoose }: TileChoiceProps) {
	return (
		<input
			type="checkbox"
			aria-label={label}
			checked={chosen}
			onChange={() => undefined}
			onClick={(event) => onChoose(event.shiftKey)}
			className={clsx(
				"absolute top-1.5 left-1.5 size-6 cursor-pointer accent-ink transition-opacity duration-150 focus-visible:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100",
				chosen || choosing ? "opacity-100" : "opacity-0",
			)}
		/>
	);
}
