/** A row as it stands: its number as the program that wrote the sheet shows it, and what each cell says. */
export interface SheetRow {
  /** From 1; of a CSV the number of the record. */
  readonly rowNo: number;
  readonly cells: readonly string[];
}
