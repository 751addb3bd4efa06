"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { recognitionPollMs } from "#lib/client/polling.ts";
import { recognitionKeys, recognitionLogQuery } from "#lib/client/recognition.queries.ts";
import type { RecognitionLog } from "#lib/client/recognition-types.ts";

/** A batch as it is by now: asked for again while it is looked at, and no more once it is done. */
export function useLiveLog(initial: RecognitionLog): RecognitionLog {
	const client = useQueryClient();
	const { data: log = initial } = useQuery({
		...recognitionLogQuery(initial.batch_id),
		refetchInterval: ({ state }) =>
			recognitionPollMs(state.data ?? initial, { failing: state.status === "error" }),
	});
	const { status } = log;
	useEffect(() => {
		if (status === "completed")
			void client.invalidateQueries({ queryKey: recognitionKeys.history() });
	}, [client, status]);
	return log;
}
