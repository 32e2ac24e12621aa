# `mock-interview serve` as an image: what is installed is pinned by hash, and neither pip nor a build tool is left in it.
#   docker build -t mock-interview .
#   docker run --env-file slack.env -p 8000:8000 -v interviews:/data mock-interview
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/mock-interview
COPY requirements.build requirements.serve.lock ./
RUN /opt/mock-interview/bin/python -m pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements.serve.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY interview_flow interview_flow
COPY prompts prompts
COPY storage storage
RUN /opt/mock-interview/bin/python -m pip install --no-cache-dir --no-build-isolation --no-deps .
RUN /opt/mock-interview/bin/python -m pip uninstall --yes -r requirements.build setuptools pip

FROM python:3.11-slim
RUN useradd --uid 10001 --home-dir /data --create-home interviewer
COPY --from=build /opt/mock-interview /opt/mock-interview
ENV PATH=/opt/mock-interview/bin:$PATH
ENV PYTHONUNBUFFERED=1
ENV MOCK_INTERVIEW_DATABASE_URL=/data/interviews.db
ENV MOCK_INTERVIEW_DOCUMENTS=/data/documents
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz'); exit(c.getresponse().status != 200)"]
CMD ["mock-interview", "serve", "--host", "0.0.0.0", "--port", "8000"]
