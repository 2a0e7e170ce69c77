/// Random numbers that are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Elements between -1 and 1.
    mutating func vector(_ dimension: Int) -> [Float] {
        var vector = [Float](repeating: 0, count: dimension)
        for place in vector.indices { vector[place] = Float(Int32(truncatingIfNeeded: next() >> 32)) / 2_147_483_648 }
        return vector
    }

    /// A vector around another one; `noise` is the length of the deviation relative to it.
    mutating func vector(near centre: [Float], noise: Float) -> [Float] {
        let deviation = vector(centre.count)
        let factor = noise * length(centre) / max(length(deviation), 1e-9)
        return zip(centre, deviation).map { $0 + factor * $1 }
    }

    mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
}

func length(_ vector: [Float]) -> Float {
    Float(dot(vector, vector).squareRoot())
}

/// A plain loop: tests run unoptimised, and this is where they spend their time.
func dot(_ a: [Float], _ b: [Float]) -> Double {
    var sum = 0.0
    var place = 0
    let count = min(a.count, b.count)
    a.withUnsafeBufferPointer { left in
        b.withUnsafeBufferPointer { right in
            while place < count {
                sum += Double(left[place]) * Double(right[place])
                place += 1
            }
        }
    }
    return sum
}
