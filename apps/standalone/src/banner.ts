import { join } from 'node:path';
import type { CityReady } from './city';
import type { Settings } from './settings';
import { pad, signInTable } from './sign-ins';

const LABEL_COLUMNS = 16;

/** What a person reads when everything runs, and one last line for programs: `READY {…}`. */
export function banner(ready: CityReady, settings: Settings): string[] {
  const { url, docs, signIns, listeningSeconds, seconds, pids } = ready;
  const facts: [string, string][] = [
    ['Address 地址', url],
    ['Docs 接口文档', docs],
    ['Data 数据', settings.dataDir],
    ['Logs 日志', join(settings.dataDir, 'logs')],
  ];
  const table = signIns.length > 0 ? ['', 'Demo sign-ins 演示账号', ...signInTable(signIns).map(indent)] : [];
  return [
    '',
    'NQI+ is running. 质量基础设施一站式服务平台已启动。',
    '',
    ...facts.map(([label, value]) => indent(`${pad(label, LABEL_COLUMNS)}${value}`)),
    ...table,
    '',
    'Ctrl-C stops everything. 按 Ctrl-C 全部停止。',
    `READY ${JSON.stringify({ url, docs, seconds, listeningSeconds, pids })}`,
  ];
}

function indent(line: string): string {
  return `  ${line}`;
}
