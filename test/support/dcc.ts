import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PTB's schemas of DCC 3.3.0 and D-SI 2.2.1 are LGPL and stay outside of the project. */
export const DCC_SCHEMAS = join(__dirname, '../../../shared/dcc-schema');
export const hasDccSchemas = existsSync(join(DCC_SCHEMAS, 'dcc-3.3.0/dcc.xsd'));
if (!hasDccSchemas) console.warn(`no DCC schemas at ${DCC_SCHEMAS}: certificates are not validated`);

/** An ES module that jest cannot load, hence a process of its own: documents as JSON in, what is wrong with each out. */
const VALIDATOR = `
  import { readFileSync } from 'node:fs';
  import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
  const file = (path) => readFileSync(process.argv[1] + '/' + path);
  xmlRegisterInputProvider(new XmlBufferInputProvider({
    'https://ptb.de/si/v2.2.1/SI_Format.xsd': file('si-2.2.1/SI_Format.xsd'),
    'https://www.ptb.de/si/v2.2.1/qudt/quantitykind.xsd': file('si-2.2.1/qudt/quantitykind.xsd'),
    'https://www.ptb.de/dcc/d-sig/xmldsig-core-schema.xsd': file('xmldsig-core-schema.xsd'),
    'http://www.w3.org/2001/XMLSchema.dtd': file('empty.dtd'),
  }));
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(file('dcc-3.3.0/dcc.xsd')));
  const wrong = JSON.parse(readFileSync(0, 'utf8')).map((text) => {
    try {
      validator.validate(XmlDocument.fromString(text));
      return [];
    } catch (error) {
      return (error.details ?? [error]).map(({ message }) => message.trim());
    }
  });
  process.stdout.write(JSON.stringify(wrong));
`;

/** What the schema says against each document; nothing for a valid one. */
export function schemaErrors(documents: readonly string[]): string[][] {
  const args = ['--input-type=module', '--eval', VALIDATOR, DCC_SCHEMAS];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    ...{ cwd: join(__dirname, '../..'), input: JSON.stringify(documents), encoding: 'utf8', maxBuffer: 1 << 26 },
  });
  if (status !== 0) throw new Error(`the validator failed: ${stderr}`);
  return JSON.parse(stdout) as string[][];
}

/** What poppler finds attached to a PDF under this name. */
export function attachedTo(pdf: Buffer, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-dcc-'));
  try {
    writeFileSync(join(folder, 'certificate.pdf'), pdf);
    execFileSync('pdfdetach', ['-saveall', 'certificate.pdf'], { cwd: folder, stdio: 'ignore' });
    return readFileSync(join(folder, name), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
