/** A link as a QR code: the modules as one path, in a square of `size`, with a quiet zone around. */
import encodeQR from 'qr';

export interface QrPath {
  readonly size: number;
  readonly path: string;
}

const QUIET = 4;

export function qrPath(text: string): QrPath {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size: rows.length, path };
}
