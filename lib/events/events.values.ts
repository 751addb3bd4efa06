/** Albums are the source document's three; `Tamu` is Indonesian for guest. */
export const ALBUMS = ["Official", "Tamu", "Bridesmaid"] as const;
export type AlbumName = (typeof ALBUMS)[number];
