# One image for web, worker, beat and migrations; config/start.py says what each of them runs.
ARG PYTHON=python:3.11-slim-bookworm

# What the portal imports, and what the browser fetches, made by the same set-up as everywhere.
FROM ${PYTHON} AS build
WORKDIR /portal
RUN python -m venv /opt/portal
COPY requirements/runtime.txt requirements/runtime.txt
RUN /opt/portal/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements/runtime.txt
COPY . .
RUN python -m config.local setup \
    && find .local -mindepth 1 -maxdepth 1 ! -name static ! -name vendor -exec rm -r {} + \
    && rm -r config/local requirements package.json package-lock.json .npmrc

FROM ${PYTHON}
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -r /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /tmp portal
COPY --from=build /opt/portal /opt/portal
COPY --from=build /portal /portal
WORKDIR /portal
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    DJANGO_SETTINGS_MODULE=config.settings \
    WEB_HOST=0.0.0.0
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["python", "-m", "config.start"]
CMD ["web"]
