# The API and the command line in one image. Two stages: no build tools in what runs.
FROM python:3.13-slim-bookworm AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/tripoint && /opt/tripoint/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /opt/tripoint/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home tripoint && install -d -o tripoint /var/cache/tripoint
COPY --from=build /opt/tripoint /opt/tripoint
ENV PATH=/opt/tripoint/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER tripoint
EXPOSE 8700
ENTRYPOINT ["tripoint"]
CMD ["--help"]
