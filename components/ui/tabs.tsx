"use client";

import { clsx } from "clsx";
import { useFormatter } from "next-intl";
import { Tabs as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";

export const Tabs = Radix.Root;

/** Tabs in a row; where they are wider than the screen, the one in use is brought into sight. */
export function TabsList({ className, ...rest }: ComponentProps<typeof Radix.List>) {
	const list = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const active = list.current?.querySelector("[data-state=active]");
		active?.scrollIntoView({ block: "nearest", inline: "nearest" });
	}, []);
	return (
		<Radix.List
			ref={list}
			className={clsx("-mx-3 flex overflow-x-auto [scrollbar-width:none]", className)}
			{...rest}
		/>
	);
}

interface TabProps {
	value: string;
	children: ReactNode;
	count?: number;
	/** What a screen reader says: the name with its count in words. */
	label: string;
}

export function Tab({ value, children, count, label }: TabProps) {
	const format = useFormatter();
	return (
		<Radix.Trigger
			value={value}
			aria-label={label}
			onFocus={({ currentTarget }) =>
				currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" })
			}
			className="group relative flex h-12 shrink-0 items-center gap-2 rounded-control px-3 font-medium text-ink-soft text-sm outline-offset-[-4px] transition-colors duration-150 hover:text-ink data-[state=active]:text-ink"
		>
			{children}
			{count === undefined ? null : (
				<span className="tabular font-normal text-xs">{format.number(count)}</span>
			)}
			<span className="absolute inset-x-3 bottom-0 h-0.5 bg-accent opacity-0 transition-opacity duration-150 group-data-[state=active]:opacity-100" />
		</Radix.Trigger>
	);
}

export function TabPanel({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
	return <Radix.Content tabIndex={-1} className={clsx("outline-none", className)} {...rest} />;
}
