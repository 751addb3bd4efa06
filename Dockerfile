# One image for every role: `lib/processes/web.ts`, `worker.ts`, `prepare.ts --migrate`, `backup.ts`,
# `restore.ts`, `doctor.ts`. How they go together: compose.yaml and docs/operations.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
RUN node scripts/install.mjs
COPY . .
# The database client, the face models and the pages; then what only building and testing needs goes.
RUN node scripts/build.mjs \
	&& npm prune --omit=dev --ignore-scripts \
	&& npm rebuild node \
	&& npm cache clean --force

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Node itself, not npm, so that it hears of SIGTERM and finishes what it began.
ENTRYPOINT ["node_modules/.bin/node"]
CMD ["lib/processes/web.ts"]
