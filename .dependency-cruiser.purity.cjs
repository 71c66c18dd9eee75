/**
 * What pure code reaches when it runs. A second graph, because here types do not count: a policy may name the type of
 * its entity, which vanishes, but a value import that ends in a framework would load it in every table test.
 */
const FRAMEWORKS = [
  '@nestjs/',
  '@fastify/',
  'typeorm/',
  'fastify/',
  'bullmq/',
  'ioredis/',
  'pg/',
  'pino/',
  'passport',
  'class-validator/',
  'class-transformer/',
].join('|');

const PURE = [
  // Tables and rights of a record.
  '[.](workflow|policy)[.]ts$',
  // The pure nouns of the kernel.
  '^libs/shared/(workflow|calendar|units|text)/src/',
  // Calculators of a line: files named by a plain noun.
  '^libs/lines/.+/(?!index[.]ts$)[^/.]+[.]ts$',
  // A spec runs without Nest and database, so whatever has one is pure as well.
  '[.]spec[.]ts$',
];

const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'pure-reaches-no-framework',
      comment: 'Directly or through others; move what needs the framework into the service, or import only the type.',
      severity: 'error',
      from: { path: PURE },
      to: { path: `(^|/)node_modules/(${FRAMEWORKS})`, reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
