"use client";

import { type ComponentType, lazy, type ReactNode, useEffect } from "react";
import { useOnDemand } from "./use-on-demand.ts";

/**
 * A part of a page whose code is fetched the first time that it is `wanted`, and kept from then on.
 * `meanwhile` stands there until it comes.
 */
export function onDemand<Props extends object>(
	load: () => Promise<ComponentType<Props>>,
	meanwhile: ReactNode = null,
) {
	return function OnDemand({ wanted, ...props }: Props & { wanted: boolean }) {
		const [Part, ask] = useOnDemand(load);
		useEffect(() => {
			if (wanted) ask();
		}, [wanted, ask]);
		return Part ? <Part {...(props as unknown as Props)} /> : meanwhile;
	};
}

const Nothing = () => null;

/**
 * A part of the page's first answer whose code is fetched beside the rest: the page does not wait for it,
 * and does without where it does not come.
 */
export const beside = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
	lazy(() =>
		load().then(
			(Part) => ({ default: Part }),
			() => ({ default: Nothing as ComponentType<Props> }),
		),
	);
