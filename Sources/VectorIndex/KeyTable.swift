/// Where each title is: key to row number. Split into parts, so that a copy-on-write change copies little.
struct KeyTable: Sendable {
    private var shards = [[Int64: UInt32]](repeating: [:], count: VectorIndexLimits.keyShards)
    private(set) var count = 0

    subscript(key: Int64) -> Int? {
        shards[shard(of: key)][key].map(Int.init)
    }

    /// Sets a key's row and gives the one it had.
    mutating func set(_ key: Int64, to row: Int) -> Int? {
        let previous = shards[shard(of: key)].updateValue(UInt32(row), forKey: key)
        if previous == nil { count += 1 }
        return previous.map(Int.init)
    }

    mutating func remove(_ key: Int64) -> Int? {
        let previous = shards[shard(of: key)].removeValue(forKey: key)
        if previous != nil { count -= 1 }
        return previous.map(Int.init)
    }

    /// Neighbouring keys go to different parts; the odd factor mixes the low bits into the top ones.
    private func shard(of key: Int64) -> Int {
        let mixed = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> 32) & (VectorIndexLimits.keyShards - 1)
    }
}
