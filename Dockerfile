# The dashboard in one container: not root, nothing written but the store and /tmp. The commands are those that
# tests/test_deploy.py reads; the image itself is untested, since no container engine runs where this was written.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 HOME=/tmp SMALLCAP_STORE=/store
WORKDIR /app
COPY requirements.txt ./
RUN pip install -r requirements.txt && pip check
COPY analytics ./analytics
COPY ui ./ui
COPY pages ./pages
COPY data/published ./data/published
COPY .streamlit/config.toml ./.streamlit/config.toml
COPY app.py asgi.py ./
RUN useradd --system --uid 10001 --no-create-home smallcaps && mkdir /store && chown 10001 /store
USER 10001
VOLUME /store
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=8)"]
CMD ["streamlit", "run", "asgi.py", "--server.address", "0.0.0.0", "--server.port", "8501", "--server.headless", "true"]
