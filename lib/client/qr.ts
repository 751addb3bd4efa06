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

/** The same as a file, an SVG of its own, as a `data:` address. */
export function qrFile(text: string): string {
	const { size, path } = qrPicture(text);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
