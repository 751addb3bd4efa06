/** The name under which the writers of an upload exclude each other. */
export const lockName = (id: string) => `upload:${id}`;
