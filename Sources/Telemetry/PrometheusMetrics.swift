package import CoreMetrics
import Synchronization

/// Metrics kept in memory and told in the Prometheus text format, version 0.0.4.
///
/// Timers and recorders with aggregation become histograms in seconds or in their own unit; recorders without become
/// gauges. Handlers of the same label and dimensions share one series, so metric objects may be made again and again.
package final class PrometheusMetrics: MetricsFactory {
    private struct Families {
        var series: [SeriesKey: Series] = [:]
        var kinds: [String: SeriesKind] = [:]
    }

    private let families = Mutex(Families())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter)
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions, .counter)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        series(label, dimensions, aggregate ? .histogram : .gauge)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, .histogram)
    }

    // A series outlives its metric objects: a counter that vanished and came back would look like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// All series as text, in the order of their names.
    package func text() -> String {
        let all = families.withLock { $0.series.sorted { $0.key < $1.key } }
        var lines: [String] = []
        var family = ""
        for (key, series) in all {
            if key.name != family {
                family = key.name
                lines.append("# TYPE \(family) \(series.kind.rawValue)")
            }
            lines += series.lines(key)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func series(_ label: String, _ dimensions: [(String, String)], _ kind: SeriesKind) -> Series {
        let key = SeriesKey(label: label, dimensions: dimensions, kind: kind)
        return families.withLock { families in
            if let known = families.series[key], known.kind == kind { return known }
            let made = Series(kind: kind)
            // A name has one type in the text format, so a series of another kind is counted but not told.
            guard families.kinds[key.name, default: kind] == kind, families.series.count < TelemetryLimits.seriesMax
            else { return made }
            families.series[key] = made
            families.kinds[key.name] = kind
            return made
        }
    }
}
