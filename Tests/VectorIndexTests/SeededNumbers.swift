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

    /// Elements near a bell curve: sums of uniform numbers.
    mutating func vector(_ dimension: Int) -> [Float] {
        (0..<dimension).map { _ in (0..<4).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &self) } }
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
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
}
