import type { ReportEnvelope } from '@nqi/platform/reports';
import { create } from 'xmlbuilder2';
import type { CertificateContent } from '../certificates/certificate.content';
import { administrativeData } from './dcc-administration';
import { measurementResults } from './dcc-results';

const VERSION = '3.3.0';

/**
 * The certificate for machines: a Digital Calibration Certificate 3.3.0 (PTB) with quantities in D-SI 2.2.1. Pure, and every
 * number has the digits of the content.
 */
export function writeDigitalCertificate(envelope: ReportEnvelope<CertificateContent>): string {
  const root = {
    '@xmlns:dcc': 'https://ptb.de/dcc',
    '@xmlns:si': 'https://ptb.de/si',
    '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    '@xsi:schemaLocation': `https://ptb.de/dcc https://ptb.de/dcc/v${VERSION}/dcc.xsd`,
    '@schemaVersion': VERSION,
    'dcc:administrativeData': administrativeData(envelope),
    'dcc:measurementResults': measurementResults(envelope.content),
  };
  const document = create({ encoding: 'UTF-8' }, { 'dcc:digitalCalibrationCertificate': root });
  return document.end({ prettyPrint: true });
}
