import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isPermitted, roles } from '@nqi/platform/identity';
import { NoticeKinds, Notices, type Told } from '@nqi/platform/notices';
import type { Tx } from '@nqi/shared/database';
import { DueKinds } from './due-kind';
import type { Due } from './due.entity';

/** Somebody is to be told of a due, once for each rung of the ladder. */
export interface DueReminder {
  /** Of the row in `due_reminders`. */
  id: string;
  /** Days after the due day, negative before it. */
  rung: number;
  due: Due;
  /** The last day on which to act; the due day where no rule says another. */
  actBy: string;
}

const APPROACHING = 'due.approaching';
const OVERDUE = 'due.overdue';

/** Those of the organisation who can do something about it. */
const TOLD_ROLES = roles.filter((role) => isPermitted(new Set([role]), 'keep_register'));

/** Tells of dues, in the transaction in which the reminders are made: all of them or none. */
@Injectable()
export class DueNotices implements OnModuleInit {
  constructor(
    private readonly kinds: NoticeKinds,
    private readonly notices: Notices,
    private readonly dues: DueKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(APPROACHING, {
      zh: { title: '即将到期：{label}', text: '{label} 的到期日是 {dueOn}，应在 {actBy} 前办理。' },
      en: { title: 'Due soon: {label}', text: '{label} is due on {dueOn}. It is to be seen to by {actBy}.' },
    });
    this.kinds.register(OVERDUE, {
      zh: { title: '已逾期：{label}', text: '{label} 已于 {dueOn} 到期，请尽快办理。' },
      en: { title: 'Overdue: {label}', text: '{label} was due on {dueOn}. Please see to it at once.' },
    });
  }

  tell(tx: Tx, reminders: readonly DueReminder[]): void {
    const isLate = ({ rung }: DueReminder): boolean => rung > 0;
    const late = reminders.filter(isLate);
    this.notices.tell(tx, APPROACHING, reminders.filter((one) => !isLate(one)).map(toTold));
    this.notices.tell(tx, OVERDUE, [...late.map(toTold), ...late.flatMap((one) => this.institutions(one))]);
  }

  /** Who waits for what is over. */
  private institutions({ due, ...reminder }: DueReminder): Told[] {
    const { overdueTells: roles } = this.dues.of(due.subjectType);
    const { institutionId } = due;
    return roles && institutionId ? [{ ...toTold({ due, ...reminder }), organisationId: institutionId, roles }] : [];
  }
}

function toTold({ due, actBy }: DueReminder): Told {
  const { organisationId, subjectType, subjectId, label, dueOn } = due;
  const href = `/v1/dues?subjectId=${subjectId}`;
  return { organisationId, roles: TOLD_ROLES, subjectType, subjectId, facts: { label, dueOn, actBy }, href };
}
