/// Remembers the most recently used values, at most `capacity` of them.
package struct BoundedCache<Key: Hashable, Value> {
    private let capacity: Int
    private var values: [Key: (value: Value, usedAt: UInt64)] = [:]
    private var uses: UInt64 = 0

    package init(capacity: Int) {
        self.capacity = capacity
    }

    package subscript(key: Key) -> Value? {
        mutating get {
            guard let found = values[key] else { return nil }
            uses += 1
            values[key] = (found.value, uses)
            return found.value
        }
        set {
            uses += 1
            values[key] = newValue.map { ($0, uses) }
            while values.count > capacity, let oldest = values.min(by: { $0.value.usedAt < $1.value.usedAt }) {
                values[oldest.key] = nil
            }
        }
    }
}

extension BoundedCache: Sendable where Key: Sendable, Value: Sendable {}
