import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PUBLIC } from '@nqi/shared/http';
import { createLogger } from '@nqi/shared/logging';
import { createApi } from '../../apps/api/src/http.setup';
import { ALLOWED } from '../../libs/platform/identity/src/access/allow.decorator';
import { testConfig } from '../support/city';
import { cloneDatabase, type TestDatabase } from '../support/database';

/** Everything that answers without sign-in; a new one is a decision. */
const OPEN_TO_EVERYBODY = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /problems/:code',
  'GET /v',
  'GET /v/:token',
  'GET /v1/auth/keys',
  'GET /v1/consent-texts',
  'GET /v1/districts',
  'GET /v1/downloads',
  'GET /v1/signing-keys/:fingerprint/certificate',
  'POST /v/checks',
  'POST /v1/auth/code-sign-in',
  'POST /v1/auth/codes',
  'POST /v1/auth/password-reset',
  'POST /v1/auth/refresh',
  'POST /v1/auth/registration',
  'POST /v1/auth/second-factor',
  'POST /v1/auth/token',
  'POST /v1/auth/wechat/mini-program',
  'POST /v1/auth/wechat/official-account',
  'POST /v1/invitations/acceptance',
  'POST /v1/invitations/declination',
  'POST /v1/invitations/opening',
];

interface Route {
  name: string;
  isPublic: boolean;
  roles: readonly string[] | undefined;
}

describe('the routes', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let routes: Route[];
  beforeAll(async () => {
    database = await cloneDatabase();
    app = await createApi(testConfig(database.url), createLogger('silent', 'test'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    routes = routesOf(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('say each who may use them', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ isPublic, roles }) => !isPublic && !roles).map(({ name }) => name)).toEqual([]);
  });

  it('are open to everybody only where the list says so', () => {
    const open = routes.filter(({ isPublic }) => isPublic).map(({ name }) => name);
    expect(open.sort()).toEqual(OPEN_TO_EVERYBODY);
  });

  it('are not both open and for certain roles', () => {
    expect(routes.filter(({ isPublic, roles }) => isPublic && roles).map(({ name }) => name)).toEqual([]);
  });

  it('are all that the server answers, besides the documentation', () => {
    const printed = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false, includeHooks: false });
    const served = flatten(printed).filter((name) => !/^(HEAD|OPTIONS) /.test(name));
    const known = new Set(routes.map(({ name }) => anonymous(name)));
    expect(served.filter((name) => !known.has(name) && !/^GET \/(docs|openapi\.json)/.test(name))).toEqual([]);
    expect([...known].filter((name) => !served.includes(name))).toEqual([]);
  });

  it('refuse every signed-out caller except where they are open', async () => {
    const closed = routes.filter(({ isPublic }) => !isPublic);
    for (const { name } of closed) {
      const [method, path = ''] = name.split(' ');
      const url = path.replaceAll(/:\w+/g, '0190a0b0-0000-7000-8000-000000000000');
      const { statusCode } = await app.inject({
        method: method as 'GET',
        url,
        ...(method !== 'GET' && { payload: {} }),
      });
      expect({ name, statusCode }).toEqual({ name, statusCode: 401 });
    }
  });
});

function routesOf(app: NestFastifyApplication): Route[] {
  const reflector = new Reflector();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const type = metatype as { new (): unknown; prototype: Record<string, () => unknown> };
    const prefix = Reflect.getMetadata(PATH_METADATA, type) as string;
    return new MetadataScanner().getAllMethodNames(type.prototype).flatMap((key) => {
      const handler = type.prototype[key];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
      const places = [handler, type];
      return {
        name: `${method} ${`/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1')}`,
        isPublic: reflector.getAllAndOverride<boolean>(PUBLIC, places) ?? false,
        roles: reflector.getAllAndOverride<readonly string[]>(ALLOWED, places),
      };
    });
  });
}

/** Where parameters of several routes meet, Fastify prints all their names. */
function anonymous(name: string): string {
  return name.replaceAll(/:[\w:|]+/g, ':x');
}

/** `METHOD /path` of every leaf of Fastify's tree: four characters of indentation a level. */
function flatten(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([^)]*)\))?/.exec(line) ?? [];
    if (!segment) return [];
    const level = indent.length / 4;
    above.splice(level, above.length, segment);
    const path = anonymous(above.join('')).replace(/(.)\/$/, '$1');
    return (methods ?? '').split(', ').flatMap((method) => (method ? [`${method} ${path}`] : []));
  });
}
