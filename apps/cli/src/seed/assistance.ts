import {
  CallbackService,
  ExpertService,
  IntakeService,
  OutcomeService,
  ServingService,
  TriageService,
} from '@nqi/lines/assistance';
import type { Actor } from '@nqi/platform/identity';
import { actorOf, type Seeding } from './seeding';

const OPERATOR = '13800000001';
const MACHINE_SHOP = '13800000060';
const QUALITY_INSPECTOR = '13800000061';
const HOSPITAL = '13800000062';
const NMR_EXPERT = '13800000052';
const STANDARDS_EXPERT = '13800000053';

type Profile = Parameters<ExpertService['apply']>[1];
type Question = Parameters<IntakeService['create']>[1];

/** How far the life of a demo request has come. */
type Stage = 'draft' | 'submitted' | 'triaged' | 'open' | 'in_service' | 'answered' | 'closed';

const PROFILES: [phone: string, profile: Profile][] = [
  [
    NMR_EXPERT,
    {
      ...{ title: '高级工程师', degree: '博士', fields: ['testing', 'metrology', 'training'], maxConcurrent: 5 },
      ...{ industries: ['医药', '新材料', '装备制造'], certificates: ['注册计量师一级（演示）'] },
      ...{ languages: ['中文', '英文'], serviceModes: ['online', 'video', 'on_site'] },
      achievements: '核磁共振波谱定量分析与几何量测量，长期为企业提供图样公差与检测方案咨询。',
    },
  ],
  [
    STANDARDS_EXPERT,
    {
      ...{ title: '正高级工程师', fields: ['standards', 'metrology', 'quality_management', 'certification'] },
      ...{ industries: ['食品', '装备制造'], certificates: ['标准化工程师（演示）'], maxConcurrent: 5 },
      ...{ committees: ['ISO/TC 34 注册专家（演示）'], languages: ['中文', '英文'] },
      ...{ serviceModes: ['online', 'phone'], achievements: '参与国际标准提案与企业标准体系建设。' },
    },
  ],
];

const QUESTIONS: [stage: Stage, asker: string, question: Question][] = [
  [
    'draft',
    MACHINE_SHOP,
    { type: 'consult', category: 'training', title: '量具内校员培训', description: '想了解内校员培训的时间安排。' },
  ],
  [
    'submitted',
    HOSPITAL,
    {
      ...{ type: 'complaint', category: 'testing', title: '检测报告迟迟未出', isAnonymous: true },
      description: '送检设备已超过约定时间两周，报告仍未出具。',
    },
  ],
  [
    'triaged',
    QUALITY_INSPECTOR,
    {
      ...{ type: 'aid', category: 'quality_management', title: '测量管理体系如何起步' },
      description: '准备建立测量管理体系，需要一次诊断。',
    },
  ],
  [
    'open',
    MACHINE_SHOP,
    {
      ...{ type: 'aid', category: 'metrology', isPublic: true, industry: '装备制造', wantedExperts: 2 },
      title: '图样上的位置度公差怎样测',
      description: '箱体零件孔组位置度 φ0.02，三坐标测量结果与客户不一致，求测量方案。',
    },
  ],
  [
    'open',
    HOSPITAL,
    {
      ...{ type: 'consult', category: 'metrology', isPublic: true, isAnonymous: true, industry: '医药' },
      ...{ title: '压力表检定周期', description: '病房供氧压力表是否属于强制检定，周期多长？' },
    },
  ],
  [
    'in_service',
    MACHINE_SHOP,
    {
      ...{ type: 'consult', category: 'standards', title: '产品标准自我声明公开', isPublic: true },
      description: '企业标准自我声明公开需要哪些材料？',
    },
  ],
  [
    'answered',
    QUALITY_INSPECTOR,
    {
      ...{ type: 'aid', category: 'testing', title: '材料成分委托检测' },
      description: '新材料需要核磁定量分析，样品怎样准备？',
    },
  ],
  [
    'closed',
    MACHINE_SHOP,
    {
      ...{ type: 'consult', category: 'certification', title: '出口欧盟需要哪些认证', isPublic: true },
      description: '减速机整机出口欧盟，需要哪些认证和检测？',
    },
  ],
];

const ANSWER = '请按附带要点准备：先确认适用标准和测量基准，再约一次视频沟通；如需送检，请在平台上提交检测预约。';

/** Two active experts, and requests on every step of the way; made by the services, as people would. */
export async function seedAssistance(seeding: Seeding): Promise<void> {
  const operator = await actorOf(seeding, OPERATOR);
  for (const [phone, profile] of PROFILES) await approve(seeding, operator, phone, profile);
  for (const question of QUESTIONS) await ask(seeding, operator, question);
}

async function approve(seeding: Seeding, operator: Actor, phone: string, profile: Profile): Promise<void> {
  const experts = seeding.get(ExpertService);
  const id = await experts.apply(await actorOf(seeding, phone), profile);
  await experts.review(operator, id);
  await experts.approve(operator, id, '2035-12-31');
}

async function ask(
  seeding: Seeding,
  operator: Actor,
  [stage, phone, question]: (typeof QUESTIONS)[number],
): Promise<void> {
  const asker = await actorOf(seeding, phone);
  // The NMR expert serves what is to be tested, the other expert what is to be standardised.
  const expert = await actorOf(seeding, question.category === 'testing' ? NMR_EXPERT : STANDARDS_EXPERT);
  const id = await seeding.get(IntakeService).create(asker, question);
  const triage = seeding.get(TriageService);
  const serving = seeding.get(ServingService);
  const outcomes = seeding.get(OutcomeService);
  const steps: [reached: Stage | null, step: () => Promise<unknown>][] = [
    ['submitted', () => seeding.get(IntakeService).submit(asker, id)],
    ['triaged', () => triage.triage(operator, id, {})],
    ['open', () => (question.isPublic ? triage.publish(operator, id) : assign(seeding, operator, expert, id))],
    [null, async () => (question.isPublic ? serving.claim(expert, id) : undefined)],
    ['in_service', () => serving.start(expert, id)],
    ['answered', () => serving.answer(expert, id, ANSWER)],
    [null, () => outcomes.accept(asker, id)],
    [null, () => outcomes.rate(asker, id, { grade: 5, timeliness: 5, expertise: 5, comment: '答复及时、专业。' })],
    [null, () => seeding.get(CallbackService).record(operator, id, { outcome: 'satisfied', note: '企业表示满意。' })],
    ['closed', () => outcomes.close(operator, id)],
  ];
  if (stage === 'draft') return;
  for (const [reached, step] of steps) {
    await step();
    if (reached === stage) return;
  }
}

async function assign(seeding: Seeding, operator: Actor, { userId }: Actor, id: string): Promise<void> {
  const experts = await seeding.tx.sql<{ id: string }>('SELECT id FROM experts WHERE user_id = $1', [userId]);
  const expertIds = experts.map((expert) => expert.id);
  await seeding.get(TriageService).assign(operator, id, expertIds);
}
