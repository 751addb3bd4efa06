import { create } from "qrcode";

export interface QrPicture {
	/** Modules a side, quiet zone included. */
	size: number;
	/** One SVG path over all dark modules. */
	path: string;
}

const QUIET_ZONE = 4;

/** A QR code as one path. Level M: prints on tables get stains. */
export function qrPicture(text: string): QrPicture {
	const { modules } = create(text, { errorCorrectionLevel: "M" });
	let path = "";
	for (let y = 0; y < modules.size; y++)
		for (let x = 0; x < modules.size; x++)
			if (modules.get(y, x)) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`;
	return { size: modules.size + 2 * QUIET_ZONE, path };
}
