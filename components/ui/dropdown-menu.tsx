"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;

const ITEM =
	"relative flex min-h-10 select-none items-center gap-3 rounded-[6px] px-3 text-sm outline-offset-[-2px] data-[highlighted]:bg-sunken [&_svg]:size-[1.125rem] [&_svg]:shrink-0";

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
	return (
		<Radix.Portal>
			<Radix.Content
				sideOffset={8}
				collisionPadding={12}
				className={clsx(
					"z-50 min-w-56 max-w-[calc(100vw-1.5rem)] rounded-control border border-line bg-raised p-1 text-ink shadow-float motion-safe:animate-fade",
					className,
				)}
				{...rest}
			/>
		</Radix.Portal>
	);
}

interface ItemProps extends ComponentProps<typeof Radix.Item> {
	loss?: boolean;
}

export function DropdownMenuItem({ className, loss, ...rest }: ItemProps) {
	return <Radix.Item className={clsx(ITEM, loss && "text-danger-text", className)} {...rest} />;
}

export function DropdownMenuLabel(props: ComponentProps<typeof Radix.Label>) {
	return <Radix.Label className="px-3 pt-2 pb-1 text-ink-soft text-xs" {...props} />;
}

export function DropdownMenuSeparator() {
	return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export const DropdownMenuRadioGroup = Radix.RadioGroup;

export function DropdownMenuRadioItem({
	children,
	...rest
}: ComponentProps<typeof Radix.RadioItem>) {
	return (
		<Radix.RadioItem className={clsx(ITEM, "pr-10")} {...rest}>
			{children}
			<Radix.ItemIndicator className="absolute right-3">
				<Check aria-hidden className="text-accent-text" />
			</Radix.ItemIndicator>
		</Radix.RadioItem>
	);
}
