import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions } from '@nqi/shared/database';
import type { Language } from '@nqi/shared/errors';
import { type Encrypted, Secrets } from '@nqi/shared/secrets';
import { EMAIL } from '../emails/email-address.entity';
import { EmailCodes } from '../emails/email-codes';
import { Mails } from '../mails/mails.service';
import { NoticeKinds } from '../notice-kinds';
import { type Facts, wordingOf } from '../wording';
import type { OutgoingMessage } from './message-sender';

interface Row {
  addressId: string;
  email: Encrypted;
  sealed: string | null;
  language: Language;
  kind: string | null;
  facts: Facts | null;
  href: string | null;
}

/** The code goes to the address that is to be proved, everything else to one that has been. */
const MESSAGE = `
  SELECT e.id AS "addressId", e.email, d.sealed, coalesce(p.language, 'zh-CN') AS language, n.kind, n.facts, n.href
  FROM notice_deliveries d JOIN email_addresses e ON e.user_id = d.recipient_id
    LEFT JOIN notices n ON n.id = d.notice_id LEFT JOIN notice_preferences p ON p.user_id = d.recipient_id
  WHERE d.id = $1 AND (d.notice_id IS NULL OR e.confirmed_at IS NOT NULL)`;

const CODE_WORDS = {
  'zh-CN': { title: 'NQI+ 邮箱验证码', text: '您的验证码是 {code}，15 分钟内有效。如非本人操作，请忽略本邮件。' },
  en: {
    title: 'NQI+ code',
    text: 'Your code is {code}, good for 15 minutes. If you did not ask for it, ignore this mail.',
  },
};

/** Puts messages into words, in the recipient's language. */
@Injectable()
export class OutgoingMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: Secrets,
    private readonly codes: EmailCodes,
    private readonly kinds: NoticeKinds,
    private readonly mails: Mails,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null when there is no address to send it to. */
  async of(id: string): Promise<OutgoingMessage | null> {
    const mail = await this.mails.compose(id);
    if (mail !== undefined) return mail && { id, ...mail };
    const [row] = await this.transactions.manager.query<Row[]>(MESSAGE, [id]);
    if (!row) return null;
    const to = this.secrets.decrypt({ column: EMAIL, id: row.addressId }, row.email);
    return { id, to, ...this.words(id, row) };
  }

  private words(id: string, { sealed, language, kind, facts, href }: Row): { title: string; text: string } {
    if (sealed !== null) {
      const { title, text } = CODE_WORDS[language];
      return { title, text: text.replace('{code}', this.codes.unseal(id, sealed)) };
    }
    const { title, text } = wordingOf(this.kinds.get(kind ?? ''), facts ?? {}, language);
    return { title: `NQI+ ${title}`, text: `${text}\n\n${this.config.PUBLIC_URL}${href}\n` };
  }
}
