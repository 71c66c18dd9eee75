/**
 * Words of the field that mean the same thing to who asks (HANDBOOK 6 and 10). A group is read in all directions; the
 * narrower word finds what carries the wider one only where people say both of one thing.
 */
const GROUPS: readonly (readonly string[])[] = [
  ['电子秤', '电子计价秤', '数字指示秤', '电子台秤'],
  ['三坐标', '三坐标测量机', '坐标测量机', 'cmm'],
  ['地磅', '汽车衡', '电子汽车衡'],
  ['磅秤', '台秤'],
  ['扶梯', '自动扶梯', '电扶梯'],
  ['人行道', '自动人行道'],
  ['电梯', '升降机'],
  ['压力表', '弹性元件式一般压力表', '弹簧管压力表'],
  ['血压计', '血压表', '无创自动测量血压计'],
  ['体温计', '体温表'],
  ['卡尺', '游标卡尺', '通用卡尺'],
  ['砝码', '标准砝码'],
  ['天平', '电子天平'],
  ['水表', '冷水水表', '饮用冷水水表'],
  ['燃气表', '煤气表', '膜式燃气表'],
  ['加油机', '燃油加油机'],
  ['出租车计价器', '计程器', '出租汽车计价器'],
  ['核磁', '核磁共振波谱仪', '核磁共振', 'nmr'],
  ['电镜', '电子显微镜'],
  ['扫描电镜', '扫描电子显微镜', 'sem'],
  ['透射电镜', '透射电子显微镜', 'tem'],
  ['气相', '气相色谱', '气相色谱仪', 'gc'],
  ['液相', '液相色谱', '液相色谱仪', 'hplc'],
  ['质谱', '质谱仪', 'ms'],
  ['光谱', '光谱仪'],
  ['拉力机', '万能材料试验机', '电子万能试验机', '拉伸试验机'],
  ['硬度计', '洛氏硬度计', '布氏硬度计'],
  ['检定', '强检', '强制检定'],
  ['校准', '校正'],
  ['不确定度', '测量不确定度'],
  ['特检', '特种设备检验', '特检院'],
  ['计量所', '计量院', '计量测试'],
];

/** Longest first, so that 三坐标测量机 is not read as 三坐标 and a rest. */
export const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  GROUPS.flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)] as const)).sort(
    ([one], [other]) => other.length - one.length,
  ),
);

/** A run of Chinese or a Latin word, cut where a word of the table stands: 三坐标校准 → 三坐标, 校准. */
export function cutAtSynonyms(run: string): string[] {
  if (SYNONYMS.has(run) || !/^\p{Script=Han}/u.test(run)) return [run];
  for (const word of SYNONYMS.keys()) {
    const at = run.indexOf(word);
    if (at < 0 || word.length < 2) continue;
    const [before, after] = [run.slice(0, at), run.slice(at + word.length)];
    return [...(before ? cutAtSynonyms(before) : []), word, ...(after ? cutAtSynonyms(after) : [])];
  }
  return [run];
}
