/** EXIF that says nothing but how the picture is to be turned. */

/** A TIFF header and one directory with the one tag 274 (SHORT); 26 bytes. */
export function orientationTiff(orientation: number): Buffer {
	const tiff = Buffer.alloc(26);
	tiff.write("MM\0*", 0, "latin1");
	tiff.writeUInt32BE(8, 4);
	tiff.writeUInt16BE(1, 8);
	tiff.writeUInt16BE(274, 10);
	tiff.writeUInt16BE(3, 12);
	tiff.writeUInt32BE(1, 14);
	tiff.writeUInt16BE(orientation, 18);
	return tiff;
}

/** The same as a JPEG's APP1 segment, marker included. */
export function orientationSegment(orientation: number): Buffer {
	const tiff = orientationTiff(orientation);
	const head = Buffer.from("\xff\xe1\0\0Exif\0\0", "latin1");
	head.writeUInt16BE(2 + 6 + tiff.length, 2);
	return Buffer.concat([head, tiff]);
}
