/// How far two words are from each other, as far as it matters here.
enum EditDistance {
    /// 0 for equal words, 1 when one letter is missing, too many or another one, or when two neighbours have changed
    /// places; nil for everything else.
    static func small<Letters: RandomAccessCollection>(_ left: Letters, _ right: Letters) -> Int?
    where Letters.Element: Equatable {
        let (short, long) = left.count <= right.count ? (left[...], right[...]) : (right[...], left[...])
        guard long.count - short.count <= 1 else { return nil }
        let same = zip(short, long).prefix { $0 == $1 }.count
        let (shortRest, longRest) = (short.dropFirst(same), long.dropFirst(same))
        if longRest.isEmpty { return 0 }
        if short.count < long.count { return shortRest.elementsEqual(longRest.dropFirst()) ? 1 : nil }
        if shortRest.dropFirst().elementsEqual(longRest.dropFirst()) { return 1 }
        let areSwapped = shortRest.prefix(2).elementsEqual(longRest.prefix(2).reversed())
        return areSwapped && shortRest.dropFirst(2).elementsEqual(longRest.dropFirst(2)) ? 1 : nil
    }
}
