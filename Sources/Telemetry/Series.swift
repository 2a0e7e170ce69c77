import CoreMetrics
import Synchronization

/// What a series counts, by its name in the text format.
enum SeriesKind: String {
    case counter
    case gauge
    case histogram
}

/// The name and labels of a series, spelt as the text format wants them.
struct SeriesKey: Hashable, Comparable {
    let name: String
    /// `name="value"` pairs joined by commas, in the order of their names; empty without labels.
    let labels: String

    init(label: String, dimensions: [(String, String)], kind: SeriesKind) {
        let base = Self.identifier(label)
        name = kind == .counter && !base.hasSuffix("_total") ? base + "_total" : base
        labels = dimensions.map { (Self.identifier($0.0), Self.escaped($0.1)) }.sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
    }

    static func < (left: SeriesKey, right: SeriesKey) -> Bool {
        (left.name, left.labels) < (right.name, right.labels)
    }

    private static func identifier(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? Character(scalar) : "_"
        }
        let name = String(scalars)
        return name.first?.isNumber == false ? name : "_" + name
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

/// One line or histogram of the text format.
final class Series: Sendable {
    private struct Value {
        var sum = 0.0
        var count = 0
        /// Observations for each bucket, not cumulated; one more than there are upper ends.
        var buckets: [Int] = []
    }

    let kind: SeriesKind
    private let value = Mutex(Value())

    init(kind: SeriesKind) {
        self.kind = kind
        if kind == .histogram {
            value.withLock { $0.buckets = Array(repeating: 0, count: TelemetryLimits.durationBuckets.count + 1) }
        }
    }

    func lines(_ key: SeriesKey) -> [String] {
        let value = value.withLock { $0 }
        guard kind == .histogram else { return [Self.line(key.name, key.labels, Self.number(value.sum))] }
        var cumulated = 0
        var lines: [String] = []
        let ends = TelemetryLimits.durationBuckets.map { Self.number($0) } + ["+Inf"]
        for (end, count) in zip(ends, value.buckets) {
            cumulated += count
            let labels = [key.labels, "le=\"\(end)\""].filter { !$0.isEmpty }.joined(separator: ",")
            lines.append(Self.line(key.name + "_bucket", labels, String(cumulated)))
        }
        lines.append(Self.line(key.name + "_sum", key.labels, Self.number(value.sum)))
        lines.append(Self.line(key.name + "_count", key.labels, String(value.count)))
        return lines
    }

    private func add(_ amount: Double) { value.withLock { $0.sum += amount } }

    private func become(_ amount: Double) { value.withLock { $0.sum = amount } }

    private func observe(_ amount: Double) {
        let bucket =
            TelemetryLimits.durationBuckets.firstIndex { amount <= $0 } ?? TelemetryLimits.durationBuckets.count
        value.withLock { value in
            value.sum += amount
            value.count += 1
            value.buckets[bucket] += 1
        }
    }

    private static func line(_ name: String, _ labels: String, _ value: String) -> String {
        labels.isEmpty ? "\(name) \(value)" : "\(name){\(labels)} \(value)"
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}

extension Series: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    func increment(by amount: Int64) { add(Double(amount)) }
    func increment(by amount: Double) { add(amount) }
    func decrement(by amount: Double) { add(-amount) }
    func reset() { become(0) }
    func set(_ value: Int64) { become(Double(value)) }
    func set(_ value: Double) { become(value) }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) { kind == .histogram ? observe(value) : become(value) }
    func recordNanoseconds(_ duration: Int64) { observe(Double(duration) / 1e9) }
}
