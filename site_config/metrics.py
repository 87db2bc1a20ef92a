"""Figures of this process in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from rooms import delivery

LOOPBACK = ("127.0.0.1", "::1")


class DeliveryCollector:
    """Reads the hub when it is asked."""

    def collect(self):
        hub = delivery.running_hub()
        if hub is None:
            return
        metrics, bells = hub.metrics, hub.bells
        yield GaugeMetricFamily("parley_sockets", "Open pages.", hub.people.pages)
        yield GaugeMetricFamily("parley_people", "People with an open page.", len(hub.people))
        yield GaugeMetricFamily("parley_rooms", "Rooms that are shown or belonged to here.", len(hub.feeds))
        yield GaugeMetricFamily("parley_lagging", "Pages that lag right now.", len(metrics.lagging))
        yield GaugeMetricFamily("parley_layer_down", "Whether the channel layer failed.", int(bells.down))
        yield GaugeMetricFamily(
            "parley_loop_delay_seconds", "How late the event loop was lately.", metrics.loop_delay
        )
        yield CounterMetricFamily("parley_deliveries", "Frames sent to pages of rooms.", metrics.deliveries)
        yield CounterMetricFamily("parley_delivered_bytes", "Bytes of those frames.", metrics.bytes)
        yield CounterMetricFamily("parley_gaps_filled", "Changes read after a missed bell.", metrics.gaps)
        yield CounterMetricFamily("parley_lagged", "Pages that lagged and were caught up.", metrics.lagged)
        yield CounterMetricFamily("parley_abandoned", "Pages given up for lagging.", metrics.abandoned)
        yield CounterMetricFamily("parley_layer_errors", "Failures of the channel layer.", bells.errors)


registry = CollectorRegistry()
registry.register(DeliveryCollector())
ProcessCollector(registry=registry)


@require_GET
def metrics(request):
    """Answer who asks from this machine, or brings METRICS_TOKEN; for all others there is no such page."""
    if not _may_look(request):
        raise Http404
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_look(request) -> bool:
    if settings.METRICS_TOKEN:
        return constant_time_compare(
            request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
        )
    return not settings.BEHIND_PROXY and request.META.get("REMOTE_ADDR") in LOOPBACK
