/** When a batch was sent, in ISO 8601: its id begins with that moment, in UTC. */
export function momentOf(batchId: string): string {
	return batchId.replace(
		/^(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})_.*$/,
		"$1-$2-$3T$4:$5:$6.000Z",
	);
}
