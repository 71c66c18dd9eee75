import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { loadConfig } from '@nqi/shared/config';
import { buildDocument } from '@nqi/shared/http';
import { createLogger } from '@nqi/shared/logging';
import { generateKeyPairSync } from 'node:crypto';
import { ApiModule } from './api.module';

const FILE = 'openapi.json';

/** The contract as the server would emit it, without a server: in preview mode nothing is instantiated or connected. */
async function writeDocument(): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const config = loadConfig({
    DATABASE_URL: 'postgres://nobody@127.0.0.1/nothing',
    JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    APP_SECRET: 'only to satisfy the configuration',
    DATA_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
    DATA_INDEX_KEY: 'only to satisfy the configuration',
  });
  const module = ApiModule.register(config, createLogger('silent', 'openapi'));
  const app = await NestFactory.create(module, new FastifyAdapter(), { preview: true, logger: false });
  return `${JSON.stringify(buildDocument(app), null, 2)}\n`;
}

writeDocument().then(
  (document) => {
    const isCheck = process.argv.includes('--check');
    if (isCheck && readFileSync(FILE, 'utf8') !== document) {
      console.error(`${FILE} is not what the server emits: run npm run openapi.`);
      process.exit(1);
    }
    if (!isCheck) writeFileSync(FILE, document);
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
