"use client";

import { clsx } from "clsx";
import { Heart } from "lucide-react";

interface HeartButtonProps {
	label: string;
	pressed: boolean;
	onToggle: () => void;
}

/** Likes a photo, in its corner. The tile around it is a `group`. */
export function HeartButton({ label, pressed, onToggle }: HeartButtonProps) {
	return (
		<button
			type="button"
			aria-label={label}
			aria-pressed={pressed}
			onClick={onToggle}
			className="absolute right-0 bottom-0 z-10 grid size-11 place-items-center text-ivory"
		>
			<span
				className={clsx(
					"grid size-8 place-items-center rounded-full bg-night/70 transition-opacity duration-150 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100",
					pressed ? "opacity-100" : "opacity-0",
				)}
			>
				<Heart aria-hidden className={clsx("size-4.5", pressed && "fill-current")} />
			</span>
		</button>
	);
}
