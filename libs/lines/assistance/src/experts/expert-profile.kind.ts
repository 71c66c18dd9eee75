import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ERASED_NAME } from '@nqi/platform/identity';
import { type Person, type PersonalDataKind, PersonalDataKinds } from '@nqi/platform/personal-data';
import type { Tx } from '@nqi/shared/database';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Not } from 'typeorm';
import { Expert } from './expert.entity';
import { expertLife } from './expert.life';

/** Profiles of a person as an expert: retired, and emptied of what they say of the person. */
@Injectable()
export class ExpertProfileKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'expert';
  readonly columns = [];

  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  collect(tx: Tx, { userId }: Person): Promise<unknown> {
    return tx.sql(
      `SELECT state, title, degree, fields, industries, certificates, languages, committees, achievements,
              service_modes AS "serviceModes", valid_until AS "validUntil", review_note AS "reviewNote",
              created_at AS "createdAt"
       FROM experts WHERE user_id = $1 ORDER BY id`,
      [userId],
    );
  }

  async erase(tx: Tx, { userId }: Person): Promise<void> {
    const profiles = await tx.manager.find(Expert, {
      where: { userId, state: Not('retired' as const) },
      lock: { mode: 'for_no_key_update' },
    });
    const parties = new Set(['expert'] as const);
    for (const profile of profiles) {
      await this.lifecycle.move(tx, expertLife, profile, { event: 'retire', by: null, parties });
    }
    await tx.sql(
      `UPDATE experts SET title = $2, degree = NULL, achievements = NULL, review_note = NULL, terms = '{}',
              certificates = '{}', languages = '{}', committees = '{}', industries = '{}' WHERE user_id = $1`,
      [userId, ERASED_NAME],
    );
  }
}
