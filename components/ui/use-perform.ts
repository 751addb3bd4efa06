"use client";

import { useMutation } from "@tanstack/react-query";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { toast } from "./toast.ts";

/** Does one thing at a time; `perform` resolves to whether it was done, and tells of it either way. */
export function usePerform() {
	const errorText = useErrorText();
	const mutation = useMutation({ mutationFn: (work: () => Promise<unknown>) => work() });
	const perform = async (work: () => Promise<unknown>, said?: string): Promise<boolean> => {
		try {
			await mutation.mutateAsync(work);
			if (said) toast.success(said);
			return true;
		} catch (error) {
			toast.error(errorText(error));
			return false;
		}
	};
	return { perform, busy: mutation.isPending };
}
