import { IsString, Length } from 'class-validator';
import { NotBlank, Printable } from '@nqi/shared/http';

export class UnmaskContact {
  /** Why it is needed; the person whose number it is can read this. @example 到达现场前联系 */
  @IsString() @Length(2, 200) @NotBlank() @Printable() reason: string;
}

export class UnmaskedContact {
  /** Null where the record has none. */
  contactPhone: string | null;
}
