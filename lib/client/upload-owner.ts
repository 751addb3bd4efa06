/** The owner of uploads by whoever has no account, or uses none. */
export const GUEST = "guest";
