/** A person of the demo city, with the password that was made for the demonstration. */
export interface SignIn {
  role: string;
  organisation: string;
  phone: string;
  password: string;
}

/** The seed's last line of output is the list as JSON. @throws SyntaxError when it is not */
export function readSignIns(output: string): SignIn[] {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as SignIn[];
}

/** A table in plain text; Chinese characters take two columns of a terminal. */
export function signInTable(signIns: readonly SignIn[]): string[] {
  const rows = [
    ['role 角色', 'organisation 单位', 'phone 手机', 'password 密码'],
    ...signIns.map(({ role, organisation, phone, password }) => [role, organisation, phone, password]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** The text filled up with spaces to a number of terminal columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

function width(text: string): number {
  // CJK ideographs and kana, CJK punctuation, full-width forms.
  return [...text].reduce(
    (sum, letter) => sum + (/[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );
}
