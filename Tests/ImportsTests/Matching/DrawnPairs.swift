/// Pairs of texts that are drawn anew in the same way each time, each kind with what makes comparing hard.
struct DrawnPairs {
    private var numbers = Numbers(state: 20_261_127)

    /// A pair of texts of one of the kinds in turn.
    mutating func next(_ place: Int) -> [String] {
        switch place % 8 {
        case 0, 1: titles()
        case 2: scalars(["a", "b"], 0...40)
        case 3: scalars(Array("aabc ".unicodeScalars), 0...60)
        case 4, 5: scalars(Self.mixed, 0...30)
        case 6: edited(Self.weighted, 190...210)
        default:
            edited(place % 80 == 7 ? Self.weighted + Self.mixed : Self.weighted, 200...(place % 800 == 7 ? 1_100 : 320))
        }
    }

    private static let words = [
        "the", "The", "of", "and", "Night", "Dark", "Lord", "Rings", "Return", "King", "Star", "Wars", "MATRIX",
        "Amélie",
        "Être", "千と千尋", "ΟΔΥΣΣΕΑΣ", "Straße", "İstanbul", "WALL·E", "2049", "Part", "Two", "II", "-", "Æon", "🎬",
    ]

    /// Letters of several scripts with and without case, those whose lower case is special, marks, signs, and scalars
    /// beyond the first plane.
    private static let mixed: [Unicode.Scalar] = Array(
        "aAbBeE12 '’·.:-éÉàÀöÖßẞıİſŉǰΣσςΑαάЖжЁёԱաႠⴀა\u{1C90}Ꭰꭰ千尋한글🎬👩🏽🚀𐐀𐐨𞤀𞤢𝒜𠀀\u{301}\u{308}\u{345}\u{ad}\u{200d}"
            .unicodeScalars)

    /// Letters of which some are frequent enough to be popular in long texts and others are not.
    private static let weighted: [Unicode.Scalar] = (0..<120).flatMap { letter in
        [Unicode.Scalar](repeating: Unicode.Scalar(UInt8(33 + letter % 90)), count: 1 + 200 / (letter + 1))
    }

    private mutating func titles() -> [String] {
        let title = (0..<Int.random(in: 1...7, using: &numbers)).map { _ in word() }
        var other = title
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
            let place = Int.random(in: 0...other.count, using: &numbers)
            if place < other.count, Bool.random(using: &numbers) {
                other.remove(at: place)
            } else {
                other.insert(word(), at: place)
            }
        }
        return [title.joined(separator: " "), other.joined(separator: " ")]
    }

    private mutating func word() -> String { Self.words[Int.random(in: 0..<Self.words.count, using: &numbers)] }

    private mutating func scalars(_ alphabet: [Unicode.Scalar], _ counts: ClosedRange<Int>) -> [String] {
        [text(alphabet, counts), text(alphabet, counts)]
    }

    private mutating func text(_ alphabet: [Unicode.Scalar], _ counts: ClosedRange<Int>) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: counts, using: &numbers) {
            text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)])
        }
        return String(text)
    }

    /// Two texts that have long parts in common.
    private mutating func edited(_ alphabet: [Unicode.Scalar], _ counts: ClosedRange<Int>) -> [String] {
        let first = text(alphabet, counts)
        var second = Array(first.unicodeScalars)
        for _ in 0..<Int.random(in: 0...12, using: &numbers) {
            let place = Int.random(in: 0..<second.count, using: &numbers)
            let end = min(second.count, place + Int.random(in: 0...9, using: &numbers))
            second.replaceSubrange(place..<end, with: Array(text(alphabet, 0...9).unicodeScalars))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: second)
        return [first, String(view)]
    }
}

/// SplitMix64.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
