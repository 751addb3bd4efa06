/** As they came, as far as the caller may have them so; or the longest side 2000 or 1080 pixels. */
export const DOWNLOAD_SIZES = ["original", "large", "medium"] as const;
export type DownloadSize = (typeof DOWNLOAD_SIZES)[number];
