import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Role } from '@nqi/platform/identity';
import { DataSource } from 'typeorm';

/** What a line brings so that its records fall due: all dues of one type of subject. */
export interface DueKind {
  /** What the dues are about, for example `elevator`; mandates over it let their holders see the dues. */
  readonly subjectType: string;
  /** The table of the subjects; its rows are locked before their dues. */
  readonly table: string;
  /** The dues that a subject can have, each at most once at a time. */
  readonly kinds: readonly string[];
  /**
   * SELECT of the dues that subjects have on the day `$1`: kind, subject_id, label, organisation_id, institution_id,
   * district_code, due_on, rule, is_in_hand, action_rel, action_href.
   * @param subjects condition on the subjects `s`, with placeholders from `$2` on
   */
  computed(subjects: string): string;
  /** Condition on a subject `s` without its due: it was done. Without this a due is settled only by a later one. */
  readonly settled?: string;
  /** The dues concern these two alone, the organisation and the institution: nobody oversees them. */
  readonly isBetweenParties?: true;
  /** Roles of the institution who are told, too, when a due is over. */
  readonly overdueTells?: readonly Role[];
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class DueKinds implements OnApplicationBootstrap {
  private readonly kinds = new Map<string, DueKind>();

  constructor(private readonly dataSource: DataSource) {}

  register(kind: DueKind): void {
    if (this.kinds.has(kind.subjectType)) throw new Error(`The dues of ${kind.subjectType} are registered twice.`);
    this.kinds.set(kind.subjectType, kind);
  }

  get all(): readonly DueKind[] {
    return [...this.kinds.values()];
  }

  /** Kinds of dues that nobody oversees. */
  get betweenParties(): readonly string[] {
    return this.all.filter(({ isBetweenParties }) => isBetweenParties).flatMap(({ kinds }) => kinds);
  }

  of(subjectType: string): DueKind {
    const kind = this.kinds.get(subjectType);
    if (!kind) throw new Error(`No line registered dues of ${subjectType}.`);
    return kind;
  }

  /** Dues that nobody computes would stay open for ever. */
  async onApplicationBootstrap(): Promise<void> {
    const used = await this.dataSource.query<{ subjectType: string }[]>(
      'SELECT subject_type AS "subjectType" FROM due_passes',
    );
    used.forEach(({ subjectType }) => this.of(subjectType));
  }
}
