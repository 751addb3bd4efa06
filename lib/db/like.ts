/** Prisma hands a search on to LIKE as it is: these would stand for any text. */
export const asWritten = (text: string) => text.replace(/[\\%_]/g, "\\$&");
