import { usccOf } from '../api/identity/uscc-of';
import { startCity, type TestCity } from '../support/city';
import { type Answer, type Caller, signIn } from '../support/client';
import { givenHelp, ok } from '../support/given-help';

const HOUR = 3_600_000;

describe('an enterprise has a question', () => {
  let city: TestCity;
  let act: (caller: Caller, id: string, route: string, body?: object) => Promise<Answer>;
  beforeAll(async () => {
    city = await startCity();
    ({ act } = givenHelp(city));
  });
  afterAll(() => city.close());

  const read = async (caller: Caller, id: string): Promise<any> => ok(await caller.get(`/v1/help-requests/${id}`));

  it('the machine shop asks how to measure a tolerance, and two experts race for it', async () => {
    const { machineShop, operator, expert, secondExpert, hospital } = city.cast;
    // 提问: 图样上的位置度怎样测？
    const { id } = ok(
      await machineShop.post('/v1/help-requests', {
        ...{ type: 'aid', category: 'metrology', industry: '装备制造', isPublic: true },
        ...{ title: '位置度 φ0.02 怎样测', description: '三坐标结果与客户不一致，应怎样建立基准？' },
      }),
    );
    const submitted = ok(await act(machineShop, id, 'submission'));
    expect(submitted.number).toMatch(/^QZ/);
    // 即收、即转: the operator sorts it and offers it to the experts.
    ok(await act(operator, id, 'triage', { priority: 'high' }));
    ok(await act(operator, id, 'publication'));
    const offered = ok(await secondExpert.get('/v1/help-requests?view=offered')).items;
    expect(offered.map((one: any) => one.id)).toContain(id);

    // 接单: both want it at the same moment.
    const claims = await Promise.all([expert, secondExpert].map((caller) => act(caller, id, 'claim')));
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = claims[0]?.status === 200 ? expert : secondExpert;
    const loser = winner === expert ? secondExpert : expert;
    const late = claims.find(({ status }) => status === 409)?.body;
    expect(late).toMatchObject({ code: 'assistance.all_places_taken', openInstead: expect.any(Array) });
    expect(late.openInstead.map((one: any) => one.id)).not.toContain(id);
    ok(await act(winner, id, 'start'));
    expect((await loser.get(`/v1/help-requests/${id}`)).status).toBe(404);

    // The expert asks back, and the clock stands still over the afternoon.
    city.advance(2 * HOUR);
    ok(await act(winner, id, 'question', { body: '客户的基准是哪几个？' }));
    const own = ok(await machineShop.get('/v1/help-requests?view=own')).items;
    expect(own).toContainEqual(expect.objectContaining({ id, unreadCount: 1 }));
    city.advance(24 * HOUR);
    const replied = ok(await act(machineShop, id, 'messages', { body: '基准 A-B-C' }));
    expect(replied.kind).toBe('reply');
    const { answerDueAt, isPaused } = await read(machineShop, id);
    // Seven working hours later than it was: on Friday at five, or the moment that is missing on Monday at nine.
    expect(isPaused).toBe(false);
    expect(answerDueAt).toMatch(/^2026-03-06T0[89]|^2026-03-09T01:00/);
    expect(submitted.answerDueAt.slice(0, 10)).toBe('2026-03-05');

    // 即办: once not good enough, then good.
    ok(await act(winner, id, 'answer', { body: '按 A-B-C 建立坐标系。' }));
    expect((await hospital.get(`/v1/help-requests/${id}`)).status).toBe(404);
    ok(await act(machineShop, id, 'dissatisfaction', { reason: '没有说明装夹' }));
    ok(await act(winner, id, 'answer', { body: '三点定位 A，两销定位 B、C，每孔三截面。' }));
    ok(await act(machineShop, id, 'acceptance'));
    ok(await act(machineShop, id, 'rating', { grade: 5, comment: '可行' }));

    // 即访: called, closed, and there for everybody who has the same question.
    expect((await act(operator, id, 'closing')).body.code).toBe('assistance.callback_needed');
    ok(await act(operator, id, 'callbacks', { outcome: 'satisfied', note: '已按方案复测' }));
    expect(ok(await act(operator, id, 'closing'))).toMatchObject({ state: 'closed', round: 2, isBreached: false });
    const [found] = ok(await hospital.get(`/v1/help-requests?q=${encodeURIComponent('位置度 怎样测')}`)).items;
    expect(found.id).toBe(id);
    expect(await read(hospital, id)).toMatchObject({ answer: expect.stringContaining('两销定位'), openEvents: [] });
    const [profile] = ok(await hospital.get('/v1/experts?field=metrology')).items.filter(
      ({ userId }: any) => userId === winner.userId,
    );
    expect(profile).toMatchObject({ answeredCount: expect.any(Number), ratingAverage: '5.0' });
  });

  it('a food enterprise asks, without its name, how its frozen dumplings become an ISO standard', async () => {
    const { operator, secondExpert, nobody, expert } = city.cast;
    const registered = await nobody.post('/v1/auth/registration', {
      organisation: {
        ...{ name: '烟台速冻食品有限公司（演示）', uscc: usccOf(6161), districtCode: '370602' },
        capabilities: ['user_unit'],
      },
      administrator: { name: '食品厂经办人', phone: '13900000077', password: 'frozen dumplings' },
    });
    expect(registered.status).toBe(201);
    const dumplings = await signIn(city.app, city.config, '13900000077');
    const { id } = ok(
      await dumplings.post('/v1/help-requests', {
        ...{ type: 'consult', category: 'standards', industry: '食品', isAnonymous: true },
        ...{ title: '速冻水饺怎样写进 ISO 标准', description: '我们想参与国际标准的制定，从哪里开始？' },
      }),
    );
    ok(await act(dumplings, id, 'submission'));
    ok(await act(operator, id, 'triage', {}));
    // It is private: the operator looks for who knows, in the directory.
    const experts = ok(await operator.get(`/v1/experts?field=standards&q=${encodeURIComponent('ISO TC')}`)).items;
    expect(experts.map(({ userId }: any) => userId)).toEqual([secondExpert.userId]);
    ok(await act(operator, id, 'assignment', { expertIds: [experts[0].id] }));
    ok(await act(secondExpert, id, 'start'));
    expect(JSON.stringify(await read(secondExpert, id))).not.toContain(dumplings.organisationId);
    ok(await act(secondExpert, id, 'messages', { body: '建议由标准化院牵头', isInternal: true }));
    ok(await act(secondExpert, id, 'answer', { body: '先做国家标准外文版，再经 SAC 提案 ISO/TC 34。' }));
    expect(ok(await dumplings.get(`/v1/help-requests/${id}/messages`)).items).toHaveLength(1);
    ok(await act(dumplings, id, 'acceptance'));
    ok(await act(operator, id, 'closing'));
    // Private stays private.
    expect((await expert.get(`/v1/help-requests/${id}`)).status).toBe(404);
  });
});
