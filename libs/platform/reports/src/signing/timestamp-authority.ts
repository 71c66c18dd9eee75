import { createHash, randomBytes } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import { checkCms, type CheckedCms } from './cms-check';
import { OID } from './object-identifiers';
import { factsOf, SigningError } from './signer';

export interface Timestamp {
  /** DER of the token, a CMS of its own. */
  token: Buffer;
  at: Date;
}

/** Somebody trusted for the time (RFC 3161). */
export interface TimestampAuthority {
  /** @param digest SHA-256 of what existed at that time. @throws SigningError timestamp_unavailable */
  stamp(digest: Buffer): Promise<Timestamp>;
}

/** Granted, and granted with changes that the checks below would find. */
const GRANTED = [0, 1];
const MAX_ANSWER_BYTES = 100_000;

/** A timestamp authority that is asked over HTTP. */
export class HttpTimestampAuthority implements TimestampAuthority {
  constructor(
    private readonly url: string,
    private readonly patienceMs: number,
  ) {}

  async stamp(digest: Buffer): Promise<Timestamp> {
    const nonce = randomBytes(8);
    try {
      const token = tokenIn(await this.ask(requestOf(digest, nonce)));
      return { token, at: checkTimestamp(token, digest, nonce).at };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SigningError('timestamp_unavailable', `the timestamp authority: ${reason}`, { cause: error });
    }
  }

  private async ask(body: Buffer): Promise<Buffer> {
    const headers = { 'content-type': 'application/timestamp-query' };
    const signal = AbortSignal.timeout(this.patienceMs);
    const answer = await fetch(this.url, { method: 'POST', body: new Uint8Array(body), headers, signal });
    if (!answer.ok) throw new Error(`answers with status ${answer.status}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (bytes.length > MAX_ANSWER_BYTES) throw new Error('answers at too great a length');
    return bytes;
  }
}

/** Who says when, and whether it was said of this very digest. */
export interface CheckedTimestamp {
  at: Date;
  authority: string;
  isIntact: boolean;
}

/**
 * @param nonce of the request, when the answer to one is checked
 * @throws CmsError, Error for what is no timestamp, or when asked for a nonce not one of this digest
 */
export function checkTimestamp(token: Buffer, digest: Buffer, nonce?: Buffer): CheckedTimestamp {
  const cms = checkCms(token, 'timestampInfo');
  const info = TSTInfo.fromBER(cms.content ?? Buffer.alloc(0));
  const isIntact = isOver(cms, info, digest);
  if (nonce && !(isIntact && isAnswerTo(info, nonce))) throw new Error('answers to something else');
  const [own = Buffer.alloc(0)] = cms.certificates;
  return { at: info.genTime, authority: factsOf(own).name, isIntact };
}

function isOver(cms: CheckedCms, { messageImprint }: TSTInfo, digest: Buffer): boolean {
  const content = createHash(cms.hash)
    .update(cms.content ?? '')
    .digest('hex');
  const { hashAlgorithm, hashedMessage } = messageImprint;
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView);
  return (
    cms.isSigned && content === cms.messageDigest && hashAlgorithm.algorithmId === OID.sha256 && imprint.equals(digest)
  );
}

function isAnswerTo({ nonce }: TSTInfo, asked: Buffer): boolean {
  return nonce !== undefined && nonce.toBigInt() === new Integer({ valueHex: positive(asked) }).toBigInt();
}

function requestOf(digest: Buffer, nonce: Buffer): Buffer {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
      hashedMessage: new OctetString({ valueHex: digest }),
    }),
    nonce: new Integer({ valueHex: positive(nonce) }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

function tokenIn(answer: Buffer): Buffer {
  const { status, timeStampToken } = TimeStampResp.fromBER(answer);
  if (!GRANTED.includes(status.status) || !timeStampToken) throw new Error(`refuses with status ${status.status}`);
  return Buffer.from(timeStampToken.toSchema().toBER());
}

/** A number in DER is negative when its first bit is set. */
function positive(nonce: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(nonce[0] ?? 0) & 0x7f]), nonce.subarray(1)]);
}
