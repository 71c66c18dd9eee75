/**
 * Who may import whom, types included. What pure code reaches once the types are gone is a second graph:
 * `.dependency-cruiser.purity.cjs`.
 */

/** Which platform libs a platform lib may use. One way only: whoever stands on the right never imports the left. */
const PLATFORM_MAY_USE = {
  sms: [],
  identity: ['sms'],
  audit: ['identity'],
  mandates: ['identity', 'notices'],
  'personal-data': ['identity'],
  reports: ['identity', 'mandates', 'notices', 'personal-data'],
  forms: ['identity', 'reports'],
  payments: ['identity', 'dues'],
  search: ['identity', 'mandates'],
  standards: ['identity', 'search'],
  ratings: ['identity'],
  notices: ['identity', 'personal-data'],
  attachments: ['identity', 'personal-data'],
  dues: ['identity', 'mandates', 'notices'],
  imports: ['identity'],
};

/** A folder that is not in the map may use no other platform lib. */
const unlisted = {
  name: 'platform-one-way:unlisted',
  comment: 'A platform lib that is missing in PLATFORM_MAY_USE uses no other one; add it to the map, with a reason.',
  severity: 'error',
  from: { path: '^libs/platform/([^/]+)/', pathNot: `^libs/platform/(${Object.keys(PLATFORM_MAY_USE).join('|')})/` },
  to: { path: '^libs/platform/', pathNot: '^libs/platform/$1/' },
};

const platformOneWay = Object.entries(PLATFORM_MAY_USE).map(([lib, allowed]) => ({
  name: `platform-one-way:${lib}`,
  comment: `platform/${lib} may use: ${allowed.join(', ') || 'no other platform lib'}.`,
  severity: 'error',
  from: { path: `^libs/platform/${lib}/` },
  to: { path: '^libs/platform/', pathNot: `^libs/platform/(${[lib, ...allowed].join('|')})/` },
}));

const LIB_DOOR = '^libs/[^/]+/[^/]+/src/index[.]ts$';
const SPEC = '[.]spec[.]ts$';

const layers = [
  {
    name: 'nothing-imports-apps',
    comment: 'An app is a leaf: it starts a process. What two apps need belongs in a lib.',
    severity: 'error',
    from: { pathNot: '^apps/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-are-strangers',
    comment: 'One app starts another as a process, never by import.',
    severity: 'error',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'shared-knows-no-lib',
    comment: 'The kernel knows neither the platform nor a line.',
    severity: 'error',
    from: { path: '^libs/shared/' },
    to: { path: '^libs/(platform|lines)/' },
  },
  {
    name: 'platform-knows-no-line',
    comment: 'What must flow back up goes through a kind that the line registers at boot.',
    severity: 'error',
    from: { path: '^libs/platform/' },
    to: { path: '^libs/lines/' },
  },
  {
    name: 'lines-are-strangers',
    comment: 'What two lines need belongs in the platform or in the kernel.',
    severity: 'error',
    from: { path: '^libs/lines/([^/]+)/' },
    to: { path: '^libs/lines/', pathNot: '^libs/lines/$1/' },
  },
  {
    name: 'libs-know-no-migrations',
    comment: 'Migrations are loaded by the process that runs them.',
    severity: 'error',
    from: { path: '^libs/' },
    to: { path: '^migrations/' },
  },
  {
    name: 'migrations-stand-alone',
    comment:
      'A migration must do the same in ten years: it imports typeorm and other migrations, no code that moves on.',
    severity: 'error',
    from: { path: '^migrations/' },
    to: { pathNot: ['^migrations/', '(^|/)node_modules/typeorm/'] },
  },
];

const doors = [
  {
    name: 'public-door-only',
    comment: 'From another lib only src/index.ts is visible: import @nqi/<area>/<lib>.',
    severity: 'error',
    from: { path: '^libs/([^/]+/[^/]+)/' },
    to: { path: '^libs/', pathNot: ['^libs/$1/', LIB_DOOR] },
  },
  {
    name: 'public-door-only:outside',
    comment: 'From outside the libs only src/index.ts is visible: import @nqi/<area>/<lib>.',
    severity: 'error',
    from: { pathNot: '^libs/' },
    to: { path: '^libs/', pathNot: LIB_DOOR },
  },
  {
    name: 'alias-to-others',
    comment: 'Another lib is imported by its alias; a relative path out of the own lib hides the dependency.',
    severity: 'error',
    from: { path: '^libs/([^/]+/[^/]+)/' },
    to: { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-tsconfig'] },
  },
  {
    name: 'alias-to-others:outside',
    comment: 'A lib is imported by its alias, not by a relative path.',
    severity: 'error',
    from: { pathNot: '^libs/' },
    to: { path: '^libs/', dependencyTypesNot: ['aliased-tsconfig'] },
  },
  {
    name: 'relative-inside',
    comment: 'Inside a lib imports are relative; the own door would be a cycle in waiting.',
    severity: 'error',
    from: { path: '^libs/([^/]+/[^/]+)/' },
    to: { path: '^libs/$1/', dependencyTypes: ['aliased-tsconfig'] },
  },
  {
    name: 'controllers-by-http-modules',
    comment: 'A controller outside an http module would also be served, or loaded, by the worker.',
    severity: 'error',
    from: { pathNot: '[/.]http[.]module[.]ts$' },
    to: { path: '[.]controller[.]ts$' },
  },
  {
    name: 'processors-by-worker-modules',
    comment: 'Each @Processor that a process loads starts a queue worker there.',
    severity: 'error',
    from: { pathNot: '[/.]worker[.]module[.]ts$' },
    to: { path: '[.]processor[.]ts$' },
  },
];

const hygiene = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or lack a third.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that resolves to nothing would slip through every other rule.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-packages-only',
    comment: 'The container has only what package.json lists under dependencies; types may come from elsewhere.',
    severity: 'error',
    from: { pathNot: SPEC },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-orphans',
    comment:
      'Nothing but its own spec imports this file. Doors aside: theirs are an app, another lib or a test; and what a ' +
      'process or a thread starts with.',
    severity: 'error',
    from: { pathNot: SPEC },
    module: { path: '^libs/', pathNot: [SPEC, LIB_DOOR, '[.]main[.]ts$'], numberOfDependentsLessThan: 1 },
  },
  {
    name: 'no-orphans:alone',
    comment: 'A door or a file of an app that imports nothing and that nothing imports. Entry points aside.',
    severity: 'error',
    from: {
      orphan: true,
      path: '^(apps/|libs/.+/index[.]ts$)',
      pathNot: ['^apps/.+[/.]main[.]ts$', '^apps/cli/src/'],
    },
    to: {},
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...layers, ...doors, ...platformOneWay, unlisted, ...hygiene],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // A type is knowledge, too: an `import type` of a line in the platform is still the wrong direction.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
