import { clsx } from "clsx";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "quiet" | "danger";
type Size = "sm" | "md" | "lg" | "icon";

const LOOKS: Record<Look, string> = {
	primary: "bg-accent text-accent-ink hover:bg-accent-strong",
	plain: "border border-edge text-ink hover:bg-sunken",
	quiet: "text-ink hover:bg-sunken",
	danger: "bg-danger text-danger-ink hover:bg-danger-strong",
};

const SIZES: Record<Size, string> = {
	sm: "h-9 gap-2 px-3 text-sm",
	md: "h-10 gap-2 px-4 text-sm",
	lg: "h-12 gap-2 px-6 text-base",
	icon: "size-10",
};

interface ButtonProps extends ComponentProps<"button"> {
	look?: Look;
	size?: Size;
	/** Renders its only child (a link, say) with this look. */
	asChild?: boolean;
	/** Something is under way: shown, announced, and not to be pressed twice. */
	busy?: boolean;
}

export function Button(props: ButtonProps) {
	const { look = "plain", size = "md", asChild, busy, className, disabled, ...rest } = props;
	const Element = asChild ? Slot.Root : "button";
	return (
		<Element
			type={asChild ? undefined : "button"}
			aria-busy={busy || undefined}
			disabled={asChild ? undefined : disabled || busy}
			className={clsx(
				"inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control font-medium transition-colors duration-150 ease-out [&_svg]:size-[1.125rem] [&_svg]:shrink-0",
				"disabled:cursor-not-allowed disabled:opacity-60",
				busy && "motion-safe:animate-glow",
				LOOKS[look],
				SIZES[size],
				className,
			)}
			{...rest}
		/>
	);
}
