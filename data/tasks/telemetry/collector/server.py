"""Receives telemetry over OTLP/HTTP, as a monitoring service does, and tells what has arrived since it was last asked."""

import gzip
import json
import os
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import HistogramDataPoint
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

SLOW = 0.3
"""Seconds."""

requests: dict[str, dict[str, int]] = {}
metrics: dict[str, dict[str, int]] = {}
"""How many requests each metric has counted, by the status of the answer."""


def value_of(part: Span | HistogramDataPoint, *keys: str) -> str:
    """Return an attribute of what arrived, which has another name in older releases of the standard."""
    values = {pair.key: pair.value.string_value or str(pair.value.int_value) for pair in part.attributes}
    return next((values[key] for key in keys if key in values), "?")


def take_spans(body: bytes) -> None:
    message = ExportTraceServiceRequest.FromString(body)
    for span in (span for part in message.resource_spans for scope in part.scope_spans for span in scope.spans):
        if span.kind != Span.SPAN_KIND_SERVER:
            continue
        method, path = value_of(span, "http.request.method", "http.method"), value_of(span, "url.path", "http.target")
        request = f"{method} {path} {value_of(span, 'http.response.status_code', 'http.status_code')}"
        seen = requests.setdefault(request, {"arrived": 0, "failed": 0, "slow": 0})
        seen["arrived"] += 1
        seen["failed"] += span.status.code == Status.STATUS_CODE_ERROR
        seen["slow"] += span.end_time_unix_nano - span.start_time_unix_nano >= SLOW * 1e9


def take_metrics(body: bytes) -> None:
    message = ExportMetricsServiceRequest.FromString(body)
    for metric in (metric for part in message.resource_metrics for scope in part.scope_metrics for metric in scope.metrics):
        counted = Counter[str]()
        for point in metric.histogram.data_points:
            counted[value_of(point, "http.response.status_code", "http.status_code")] += point.count
        if counted.total():
            metrics[metric.name] = dict(counted)  # what is sent counts from the start of the app


def received() -> bytes:
    """Return what has arrived since this was last called."""
    told = json.dumps({"requests": requests, "metrics": metrics}).encode()
    requests.clear()
    metrics.clear()
    return told


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        {"/v1/traces": take_spans, "/v1/metrics": take_metrics}.get(self.path, len)(body)
        self.answer(b"", "application/x-protobuf")

    def do_GET(self) -> None:
        self.answer(received(), "application/json")

    def answer(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("COLLECTOR_PORT", "4318"))), Handler).serve_forever()
