import { qrPicture } from "#lib/client/qr.ts";

/** Dark on white whatever the theme: that is what cameras look for. */
export function QrCode({ text, label, className }: QrCodeProps) {
	const { size, path } = qrPicture(text);
	return (
		<svg
			viewBox={`0 0 ${size} ${size}`}
			role="img"
			aria-label={label}
			shapeRendering="crispEdges"
			className={className}
		>
			<rect width={size} height={size} fill="#fff" />
			<path d={path} fill="#100e0c" />
		</svg>
	);
}

interface QrCodeProps {
	text: string;
	label: string;
	className?: string;
}
