import { Matches } from 'class-validator';

/** Control, format, private-use and unassigned characters, and pictures: no font of a report has them. */
const PRINTABLE = /^[^\p{C}\p{Extended_Pictographic}]*$/u;

/** Text that will stand on a report: what cannot be printed is refused where it is entered, not weeks later. */
export function Printable(): PropertyDecorator {
  return Matches(PRINTABLE, { message: '$property contains characters that cannot be printed' });
}
