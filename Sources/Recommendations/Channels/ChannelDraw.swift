import Basics
import Domain

/// Draws titles, the better ones more often, so that filling a channel again gives variety.
struct ChannelDraw<Generator: RandomNumberGenerator> {
    private var generator: Generator

    init(_ generator: Generator) {
        self.generator = generator
    }

    /// `count` of the titles, each at most once, with a chance that grows with the square of its score; best first.
    mutating func drawn(_ count: Int, of titles: [(id: TitleID, score: Double)]) -> [(TitleID, Double)] {
        var (left, drawn) = (titles, [(id: TitleID, score: Double)]())
        while drawn.count < count, let place = place(in: left) { drawn.append(left.remove(at: place)) }
        return drawn.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.map { ($0.id, $0.score) }
    }

    private mutating func place(in titles: [(id: TitleID, score: Double)]) -> Int? {
        let chances = titles.map { title in
            let score = max(ChannelLimits.chanceScoreMin, title.score)
            return score * score
        }
        guard !chances.isEmpty else { return nil }
        var mark = Double.random(in: 0..<chances.reduce(0, +), using: &generator)
        for (place, chance) in chances.enumerated() {
            if mark < chance { return place }
            mark -= chance
        }
        return chances.count - 1
    }
}

/// Random numbers from a world's random bytes.
struct WorldGenerator: RandomNumberGenerator {
    let world: World

    func next() -> UInt64 {
        world.randomBytes(UInt64.bitWidth / 8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
