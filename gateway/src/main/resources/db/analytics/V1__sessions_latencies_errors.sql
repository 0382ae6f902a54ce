-- How sessions went, for reports. Nothing that was said.
CREATE TABLE session_analytics (
  session_id        VARCHAR(64) PRIMARY KEY,
  user_id           VARCHAR(64) NOT NULL,
  start_time        TIMESTAMPTZ NOT NULL,
  end_time          TIMESTAMPTZ,
  duration_ms       BIGINT,
  -- BCP 47 tags; null while none or several were spoken, or translated into.
  source_language   VARCHAR(10),
  target_language   VARCHAR(10),
  speaker_count     INTEGER,
  segment_count     INTEGER,
  avg_latency_ms    NUMERIC(10, 2),
  p95_latency_ms    NUMERIC(10, 2),
  error_count       INTEGER,
  -- 0 to 1; 0 when nothing was measured.
  audio_quality_avg NUMERIC(3, 2),
  created_at        TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_session_analytics_user_start ON session_analytics (user_id, start_time);
CREATE INDEX idx_session_analytics_start_time ON session_analytics (start_time);

CREATE TABLE latency_metrics (
  id                     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id             VARCHAR(64) NOT NULL,
  segment_id             VARCHAR(64) NOT NULL,
  stt_latency_ms         BIGINT,
  translation_latency_ms BIGINT,
  tts_latency_ms         BIGINT,
  total_latency_ms       BIGINT,
  "timestamp"            TIMESTAMPTZ NOT NULL
);
CREATE INDEX idx_latency_metrics_session ON latency_metrics (session_id);
CREATE INDEX idx_latency_metrics_timestamp ON latency_metrics ("timestamp");

CREATE TABLE error_logs (
  id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id    VARCHAR(64),
  service_name  VARCHAR(64) NOT NULL,
  error_type    VARCHAR(128) NOT NULL,
  error_message TEXT,
  stack_trace   TEXT,
  "timestamp"   TIMESTAMPTZ NOT NULL
);
CREATE INDEX idx_error_logs_session ON error_logs (session_id);
CREATE INDEX idx_error_logs_service_time ON error_logs (service_name, "timestamp");
