import { renderSVG } from 'uqr';

/** A number as a QR code for a form or a label: an SVG document; whoever scans it reads the number. */
export function qrOf(number: string): string {
  return renderSVG(number, { border: 0, ecc: 'M' });
}
