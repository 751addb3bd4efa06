/** A file, and how its sender knows it: with its folders, where one was dropped. */
export interface FoundFile {
	file: File;
	path: string;
}
