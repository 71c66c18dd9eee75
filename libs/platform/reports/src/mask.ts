/** A name on a public page: enough to compare with the report in one's hands, too little to list who owns what. */
export function maskName(name: string): string {
  return name.length <= 4 ? `${name.slice(0, 1)}***` : `${name.slice(0, 3)}***${name.slice(-2)}`;
}
